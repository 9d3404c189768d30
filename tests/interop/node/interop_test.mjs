// Goal: implementations of Signal that nobody here wrote talk with node/e2ee, both ways, and the
// guards hold against what they can send.
// Method: each foreign one plays one party, signal_agent the other; a failed check ends the run.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Agent, Refused } from './agent.mjs';
import { GroupMember } from './foreign_group.mjs';
import { LibsignalNode } from './foreign_libsignal.mjs';
import { TypeScript } from './foreign_typescript.mjs';

const agentPath = process.argv[2];
const checks = [];
const check = (name, run) => checks.push({ name, run });
const text = (words) => Buffer.from(words);

async function refused(promise, ...codes) {
  const error = await promise.then(() => undefined, (caught) => caught);
  assert.ok(error instanceof Refused, `expected a refusal, got ${error}`);
  if (codes.length) assert.ok(codes.includes(error.code), `${error.code} is not of ${codes}`);
}

// They are both made anew for each check.
async function pair(Foreign) {
  const agent = await new Agent(agentPath).init('watch');
  return { agent, foreign: new Foreign('foreign') };
}
async function foreignStarts({ agent, foreign }, preKeyId) {
  await foreign.process('watch', await agent.bundle(preKeyId, 1));
  const first = await foreign.encrypt('watch', text('first'));
  assert.equal(first.kind, 'pre');
  assert.deepEqual(await agent.decrypt('foreign', first), text('first'));
  return first;
}
async function agentAnswers({ agent, foreign }, words) {
  const sealed = await agent.encrypt('foreign', text(words));
  assert.deepEqual(await foreign.decrypt('watch', sealed), text(words));
  return sealed;
}
async function foreignSays({ agent, foreign }, plain) {
  const sealed = await foreign.encrypt('watch', plain);
  assert.deepEqual(await agent.decrypt('foreign', sealed), plain);
  return sealed;
}

