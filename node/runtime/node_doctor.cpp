#include "runtime/node_doctor.h"

#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "runtime/os_process.h"

namespace ww::runtime {
namespace {

using api::Check;

constexpr unsigned long kLockableLeast = 8UL << 20;  // what the keys of many contacts take
constexpr std::uint64_t kFreeLeast = std::uint64_t{64} << 20;
constexpr auto kBuilt = std::chrono::sys_days{std::chrono::year{2025} / 1 / 1};

Check folder(const std::string& home) {
  struct stat info {};
  const bool ok =
      ::stat(home.c_str(), &info) == 0 && info.st_uid == ::geteuid() && (info.st_mode & 077) == 0;
  return {"folder", ok,
          ok ? "only you can open the profile's folder"
             : "others may open the profile's folder: chmod 700"};
}

Check memory() {
  const bool ok = os_lockable_bytes() >= kLockableLeast;
  return {"memory", ok,
          ok ? "keys are kept off the swap"
             : "the system locks too little memory (ulimit -l): keys may be written to the swap"};
}

Check dumps() {
  const bool ok = !os_may_dump();
  return {
      "dumps", ok,
      ok ? "a crash writes nothing down" : "a crash would write memory down: core dumps are on"};
}

// Swap on a plain disk keeps what was in memory. Encrypted or compressed in memory is fine.
Check swap() {
  std::ifstream file("/proc/swaps");
  std::string line;
  std::getline(file, line);  // the head of the table
  while (std::getline(file, line)) {
    const bool harmless = line.rfind("/dev/dm-", 0) == 0 || line.rfind("/dev/zram", 0) == 0 ||
                          line.rfind("/dev/mapper/", 0) == 0;
    if (!harmless) {
      return {"swap", false,
              "there is swap that may not be encrypted: what you read may stay on the disk"};
    }
  }
  return {"swap", true, "no swap that is known to be open"};
}

Check space(const std::string& home) {
  struct statvfs info {};
  const bool known = ::statvfs(home.c_str(), &info) == 0;
  const bool ok = known && std::uint64_t{info.f_bavail} * info.f_frsize >= kFreeLeast;
  return {"space", ok, ok ? "there is room on the disk" : "the disk is nearly full"};
}

void add_name(std::string& list, const std::string& name) {
  list += (list.empty() ? "" : ", ") + name;
}

Check clock(Instant now) {
  const bool ok = now >= Instant{kBuilt};
  return {"clock", ok,
          ok ? "the clock looks right" : "the clock is wrong: alerts would be dated by it"};
}

}  // namespace

std::vector<Check> examine(const std::string& home, Instant now) {
  return {folder(home), memory(), dumps(), swap(), space(home), clock(now)};
}

void examine_relays(const std::vector<api::RelayInfo>& relays, std::vector<Check>& checks) {
  std::string unreachable, refused;
  for (const api::RelayInfo& relay : relays) {
    if (relay.state == "unreachable") add_name(unreachable, relay.address);
    if (relay.state == "refused") add_name(refused, relay.address);
  }
  if (relays.empty()) {
    checks.push_back({"relay", false, "no relay is set: `watchword relay add ADDRESS`"});
  } else if (!refused.empty()) {
    checks.push_back({"relay", false,
                      "the password is missing or wrong, so nothing is made there: " + refused +
                          ". `watchword relay add ADDRESS --password` says it"});
  } else if (!unreachable.empty()) {
    checks.push_back({"relay", false, "cannot be reached now: " + unreachable});
  } else {
    checks.push_back({"relay", true, "a relay is set"});
  }
}

Check examine_tor(const api::Status& status) {
  const bool onion = std::any_of(status.relays.begin(), status.relays.end(), [](const auto& relay) {
    return relay.address.find(".onion:") != std::string::npos;
  });
  if (!status.tor && onion) {
    return {"tor", false, "a relay is an onion service, and Tor is off: `watchword tor on`"};
  }
  if (status.tor_state == "missing") {
    return {"tor", false, "Tor is required and no proxy is named: `watchword tor require`"};
  }
  if (status.tor_state == "absent") {
    return {"tor", false, "nobody answers at " + status.tor_proxy + ": does Tor run?"};
  }
  if (status.tor_state == "refuses") {
    return {"tor", false, "what answers at " + status.tor_proxy + " is not Tor's proxy"};
  }
  return {"tor", true, status.tor ? "connections go through Tor" : "connections are direct"};
}

void examine_people(const std::vector<api::ContactInfo>& people, std::vector<Check>& checks) {
  std::string compare, awaited, deaf, unanswerable;
  for (const api::ContactInfo& person : people) {
    if (person.failure == "queue_lost") {
      add_name(person.state == "established" ? deaf : unanswerable, person.name);
    }
    if (person.failure == "renewed") {
      add_name(person.state == "established" ? compare : awaited, person.name);
    }
  }
  if (!deaf.empty()) {
    checks.push_back({"queues", false,
                      "the relay has lost where these people write to you, so nothing that they "
                      "send reaches you: " +
                          deaf +
                          ". A new place is made by itself; if this stays for days, remove them "
                          "and exchange new invites"});
  }
  if (!unanswerable.empty()) {
    checks.push_back({"invites", false,
                      "the relay has lost the place of these invites, so nobody can answer them: " +
                          unanswerable + ". Remove them and make new ones"});
  }
  if (!compare.empty()) {
    checks.push_back({"words", false, "keys are new: compare the words again with " + compare});
  }
  if (!awaited.empty()) {
    checks.push_back({"keys", false, "new keys are being made; waiting for " + awaited});
  }
}

void examine_circles(const std::vector<api::CircleInfo>& circles, std::vector<Check>& checks) {
  std::string quiet, frozen;
  for (const api::CircleInfo& circle : circles) {
    if (circle.state == "not_current") add_name(quiet, circle.name);
    if (circle.state == "frozen") add_name(frozen, circle.name);
  }
  if (!quiet.empty()) {
    checks.push_back({"circles", false,
                      "nothing was heard for long, they may have gone on without you: " + quiet});
  }
  if (!frozen.empty()) {
    checks.push_back(
        {"rosters", false, "two different member lists came, make new circles: " + frozen});
  }
}

}  // namespace ww::runtime
