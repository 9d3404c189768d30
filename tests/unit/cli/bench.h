// One command line with a fake node, a fake terminal and a clock that events() moves on.
#pragma once

#include "cli/run.h"
#include "fake_terminal.h"
#include "support/fake_node.h"

namespace ww::test {

struct Bench {
  FakeNode node;
  FakeTerminal terminal;
  Instant now = from_ms(0);
  bool runs = true;            // a node runs, or can be started
  std::vector<bool> connects;  // with which `start` it was asked
  cli::World world{
      [this](const std::string&, bool start) -> api::Answer<std::shared_ptr<api::NodeApi>> {
        connects.push_back(start);
        if (!runs) return api::problem(api::Problem::Kind::no_node, "no node");
        return std::shared_ptr<api::NodeApi>(&node, [](api::NodeApi*) {});
      },
      [](const std::string&) {}, [this]() { return now; },
      // Every place is one hour ahead of UTC; there is no place called Nowhere.
      [](const cli::LocalTime& t, const std::string& zone) -> std::optional<Instant> {
        if (zone == "Nowhere") return std::nullopt;
        const std::chrono::sys_days day{std::chrono::year{t.year} / t.month / t.day};
        return std::chrono::time_point_cast<Duration>(day) + std::chrono::hours{t.hour - 1} +
               std::chrono::minutes{t.minute};
      },
      [](Instant at, const std::string& zone) -> std::optional<std::string> {
        if (zone != "Europe/London") return std::nullopt;
        return "local " + std::to_string(to_unix_seconds(at));
      },
      []() { return std::string("one two three four five six"); }, std::nullopt};

  int run(const std::vector<std::string>& words) {
    return cli::run(words, "/nowhere", terminal, world);
  }
  bool asked(const std::string& call) const {
    return std::find(node.calls.begin(), node.calls.end(), call) != node.calls.end();
  }
  cli::Json json() const { return cli::Json::parse(terminal.printed); }
  cli::Json error() const { return cli::Json::parse(terminal.said); }
};

// The same of the journal's calls.
inline bool asked(const Bench& bench, const std::string& call) {
  const auto& calls = bench.node.diary.calls;
  return std::find(calls.begin(), calls.end(), call) != calls.end();
}

}  // namespace ww::test