function pairwise(Foreign) {
  const about = (name, run) => check(`${Foreign.label}: ${name}`, async () => {
    const both = await pair(Foreign);
    await run(both);
    await both.agent.quit();
  });

  about('they start with a one-time key, and the talk goes on over a restart', async (both) => {
    await foreignStarts(both, 11);
    for (let i = 0; i < 6; i++) {
      assert.equal((await agentAnswers(both, `answer ${i}`)).kind, 'sig');
      assert.equal((await foreignSays(both, text(`more ${i}`))).kind, 'sig');
      if (i === 2) await both.agent.ask('restart');
    }
  });

  about('they start without a one-time key', async (both) => {
    await foreignStarts(both);
    await agentAnswers(both, 'answer');
  });

  about('we start', async (both) => {
    const { agent, foreign } = both;
    await agent.process_('foreign', await foreign.bundle(21, 2));
    const first = await agent.encrypt('foreign', text('hello'));
    assert.equal(first.kind, 'pre');
    assert.deepEqual(await foreign.decrypt('watch', first), text('hello'));
    await foreignSays(both, text('and to you'));
    assert.equal((await agentAnswers(both, 'good')).kind, 'sig');
  });

  about('a bundle with a broken signature is refused', async ({ agent, foreign }) => {
    const bundle = await foreign.bundle(21, 2);
    bundle.signedPreKey.signature = Buffer.from(bundle.signedPreKey.signature);
    bundle.signedPreKey.signature[3] ^= 1;
    await refused(agent.process_('foreign', bundle), 'invalid-key');
  });

  about('messages in any order, each once', async (both) => {
    await foreignStarts(both, 11);
    await agentAnswers(both, 'answer');
    const sent = [];
    for (let i = 0; i < 20; i++) sent.push(await both.foreign.encrypt('watch', text(`m${i}`)));
    for (const i of [7, 19, 0, 3, 18, 1]) {
      assert.deepEqual(await both.agent.decrypt('foreign', sent[i]), text(`m${i}`));
    }
    await refused(both.agent.decrypt('foreign', sent[7]), 'duplicate');
  });

  about('65,536 bytes go both ways', async (both) => {
    await foreignStarts(both, 11);
    const large = randomBytes(65536);
    await foreignSays(both, large);
    const sealed = await both.agent.encrypt('foreign', large);
    assert.deepEqual(await both.foreign.decrypt('watch', sealed), large);
  });

  about('a thousand skipped messages still open, a jump past the bound does not', async (both) => {
    await foreignStarts(both, 11);
    await agentAnswers(both, 'answer');
    await foreignSays(both, text('new chain'));
    const sent = [];
    for (let i = 0; i < 1002; i++) sent.push(await both.foreign.encrypt('watch', text(`m${i}`)));
    await refused(both.agent.decrypt('foreign', sent[1001]), 'invalid-message');
    assert.deepEqual(await both.agent.decrypt('foreign', sent[1000]), text('m1000'));
    assert.deepEqual(await both.agent.decrypt('foreign', sent[0]), text('m0'));
    assert.deepEqual(await both.agent.decrypt('foreign', sent[999]), text('m999'));
  });

  about('attack: a replayed first message is refused, at once and after 60 new sessions', async (both) => {
    const first = await foreignStarts(both);
    await refused(both.agent.decrypt('foreign', first), 'duplicate');
    for (let i = 0; i < 60; i++) await foreignStarts(both);
    await refused(both.agent.decrypt('foreign', first), 'duplicate');
    await agentAnswers(both, 'still here');
  });

  about('attack: forged messages are refused in under 250 ms each, and do no harm', async (both) => {
    const { agent, foreign } = both;
    await foreignStarts(both, 11);
    await agentAnswers(both, 'answer');
    const real = await foreign.encrypt('watch', text('genuine'));
    let worst = 0;
    for (let i = 0; i < 300; i++) {
      const forged = Buffer.from(real.message);
      forged[forged.length - 1 - (i % 60)] ^= 1 + (i % 255);
      const start = performance.now();
      await refused(agent.decrypt('foreign', { kind: real.kind, message: forged }), 'invalid-message');
      worst = Math.max(worst, performance.now() - start);
    }
    assert.ok(worst < 250, `${worst} ms`);
    for (let i = 0; i < 60; i++) await foreignStarts(both);
    assert.deepEqual(await agent.decrypt('foreign', await foreign.encrypt('watch', text('next'))), text('next'));
  });

  about('attack: a forged first message plants no identity, a real one under another raises the alarm', async (both) => {
    const { agent, foreign } = both;
    const mallory = new Foreign('mallory');
    const bundle = await agent.bundle(undefined, 1);
    await mallory.process('watch', bundle);
    const theirs = await mallory.encrypt('watch', text('I am foreign'));
    const forged = Buffer.from(theirs.message);
    // within the inner message, the last field but two small numbers
    forged[forged.length - 20] ^= 1;
    await refused(agent.decrypt('foreign', { kind: 'pre', message: forged }));
    await foreignStarts(both);
    await refused(agent.decrypt('foreign', { kind: 'pre', message: forged }), 'invalid-message');
    await refused(agent.decrypt('foreign', theirs), 'untrusted-identity');
    await agentAnswers(both, 'to the real one');
    await agent.ask('trust', 'foreign', 1, mallory.identity.toString('hex'));
    assert.deepEqual(await agent.decrypt('foreign', theirs), text('I am foreign'));
  });

  about('attack: noise and cut messages never end the agent', async (both) => {
    await foreignStarts(both, 11);
    const { message } = await both.foreign.encrypt('watch', text('whole'));
    for (const kind of ['pre', 'sig']) {
      for (let size = 1; size < message.length; size += 5) {
        await refused(both.agent.decrypt('foreign', { kind, message: message.subarray(0, size) }));
        await refused(both.agent.decrypt('foreign', { kind, message: randomBytes(size) }));
      }
    }
    for (const line of ['', ' ', 'decrypt', 'x y z', 'encrypt foreign 1 0', 'init', 'bundle 0 1', 'bundle 16777215 1']) {
      await refused(both.agent.ask(line), 'bad-request', 'invalid-key-id');
    }
    await foreignSays(both, text('and on'));
  });
}

