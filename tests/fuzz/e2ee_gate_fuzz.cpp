// Whatever bytes come in, gate and library together refuse or open them, and nothing else: no
// memory error, no abort, and a refused message leaves no trace.
//
// The first byte chooses how the rest is used: as a first message, a message, a group message or a
// distribution message as it is, or as changes to a genuine one, which come further than noise
// does. The world (two parties that have talked, and a group) is made once; a run that opened
// something puts the old rows back.
#include "e2ee/signal_ratchet.h"
#include "fuzz/stable.h"
#include "support/memory_ratchet_store.h"
#include "support/test_random.h"

using namespace ww;

namespace {

const ContactId kContact{{1}};
const Ratchet::Group kGroup{CircleId{{2}}, 1};
const MemberId kMember{{3}};

template <class T>
T need(Result<T> result) {
  WW_CHECK(result.ok());
  return std::move(result).value();
}

struct Side {
  explicit Side(std::uint64_t seed) : random(seed) { need(ratchet.create_party(kContact)); }
  test::MemoryRatchetStore store;
  test::TestRandom random;
  NullLogger logger;
  e2ee::SignalRatchet ratchet{store, random, logger};
};

class World {
 public:
  World() {
    need(ann_.ratchet.accept_offer(kContact, need(bea_.ratchet.make_offer(kContact))));
    first_ = need(ann_.ratchet.encrypt(kContact, as_bytes("first"))).message;
    need(bea_.ratchet.decrypt(kContact, true, first_));
    const auto answer = need(bea_.ratchet.encrypt(kContact, as_bytes("answer")));
    need(ann_.ratchet.decrypt(kContact, answer.prekey, answer.message));
    skdm_ = need(ann_.ratchet.distribution(kGroup, kMember));
    need(bea_.ratchet.process_distribution(kGroup, kMember, skdm_));
    group_ = need(ann_.ratchet.group_encrypt(kGroup, kMember, as_bytes("to all")));
    next_ = need(ann_.ratchet.encrypt(kContact, as_bytes("next"))).message;
    rows_ = bea_.store.rows;
  }

  void run(std::uint8_t choice, ByteView input) {
    const Bytes* genuine[] = {&first_, &next_, &group_, &skdm_};
    const unsigned kind = choice & 3U;
    const bool opened =
        feed(kind, (choice & 4U) != 0 ? changed(*genuine[kind], input) : to_bytes(input));
    WW_CHECK(opened || bea_.store.rows == rows_);
    if (opened) bea_.store.rows = rows_;
  }

 private:
  bool feed(unsigned kind, const Bytes& message) {
    auto& ratchet = bea_.ratchet;
    if (kind == 3) return ratchet.process_distribution(kGroup, kMember, message).ok();
    if (kind == 2) return ratchet.group_decrypt(kGroup, kMember, message).ok();
    return ratchet.decrypt(kContact, kind == 0, message).ok();
  }

  // Three bytes of input are one change: two for the place, one for the value.
  static Bytes changed(Bytes message, ByteView input) {
    for (; input.size() >= 3; input = input.subspan(3)) {
      const std::size_t place = (input[0] | static_cast<std::size_t>(input[1]) << 8U);
      message[place % message.size()] = input[2];
    }
    return message;
  }

  Side ann_{1}, bea_{2};
  Bytes first_, next_, group_, skdm_;
  test::MemoryRatchetStore::Rows rows_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static World world;
  if (size > 0) world.run(data[0], {data + 1, size - 1});
  return 0;
}
