// @signalapp/libsignal-client 0.72.1, the official library, as a party with one peer: the last line
// of releases that still speaks X3DH. It brings its own native code.
import * as loaded from '@signalapp/libsignal-client';

const signal = loaded.default ?? loaded;

class Sessions extends signal.SessionStore {
  rows = new Map();
  async saveSession(name, record) { this.rows.set(name.toString(), record.serialize()); }
  async getSession(name) {
    const row = this.rows.get(name.toString());
    return row ? signal.SessionRecord.deserialize(row) : null;
  }
  async getExistingSessions(names) { return Promise.all(names.map((name) => this.getSession(name))); }
}

class Identities extends signal.IdentityKeyStore {
  rows = new Map();
  constructor(secret, registrationId) { super(); Object.assign(this, { secret, registrationId }); }
  async getIdentityKey() { return this.secret; }
  async getLocalRegistrationId() { return this.registrationId; }
  async saveIdentity(name, key) {
    this.rows.set(name.toString(), key);
    return signal.IdentityChange?.NewOrUnchanged ?? false;
  }
  async isTrustedIdentity() { return true; }
  async getIdentity(name) { return this.rows.get(name.toString()) ?? null; }
}

class PreKeys extends signal.PreKeyStore {
  rows = new Map();
  async savePreKey(id, record) { this.rows.set(id, record); }
  async getPreKey(id) { return this.rows.get(id); }
  async removePreKey(id) { this.rows.delete(id); }
}

class SignedPreKeys extends signal.SignedPreKeyStore {
  rows = new Map();
  async saveSignedPreKey(id, record) { this.rows.set(id, record); }
  async getSignedPreKey(id) { return this.rows.get(id); }
}

class KyberPreKeys extends signal.KyberPreKeyStore {
  async saveKyberPreKey() {}
  async getKyberPreKey() { throw new Error('no such key'); }
  async markKyberPreKeyUsed() {}
}

export class Official {
  static label = '@signalapp/libsignal-client 0.72.1';

  constructor(name) {
    this.name = name;
    this.secret = signal.PrivateKey.generate();
    this.registrationId = 1 + Math.floor(Math.random() * 16000);
    this.sessions = new Sessions();
    this.identities = new Identities(this.secret, this.registrationId);
    this.preKeys = new PreKeys();
    this.signedPreKeys = new SignedPreKeys();
  }

  get identity() { return Buffer.from(this.secret.getPublicKey().serialize()); }
  address(peer) { return signal.ProtocolAddress.new(peer, 1); }

  async bundle(preKeyId, signedPreKeyId) {
    const secret = signal.PrivateKey.generate();
    const key = Buffer.from(secret.getPublicKey().serialize());
    const signature = Buffer.from(this.secret.sign(key));
    await this.signedPreKeys.saveSignedPreKey(signedPreKeyId,
      signal.SignedPreKeyRecord.new(signedPreKeyId, Date.now(), secret.getPublicKey(), secret, signature));
    const preKey = preKeyId === undefined ? undefined : signal.PrivateKey.generate();
    if (preKey) {
      await this.preKeys.savePreKey(preKeyId, signal.PreKeyRecord.new(preKeyId, preKey.getPublicKey(), preKey));
    }
    return {
      registrationId: this.registrationId,
      device: 1,
      preKey: preKey && { id: preKeyId, key: Buffer.from(preKey.getPublicKey().serialize()) },
      signedPreKey: { id: signedPreKeyId, key, signature },
      identity: this.identity,
    };
  }

  process(peer, b) {
    const key = (bytes) => signal.PublicKey.deserialize(bytes);
    const bundle = signal.PreKeyBundle.new(b.registrationId, b.device, b.preKey?.id ?? null,
      b.preKey ? key(b.preKey.key) : null, b.signedPreKey.id, key(b.signedPreKey.key),
      b.signedPreKey.signature, key(b.identity));
    return signal.processPreKeyBundle(bundle, this.address(peer), this.sessions, this.identities);
  }

  async encrypt(peer, plain) {
    const sealed = await signal.signalEncrypt(plain, this.address(peer), this.sessions, this.identities);
    const kind = sealed.type() === signal.CiphertextMessageType.PreKey ? 'pre' : 'sig';
    return { kind, message: Buffer.from(sealed.serialize()) };
  }

  async decrypt(peer, { kind, message }) {
    const address = this.address(peer);
    if (kind === 'sig') {
      return Buffer.from(await signal.signalDecrypt(signal.SignalMessage.deserialize(message), address,
        this.sessions, this.identities));
    }
    return Buffer.from(await signal.signalDecryptPreKey(signal.PreKeySignalMessage.deserialize(message), address,
      this.sessions, this.identities, this.preKeys, this.signedPreKeys, new KyberPreKeys()));
  }

  fingerprint(iterations, version, local, remote, identity) {
    const made = signal.Fingerprint.new(iterations, version, Buffer.from(local), this.secret.getPublicKey(),
      Buffer.from(remote), signal.PublicKey.deserialize(identity));
    return {
      digits: made.displayableFingerprint().toString(),
      scannable: Buffer.from(made.scannableFingerprint().toBuffer()),
    };
  }
}