function groups() {
  const about = (name, run) => check(`Baileys' sender keys: ${name}`, async () => {
    const agent = await new Agent(agentPath).init('watch');
    await run(agent, new GroupMember('foreign'));
    await agent.quit();
  });

  about('we hear them, in any order, over a restart', async (agent, foreign) => {
    await agent.takeDistribution('g', 'foreign', await foreign.distribution('g'));
    const sent = [];
    for (let i = 0; i < 6; i++) sent.push(await foreign.encrypt('g', text(`m${i}`)));
    for (const i of [0, 5, 3]) assert.deepEqual(await agent.groupDecrypt('g', 'foreign', sent[i]), text(`m${i}`));
    await agent.ask('restart');
    assert.deepEqual(await agent.groupDecrypt('g', 'foreign', sent[4]), text('m4'));
    await refused(agent.groupDecrypt('g', 'foreign', sent[4]), 'duplicate');
  });

  about('they hear us', async (agent, foreign) => {
    await foreign.takeDistribution('g', 'watch', await agent.distribution('g'));
    for (let i = 0; i < 6; i++) {
      assert.deepEqual(await foreign.decrypt('g', 'watch', await agent.groupEncrypt('g', text(`m${i}`))), text(`m${i}`));
    }
  });

  about('attack: a repeated distribution message is refused and rewinds nothing', async (agent, foreign) => {
    const skdm = await foreign.distribution('g');
    await agent.takeDistribution('g', 'foreign', skdm);
    const said = await foreign.encrypt('g', text('once'));
    await agent.groupDecrypt('g', 'foreign', said);
    await refused(agent.takeDistribution('g', 'foreign', skdm), 'duplicate');
    await refused(agent.groupDecrypt('g', 'foreign', said), 'duplicate');
  });

  about('attack: a jump past the bound, a broken signature, noise', async (agent, foreign) => {
    await agent.takeDistribution('g', 'foreign', await foreign.distribution('g'));
    const first = await foreign.encrypt('g', text('first'));
    for (let i = 0; i < 1001; i++) await foreign.encrypt('g', text('lost'));
    await refused(agent.groupDecrypt('g', 'foreign', await foreign.encrypt('g', text('far'))), 'invalid-message');
    const broken = Buffer.from(first);
    broken[broken.length - 5] ^= 1;
    await refused(agent.groupDecrypt('g', 'foreign', broken), 'invalid-message');
    for (let size = 1; size < 120; size += 3) await refused(agent.groupDecrypt('g', 'foreign', randomBytes(size)));
    for (let size = 1; size < 120; size += 3) await refused(agent.takeDistribution('g', 'foreign', randomBytes(size)));
    assert.deepEqual(await agent.groupDecrypt('g', 'foreign', first), text('first'));
  });
}

function fingerprints(Official) {
  check(`${Official.label}: both sides show the same 60 digits and scan one another`, async () => {
    const { agent, foreign } = await pair(Official);
    for (const version of [1, 2]) {
      const ours = await agent.fingerprint(5200, version, 'watch', 'foreign', foreign.identity);
      const theirs = foreign.fingerprint(5200, version, 'foreign', 'watch', agent.identity);
      assert.equal(ours.digits, theirs.digits);
      assert.match(ours.digits, /^[0-9]{60}$/);
      assert.equal(await agent.compare(ours.scannable, theirs.scannable), 'match');
    }
    const other = foreign.fingerprint(5200, 1, 'foreign', 'someone', agent.identity);
    const ours = await agent.fingerprint(5200, 1, 'watch', 'foreign', foreign.identity);
    assert.equal(await agent.compare(ours.scannable, other.scannable), 'mismatch');
    await agent.quit();
  });
}

// Its native code is built for some systems only; the two in JavaScript run everywhere.
async function official() {
  try {
    return (await import('./foreign_official.mjs')).Official;
  } catch (error) {
    console.log(`without @signalapp/libsignal-client: ${error.message.split('\n')[0]}`);
    return undefined;
  }
}

const Official = await official();
pairwise(LibsignalNode);
pairwise(TypeScript);
if (Official) pairwise(Official);
if (Official) fingerprints(Official);
groups();

// The foreign ones talk a lot, keys included.
const say = console.log;
for (const level of ['log', 'info', 'warn', 'error']) console[level] = () => {};
let failures = 0;
for (const { name, run } of checks) {
  try {
    await run();
    say(`ok      ${name}`);
  } catch (error) {
    failures++;
    say(`FAILED  ${name}\n        ${error.stack}`);
  }
}
say(`${checks.length - failures} passed, ${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
