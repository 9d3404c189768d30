// Talks to signal_agent: one request line, one answer line, in order.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const hex = (bytes) => (bytes.length === 0 ? '-' : Buffer.from(bytes).toString('hex'));
const bytes = (field) => (field === '-' ? Buffer.alloc(0) : Buffer.from(field, 'hex'));

export class Refused extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

export class Agent {
  constructor(path) {
    this.process = spawn(path, [], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.waiting = [];
    createInterface({ input: this.process.stdout }).on('line', (line) => this.waiting.shift().done(line));
    this.process.on('exit', () => this.waiting.forEach((one) => one.failed(new Error('the agent died'))));
  }

  // The fields after "ok"; throws Refused.
  async ask(...fields) {
    const line = await new Promise((done, failed) => {
      this.waiting.push({ done, failed });
      this.process.stdin.write(fields.join(' ') + '\n');
    });
    const [state, ...rest] = line.split(' ');
    if (state !== 'ok') throw new Refused(rest[0]);
    return rest;
  }

  async init(name) {
    this.name = name;
    const [registrationId, identity] = await this.ask('init', name, 1);
    this.registrationId = Number(registrationId);
    this.identity = bytes(identity);
    return this;
  }

  async bundle(preKeyId, signedPreKeyId) {
    const f = await this.ask('bundle', preKeyId ?? '-', signedPreKeyId);
    return {
      registrationId: Number(f[0]),
      device: Number(f[1]),
      preKey: f[2] === '-' ? undefined : { id: Number(f[2]), key: bytes(f[3]) },
      signedPreKey: { id: Number(f[4]), key: bytes(f[5]), signature: bytes(f[6]) },
      identity: bytes(f[7]),
    };
  }

  process_(name, b) {
    const preKey = b.preKey ? [b.preKey.id, hex(b.preKey.key)] : ['-', '-'];
    return this.ask('process', name, 1, b.registrationId, b.device, ...preKey, b.signedPreKey.id,
      hex(b.signedPreKey.key), hex(b.signedPreKey.signature), hex(b.identity));
  }

  async encrypt(name, plain) {
    const [kind, message] = await this.ask('encrypt', name, 1, hex(plain));
    return { kind, message: bytes(message) };
  }

  async decrypt(name, { kind, message }) {
    return bytes((await this.ask('decrypt', name, 1, kind, hex(message)))[0]);
  }

  async distribution(group) { return bytes((await this.ask('skdm-create', group))[0]); }
  takeDistribution(group, sender, skdm) { return this.ask('skdm-process', group, sender, 1, hex(skdm)); }
  async groupEncrypt(group, plain) { return bytes((await this.ask('gencrypt', group, hex(plain)))[0]); }
  async groupDecrypt(group, sender, message) {
    return bytes((await this.ask('gdecrypt', group, sender, 1, hex(message)))[0]);
  }
  async fingerprint(iterations, version, local, remote, identity) {
    const [digits, scannable] = await this.ask('fingerprint', iterations, version, hex(Buffer.from(local)),
      hex(Buffer.from(remote)), hex(identity));
    return { digits, scannable: bytes(scannable) };
  }
  async compare(ours, theirs) { return (await this.ask('fpcompare', hex(ours), hex(theirs)))[0]; }

  async quit() {
    await this.ask('quit');
    this.process.stdin.end();
  }
}
