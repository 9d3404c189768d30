// @privacyresearch/libsignal-protocol-typescript as a party with one peer.
import { webcrypto } from 'node:crypto';
import signal from '@privacyresearch/libsignal-protocol-typescript';

const { KeyHelper, SessionBuilder, SessionCipher, SignalProtocolAddress, setWebCrypto } = signal;
setWebCrypto(webcrypto);

const buffer = (bytes) => Uint8Array.from(bytes).buffer;  // it wants ArrayBuffers of the exact size

export class TypeScript {
  static label = '@privacyresearch/libsignal-protocol-typescript';

  constructor(name) {
    this.name = name;
    this.registrationId = KeyHelper.generateRegistrationId() || 1;
    this.sessions = new Map();
    this.preKeys = new Map();
    this.signedPreKeys = new Map();
    this.store = {
      getIdentityKeyPair: async () => this.identityPair,
      getLocalRegistrationId: async () => this.registrationId,
      isTrustedIdentity: async () => true,
      saveIdentity: async () => false,
      loadPreKey: async (id) => this.preKeys.get(Number(id)),
      storePreKey: async (id, pair) => void this.preKeys.set(Number(id), pair),
      removePreKey: async (id) => void this.preKeys.delete(Number(id)),
      storeSession: async (id, session) => void this.sessions.set(id, session),
      loadSession: async (id) => this.sessions.get(id),
      loadSignedPreKey: async (id) => this.signedPreKeys.get(Number(id)),
      storeSignedPreKey: async (id, pair) => void this.signedPreKeys.set(Number(id), pair),
      removeSignedPreKey: async (id) => void this.signedPreKeys.delete(Number(id)),
    };
  }

  async ready() { this.identityPair ??= await KeyHelper.generateIdentityKeyPair(); }
  get identity() { return Buffer.from(this.identityPair.pubKey); }
  address(peer) { return new SignalProtocolAddress(peer, 1); }

  async bundle(preKeyId, signedPreKeyId) {
    await this.ready();
    const signed = await KeyHelper.generateSignedPreKey(this.identityPair, signedPreKeyId);
    this.signedPreKeys.set(signedPreKeyId, signed.keyPair);
    const preKey = preKeyId === undefined ? undefined : await KeyHelper.generatePreKey(preKeyId);
    if (preKey) this.preKeys.set(preKeyId, preKey.keyPair);
    return {
      registrationId: this.registrationId,
      device: 1,
      preKey: preKey && { id: preKeyId, key: Buffer.from(preKey.keyPair.pubKey) },
      signedPreKey: {
        id: signedPreKeyId, key: Buffer.from(signed.keyPair.pubKey), signature: Buffer.from(signed.signature),
      },
      identity: this.identity,
    };
  }

  async process(peer, b) {
    await this.ready();
    await new SessionBuilder(this.store, this.address(peer)).processPreKey({
      registrationId: b.registrationId,
      identityKey: buffer(b.identity),
      signedPreKey: {
        keyId: b.signedPreKey.id, publicKey: buffer(b.signedPreKey.key), signature: buffer(b.signedPreKey.signature),
      },
      preKey: b.preKey && { keyId: b.preKey.id, publicKey: buffer(b.preKey.key) },
    });
  }

  async encrypt(peer, plain) {
    const { type, body } = await new SessionCipher(this.store, this.address(peer)).encrypt(buffer(plain));
    return { kind: type === 3 ? 'pre' : 'sig', message: Buffer.from(body, 'binary') };
  }

  async decrypt(peer, { kind, message }) {
    const cipher = new SessionCipher(this.store, this.address(peer));
    const text = message.toString('binary');
    return Buffer.from(kind === 'pre' ? await cipher.decryptPreKeyWhisperMessage(text, 'binary')
      : await cipher.decryptWhisperMessage(text, 'binary'));
  }
}
