// What a relay's hot steps cost: Put and Get through the engine, with the real store on a real
// disk. A batch is what shares one commit, hence one sync. The disk's own limit stands beside it.
#include <benchmark/benchmark.h>

#include "bench/disk_limit.h"
#include "core/cap_mac.h"
#include "relay/relay_engine.h"
#include "relay/sql_relay_store.h"
#include "runtime/os_disk.h"
#include "support/temp_folder.h"
#include "support/test_random.h"

namespace {

using namespace ww;
using namespace ww::test;

struct Relay {
  TempFolder folder;
  TestRandom random{1};
  NullLogger log;
  std::unique_ptr<runtime::OsDisk> disk = std::move(*runtime::OsDisk::at(folder.path()));
  std::unique_ptr<store::Database> database =
      std::move(*store::Database::open(*disk, random, "relay.db", Secret<32>(Bytes(32, 9))));
  std::unique_ptr<relay::SqlRelayStore> store = std::move(*relay::SqlRelayStore::open(*database));
  relay::RelayEngine engine{*store, random, log, {}};
  Instant now = from_unix_seconds(1'790'000'000);

  relay::Effects step(const std::vector<relay::Input>& inputs) {
    now += std::chrono::seconds(60);  // so that no allowance runs out; below a day in all
    auto effects = engine.step(inputs, now);
    WW_CHECK(effects.ok());
    return std::move(*effects);
  }
};

// One connection with one queue of its own; its MAC key is made once, as a node keeps it.
struct Client {
  Relay& relay;
  PeerId peer;
  crypto::Key client = relay.random.key(), read = relay.random.key(), write = relay.random.key();
  QueueId rid = relay.random.id<QueueId>(), sid = relay.random.id<QueueId>();
  core::MacBinding binding;
  std::uint64_t sequence = 0, number = 0, mark = 0;
  std::optional<crypto::Key> read_mac, write_mac;

  Client(Relay& at, PeerId id) : relay(at), peer(id) {
    binding.client = crypto::x25519_public(client);
    const auto sent = relay.step(
        {input(wire::request_frame(wire::encode_body(relay::Hello{}), relay::Cap::none, 0, {}))});
    const auto reply = wire::decode_reply(sent.replies.at(0).frame);
    const auto& hello = std::get<relay::HelloReply>(reply->reply);
    binding.session = hello.session;
    binding.challenge = hello.challenge;
    read_mac = core::mac_key(read, binding);
    write_mac = core::mac_key(write, binding);
    relay::QueueNew queue;
    queue.rid = rid;
    queue.sid = sid;
    queue.recv_pub = crypto::x25519_public(read);
    queue.send_pub = crypto::x25519_public(write);
    relay.step({frame(queue, relay::Cap::read, rid, *read_mac)});
  }
  relay::Input input(const wire::Frame& frame) const {
    return RelayFrame{peer, binding.client, to_bytes(frame)};
  }
  relay::Input frame(const relay::Request& request, relay::Cap cap, const QueueId& id,
                     const crypto::Key& mac) {
    auto made = wire::request_frame(wire::encode_body(request), cap, ++sequence, id.bytes);
    wire::set_mac(made, crypto::hmac_sha256(mac.view(), wire::mac_input(made)));
    return input(made);
  }
  relay::Input put() {
    relay::Put request{sid, ++number, {}};
    relay.random.fill(request.slot);
    mark = relay::mark_of(request.slot);
    return frame(request, relay::Cap::write, sid, *write_mac);
  }
  // Acknowledges all.
  relay::Input get() {
    return frame(relay::Get{rid, {number, mark}, true, 1, false}, relay::Cap::read, rid, *read_mac);
  }
};

// A refusal is quick: figures of refused requests would be worth nothing.
void check(const relay::Effects& effects, std::size_t count) {
  WW_CHECK(effects.replies.size() == count && effects.kick.empty());
  const auto reply = wire::decode_reply(effects.replies.front().frame);
  WW_CHECK(reply.ok());
  WW_CHECK(!std::holds_alternative<relay::Refused>(reply->reply));
}

void put_and_get(benchmark::State& state) {
  Relay relay;
  const auto batch = static_cast<std::size_t>(state.range(0));
  std::vector<std::unique_ptr<Client>> clients;
  for (PeerId peer = 1; peer <= batch; ++peer) {
    clients.push_back(std::make_unique<Client>(relay, peer));
  }
  const bool with_get = state.range(1) != 0;
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<relay::Input> puts, gets;
    for (auto& client : clients) puts.push_back(client->put());
    if (with_get) {
      for (auto& client : clients) gets.push_back(client->get());
    }
    state.ResumeTiming();
    check(relay.step(puts), batch);
    if (with_get) check(relay.step(gets), batch);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(batch) * state.iterations());
}

}  // namespace

int main(int count, char** values) {
  benchmark::Initialize(&count, values);
  if (benchmark::ReportUnrecognizedArguments(count, values)) return 1;
  for (const bool with_get : {false, true}) {
    for (const std::int64_t batch : {1, 16, 128}) {
      const std::string name =
          std::string("relay/") + (with_get ? "put_and_get_" : "put_") + std::to_string(batch);
      const auto add = [&](const std::string& who, auto run) {
        return benchmark::RegisterBenchmark((name + who).c_str(), run)
            ->Iterations(150)
            ->Unit(benchmark::kMillisecond)
            ->UseRealTime();
      };
      // Batch, and whether a Get that acknowledges follows each Put in a step of its own.
      add("/ours", put_and_get)->Args({batch, with_get ? 1 : 0});
      add("/limit:4KiB_and_fdatasync", ww::bench::append_and_sync);
    }
  }
  benchmark::RunSpecifiedBenchmarks();
}
