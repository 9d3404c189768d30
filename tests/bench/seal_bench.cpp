// What sealing and opening one message costs: between two contacts, everything that the engine does
// around the disk.
//
//   seal  content -> payload of one size -> ratchet -> slot -> body of the put
//   open  slot -> inner -> ratchet -> payload -> content
//
// Peers, on the same bytes in the same run: the bare ratchet without our guards, padding and slot
// (libsignal alone, its rows in memory); crypto_box_seal and XChaCha20-Poly1305 of libsodium.
#include <benchmark/benchmark.h>
#include <session_cipher.h>
#include <signal_protocol.h>
#include <sodium.h>

#include <chrono>

#include "bench/many_alerts.h"
#include "core/contact_keys.h"
#include "core/envelope.h"
#include "e2ee/library.h"
#include "e2ee/signal_ratchet.h"
#include "e2ee/signal_ref.h"
#include "support/memory_ratchet_store.h"
#include "wire/content.h"
#include "wire/frame.h"
#include "wire/payload.h"

namespace {

using namespace ww;
using Clock = std::chrono::steady_clock;

constexpr ContactId kContact{{1}};

struct Person {
  explicit Person(std::uint64_t seed) : random(seed) {
    WW_CHECK(ratchet.create_party(kContact).ok());
  }
  test::MemoryRatchetStore rows;
  test::TestRandom random;
  NullLogger log;
  e2ee::SignalRatchet ratchet{rows, random, log};
  std::uint64_t sequence = 0;
  Digest32 previous;
};

// Two people whose session has gone both ways, and the keys of one direction. The slot's keys are
// the same for both: only their cost counts here.
struct Pair {
  Person ann{1}, bea{2};
  crypto::Key k = ann.random.key();
  crypto::Key seal_secret_key = ann.random.key();
  crypto::PublicKey seal_pub = crypto::x25519_public(seal_secret_key);
  Bytes content;

  Pair() {
    bench::ManyAlerts alerts(3);
    content = wire::encode_content(content::Alert{wire::encode_alert(alerts.next()), {}});
    WW_CHECK(content.size() <= limits::kPayloadContent);
    const auto offer = *bea.ratchet.make_offer(kContact);
    WW_CHECK(ann.ratchet.accept_offer(kContact, offer).ok());
    exchange(ann, bea);
    exchange(bea, ann);
    exchange(ann, bea);
  }
  void exchange(Person& from, Person& to) {
    const auto sealed = from.ratchet.encrypt(kContact, as_bytes("hello"));
    WW_CHECK(to.ratchet.decrypt(kContact, sealed->prekey, sealed->message).ok());
  }

  relay::Slot seal(Person& from) {
    auto keys = core::shared_queue_keys(k, core::Direction::to_acceptor, 1);
    Payload payload;
    payload.header.content_length = static_cast<std::uint16_t>(content.size());
    payload.header.sequence = ++from.sequence;
    payload.header.previous = from.previous;
    payload.header.context = core::pair_context(k, core::Direction::to_acceptor);
    payload.content = content;
    const Bytes plain = wire::encode_payload(payload);
    from.previous = Digest32{crypto::sha256(plain)};
    const auto sealed = from.ratchet.encrypt(kContact, plain);
    WW_CHECK(sealed.ok() && !sealed->prekey);
    const SlotInner inner{static_cast<std::uint8_t>(SlotKind::signal_message), 1, sealed->message};
    const auto slot = core::seal_queue_slot(from.random, seal_pub, keys.seal_secret, keys.sid,
                                            wire::encode_slot_inner(inner));
    const Bytes body = wire::encode_body(relay::Put{keys.sid, from.sequence, *slot});
    benchmark::DoNotOptimize(body.data());
    return *slot;
  }
  void open(Person& to, const relay::Slot& slot) {
    const auto keys = core::shared_queue_keys(k, core::Direction::to_acceptor, 1);
    const auto opened = core::open_queue_slot(seal_secret_key, keys.seal_secret, keys.sid, slot);
    const auto inner = wire::decode_slot_inner(*opened);
    const auto plain = to.ratchet.decrypt(kContact, false, inner->message);
    WW_CHECK(plain.ok());
    const auto payload = wire::decode_payload(plain->plain.view());
    const auto read = wire::decode_content(payload->content);
    WW_CHECK(read.ok() && std::holds_alternative<content::Alert>(*read));
  }
};

template <class Work>
double seconds(Work work) {
  const auto from = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - from).count();
}

enum class Part { seal, open };

// `answers`: the direction changes at every message, so that each makes a new ratchet key. That is
// the dearest case; the cheap one is many messages in one direction.
void ours(benchmark::State& state, Part part, bool answers) {
  Pair pair;
  bool turn = false;
  for (auto _ : state) {
    Person& from = turn ? pair.bea : pair.ann;
    Person& to = turn ? pair.ann : pair.bea;
    relay::Slot slot;
    const double sealing = seconds([&] { slot = pair.seal(from); });
    const double opening = seconds([&] { pair.open(to, slot); });
    state.SetIterationTime(part == Part::seal ? sealing : opening);
    turn = answers && !turn;
  }
}

