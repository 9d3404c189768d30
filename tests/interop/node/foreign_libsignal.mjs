// npm "libsignal" (WhiskeySockets' libsignal-node, pure JavaScript) as a party with one peer.
import libsignal from 'libsignal';

const { keyhelper, ProtocolAddress, SessionBuilder, SessionCipher } = libsignal;

export class LibsignalNode {
  static label = 'npm libsignal';

  constructor(name) {
    this.name = name;
    this.identityPair = keyhelper.generateIdentityKeyPair();
    this.registrationId = keyhelper.generateRegistrationId() || 1;
    this.sessions = new Map();
    this.preKeys = new Map();
    this.store = {
      loadSession: async (id) => this.sessions.get(id),
      storeSession: async (id, session) => void this.sessions.set(id, session),
      isTrustedIdentity: () => true,
      loadPreKey: async (id) => this.preKeys.get(id),
      removePreKey: (id) => this.preKeys.delete(id),
      loadSignedPreKey: () => this.signedPreKey,
      getOurRegistrationId: () => this.registrationId,
      getOurIdentity: () => this.identityPair,
    };
  }

  get identity() { return this.identityPair.pubKey; }
  cipher(peer) { return new SessionCipher(this.store, new ProtocolAddress(peer, 1)); }

  async bundle(preKeyId, signedPreKeyId) {
    const made = keyhelper.generateSignedPreKey(this.identityPair, signedPreKeyId);
    this.signedPreKey = made.keyPair;
    const preKey = preKeyId === undefined ? undefined : keyhelper.generatePreKey(preKeyId);
    if (preKey) this.preKeys.set(preKeyId, preKey.keyPair);
    return {
      registrationId: this.registrationId,
      device: 1,
      preKey: preKey && { id: preKeyId, key: preKey.keyPair.pubKey },
      signedPreKey: { id: signedPreKeyId, key: made.keyPair.pubKey, signature: made.signature },
      identity: this.identity,
    };
  }

  process(peer, b) {
    return new SessionBuilder(this.store, new ProtocolAddress(peer, 1)).initOutgoing({
      registrationId: b.registrationId,
      identityKey: b.identity,
      signedPreKey: { keyId: b.signedPreKey.id, publicKey: b.signedPreKey.key, signature: b.signedPreKey.signature },
      preKey: b.preKey && { keyId: b.preKey.id, publicKey: b.preKey.key },
    });
  }

  async encrypt(peer, plain) {
    const { type, body } = await this.cipher(peer).encrypt(plain);
    return { kind: type === 3 ? 'pre' : 'sig', message: Buffer.from(body) };
  }

  decrypt(peer, { kind, message }) {
    const cipher = this.cipher(peer);
    return kind === 'pre' ? cipher.decryptPreKeyWhisperMessage(message) : cipher.decryptWhisperMessage(message);
  }
}
