#include "e2ee/self_test_talk.h"

#include <map>
#include <tuple>

#include "e2ee/signal_ratchet.h"
#include "ports/random.h"

namespace ww::e2ee {
namespace {

// Bytes that are different each time and no secret: what is made of them is thrown away.
class ThrowawayRandom final : public Random {
 public:
  explicit ThrowawayRandom(std::string_view seed) : seed_(seed) {}
  void fill(std::span<std::uint8_t> bytes) override {
    const Bytes count = ByteWriter{}.u64(next_++).take();
    const auto key = crypto::hash("self-test", {as_bytes(seed_), count});
    const Bytes made = crypto::expand(key, "self-test", {}, bytes.size());
    std::copy(made.begin(), made.end(), bytes.begin());
  }

 private:
  std::string_view seed_;
  std::uint64_t next_ = 0;
};

class Rows final : public RatchetStore {
 public:
  std::optional<SecretBytes> load(Kind kind, ByteView owner, ByteView key) override {
    const auto row = rows_.find({kind, to_bytes(owner), to_bytes(key)});
    if (row == rows_.end()) return std::nullopt;
    return row->second.clone();
  }
  void save(Kind kind, ByteView owner, ByteView key, ByteView record) override {
    rows_[{kind, to_bytes(owner), to_bytes(key)}] = SecretBytes::copy_of(record);
  }
  void erase(Kind kind, ByteView owner, ByteView key) override {
    rows_.erase({kind, to_bytes(owner), to_bytes(key)});
  }
  void erase_owner(ByteView) override { rows_.clear(); }

 private:
  std::map<std::tuple<Kind, Bytes, Bytes>, SecretBytes> rows_;
};

struct Side {
  explicit Side(std::string_view seed) : random(seed) {}
  ThrowawayRandom random;
  Rows rows;
  NullLogger logger;
  SignalRatchet ratchet{rows, random, logger};
};

const ContactId kContact{{1}};
const Ratchet::Group kGroup{CircleId{{2}}, 1};
const MemberId kMember{{3}};

Result<> expect(ByteView got, std::string_view wanted) {
  return as_text(got) == wanted ? done() : Result<>(fail(Errc::internal));
}

Result<> send(Side& from, Side& to, std::string_view text) {
  WW_TRY_SET(const auto sealed, from.ratchet.encrypt(kContact, as_bytes(text)));
  WW_TRY_SET(const auto opened, to.ratchet.decrypt(kContact, sealed.prekey, sealed.message));
  return expect(opened.plain.view(), text);
}

Result<> say_in_group(Side& from, Side& to, std::string_view text) {
  WW_TRY_SET(const Bytes skdm, from.ratchet.distribution(kGroup, kMember));
  WW_TRY(to.ratchet.process_distribution(kGroup, kMember, skdm));
  WW_TRY_SET(const Bytes message, from.ratchet.group_encrypt(kGroup, kMember, as_bytes(text)));
  WW_TRY_SET(const auto plain, to.ratchet.group_decrypt(kGroup, kMember, message));
  return expect(plain.view(), text);
}

}  // namespace

Result<> talk_to_ourselves() {
  Side one("one"), two("two");
  WW_TRY(one.ratchet.create_party(kContact));
  WW_TRY(two.ratchet.create_party(kContact));
  WW_TRY_SET(const PreKeyOffer offer, two.ratchet.make_offer(kContact));
  WW_TRY(one.ratchet.accept_offer(kContact, offer));
  WW_TRY(send(one, two, "first"));
  WW_TRY(send(two, one, "back"));
  WW_TRY(send(one, two, "again"));
  return say_in_group(one, two, "to all");
}

}  // namespace ww::e2ee
