// The sender-key code of Baileys (package/WASignalGroup) as a member of groups.
import group from 'baileys-group/index.js';

const { GroupCipher, GroupSessionBuilder, SenderKeyDistributionMessage, SenderKeyName, SenderKeyRecord } = group;

export class GroupMember {
  constructor(name) {
    this.name = name;
    this.rows = new Map();
    this.store = {
      loadSenderKey: async (name) => this.rows.get(name.toString()) ?? new SenderKeyRecord(),
      storeSenderKey: async (name, record) => void this.rows.set(name.toString(), record),
    };
  }

  keyName(id, sender) { return new SenderKeyName(id, { id: sender, deviceId: 1, toString: () => `${sender}.1` }); }

  async distribution(id) {
    const made = await new GroupSessionBuilder(this.store).create(this.keyName(id, this.name));
    return Buffer.from(made.serialize());
  }
  async takeDistribution(id, sender, skdm) {
    const read = new SenderKeyDistributionMessage(null, null, null, null, skdm);
    await new GroupSessionBuilder(this.store).process(this.keyName(id, sender), read);
  }
  async encrypt(id, plain) {
    return Buffer.from(await new GroupCipher(this.store, this.keyName(id, this.name)).encrypt(plain));
  }
  async decrypt(id, sender, message) {
    return Buffer.from(await new GroupCipher(this.store, this.keyName(id, sender)).decrypt(message));
  }
}