// libsignal as it stands, its rows kept in memory by one call that never ends.
class Bare {
 public:
  explicit Bare(Person& person) : library_(person.random), call_(library_, person.rows, kContact) {
    WW_CHECK(session_cipher_create(e2ee::out(cipher_), library_.stores(), &address_,
                                   library_.context()) >= 0);
  }
  Bytes encrypt(ByteView plain) {
    e2ee::SignalRef<ciphertext_message> message;
    WW_CHECK(
        session_cipher_encrypt(cipher_.get(), plain.data(), plain.size(), e2ee::out(message)) >= 0);
    return to_bytes(e2ee::view(ciphertext_message_get_serialized(message.get())));
  }
  void decrypt(ByteView bytes) {
    e2ee::SignalRef<signal_message> message;
    WW_CHECK(signal_message_deserialize(e2ee::out(message), bytes.data(), bytes.size(),
                                        library_.context()) >= 0);
    e2ee::BufferRef plain;
    WW_CHECK(session_cipher_decrypt_signal_message(cipher_.get(), message.get(), nullptr,
                                                   e2ee::out(plain)) >= 0);
  }

 private:
  e2ee::Library library_;
  e2ee::Call call_;
  signal_protocol_address address_{"peer", 4, 1};
  e2ee::SessionCipher cipher_;
};

// The content alone, unpadded: what libsignal would be given without our payload.
void bare_libsignal(benchmark::State& state, Part part, bool answers) {
  Pair pair;
  Bare ann(pair.ann), bea(pair.bea);
  bool turn = false;
  for (auto _ : state) {
    Bare& from = turn ? bea : ann;
    Bare& to = turn ? ann : bea;
    Bytes message;
    const double sealing = seconds([&] { message = from.encrypt(pair.content); });
    const double opening = seconds([&] { to.decrypt(message); });
    state.SetIterationTime(part == Part::seal ? sealing : opening);
    turn = answers && !turn;
  }
}

// The same 3,519 bytes for a public key, without forward secrecy.
void box_seal(benchmark::State& state, Part part) {
  ByteArray<crypto_box_PUBLICKEYBYTES> open_key;
  ByteArray<crypto_box_SECRETKEYBYTES> secret;
  crypto_box_keypair(open_key.data(), secret.data());
  Bytes plain(limits::kPayload), sealed(plain.size() + crypto_box_SEALBYTES);
  for (auto _ : state) {
    const double sealing = seconds(
        [&] { crypto_box_seal(sealed.data(), plain.data(), plain.size(), open_key.data()); });
    const double opening = seconds([&] {
      WW_CHECK(crypto_box_seal_open(plain.data(), sealed.data(), sealed.size(), open_key.data(),
                                    secret.data()) == 0);
    });
    state.SetIterationTime(part == Part::seal ? sealing : opening);
  }
}

// The same bytes under a key that both have: the floor of any sealing.
void xchacha(benchmark::State& state, Part part) {
  const Bytes key(crypto_aead_xchacha20poly1305_ietf_KEYBYTES, 1), nonce(24);
  Bytes plain(limits::kPayload), sealed(plain.size() + 16);
  for (auto _ : state) {
    const double sealing = seconds([&] {
      crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr, plain.data(), plain.size(),
                                                 nullptr, 0, nullptr, nonce.data(), key.data());
    });
    const double opening = seconds([&] {
      WW_CHECK(crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr,
                                                          sealed.data(), sealed.size(), nullptr, 0,
                                                          nonce.data(), key.data()) == 0);
    });
    state.SetIterationTime(part == Part::seal ? sealing : opening);
  }
}

template <class Run, class... Args>
void add(const std::string& name, Run run, Args... args) {
  benchmark::RegisterBenchmark(name.c_str(), run, args...)
      ->UseManualTime()
      ->Unit(benchmark::kMicrosecond);
}

}  // namespace

int main(int count, char** values) {
  init_secret_memory();
  benchmark::Initialize(&count, values);
  if (benchmark::ReportUnrecognizedArguments(count, values)) return 1;
  for (const Part part : {Part::seal, Part::open}) {
    const std::string step = part == Part::seal ? "seal" : "open";
    for (const bool answers : {false, true}) {
      const std::string name = step + (answers ? "/answer" : "/next");
      add(name + "/ours", ours, part, answers);
      add(name + "/peer:libsignal_alone", bare_libsignal, part, answers);
      add(name + "/peer:crypto_box_seal", box_seal, part);
      add(name + "/peer:xchacha20poly1305", xchacha, part);
    }
  }
  benchmark::RunSpecifiedBenchmarks();
}
