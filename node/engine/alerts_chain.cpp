// How an alert and what refers to it stand together: which version is the newest, what is disputed,
// what is withdrawn.
//
// A function of the rows that are here, in whatever order they came. Only the root's own key, or a
// key that the root named for it, updates and withdraws it; while the root is not here, nobody can
// tell, and each key is held for an author of its own. A reference by id and by digest: an id alone
// could be claimed by another alert.
#include <map>
#include <tuple>

#include "domain/alert_lifecycle.h"
#include "engine/alert_tokens.h"
#include "engine/alerts.h"

namespace ww::engine {
namespace {

using domain::AlertKind;
using State = StoredAlert::State;
using From = StoredAlert::From;

bool refers_to(const AlertRef& ref, const StoredAlert& alert) {
  return ref.id == alert.id && ref.digest == alert.digest;
}

bool may_change(const StoredAlert& root, const crypto::PublicKey& key) {
  if (root.author_key == key) return true;
  if (root.bytes.empty()) return false;
  const auto original = wire::decode_alert(root.bytes);
  return original && std::find(original->withdraw_keys.begin(), original->withdraw_keys.end(),
                               key) != original->withdraw_keys.end();
}

bool is_by_author(const StoredAlert& row) {
  return is(row, AlertKind::update) || is(row, AlertKind::retract);
}

// An update that only adds leaves the older words true: they still answer a look-up.
bool takes_back(const Alerts::Linked& update) {
  return update.reason != domain::Reason::added_detail &&
         update.reason != domain::Reason::urgency_changed;
}

// One version of an alert, the root or an update, among the others.
struct Version {
  StoredAlert* row = nullptr;
  const Alerts::Linked* update = nullptr;  // null: the root
  Version* before = nullptr;               // what it follows
  std::size_t after = 0;                   // how many follow it, not yet looked at
  bool superseded = false, taken_back = false, disputed = false;
  const StoredAlert* withdrawal = nullptr;
};

// Newer words last; two of the same hour stand in one order everywhere.
bool is_newer(const Version& one, const Version& other) {
  return std::tie(one.update->sent, one.row->id) > std::tie(other.update->sent, other.row->id);
}

// What stands behind each version is told along the chain, once for each link: the newest first,
// as whatever nothing follows.
void hand_down(std::vector<Version>& versions) {
  std::vector<Version*> free;
  for (Version& version : versions) {
    if (version.before != nullptr) ++version.before->after;
  }
  for (Version& version : versions) {
    if (version.after == 0) free.push_back(&version);
  }
  while (!free.empty()) {
    Version* const version = free.back();
    free.pop_back();
    Version* const before = version->before;
    if (before == nullptr) continue;
    before->superseded = true;
    before->taken_back = before->taken_back || version->taken_back || takes_back(*version->update);
    if (--before->after == 0) free.push_back(before);
  }
}

}  // namespace

bool shares_audience(const StoredAlert& root, const StoredAlert& row) {
  if (row.from == From::me) return true;
  return std::any_of(row.ways.begin(), row.ways.end(),
                     [&](const AlertWay& way) { return shares_audience(root, way); });
}

bool shares_audience(const StoredAlert& root, const AlertWay& way) {
  if (root.from == From::me) {
    return way.from == (root.to_circle ? From::member : From::contact) &&
           way.voice.origin == root.origin;
  }
  return std::any_of(root.ways.begin(), root.ways.end(), [&](const AlertWay& each) {
    return each.from == way.from && each.voice.origin == way.voice.origin;
  });
}

// Rows live kPurgeAfterExpiry past their time, so that the two add up to the tombstone's.
Instant tombstone_expiry(Instant expires) {
  return domain::tombstone_until(expires) - (domain::purge_at(Instant{}) - Instant{});
}

// What others said of an alert and was judged already changes nothing, and is not read again.
std::vector<Alerts::Linked> Alerts::linked_to(const AlertId& root) {
  std::vector<Linked> linked;
  for (StoredAlert& row : context_.store.alerts().about(root)) {
    if (row.bytes.empty()) continue;  // withdrawn already
    if (is(row, AlertKind::corroborate) && !row.waits) continue;
    const auto alert = wire::decode_alert(row.bytes);
    if (!alert || !alert->refs) {  // an older or a damaged row: set aside, and told
      context_.log.warning("a stored alert cannot be read");
      continue;
    }
    linked.push_back({std::move(row), alert->refs->root, alert->refs->previous, alert->body.reason,
                      alert->body.sent});
  }
  return linked;
}

// Whether what is about an alert that is here may be kept. What comes before its alert waits.
bool Alerts::may_stand(const StoredAlert& root, const StoredAlert& row, const AlertRef& ref) {
  if (!refers_to(ref, root)) return false;
  if (!is_by_author(row)) return true;
  // The key of a retraction that holds was judged while the alert was whole; one is enough.
  if (is(row, AlertKind::retract) && root.state == State::retracted) return false;
  return may_change(root, row.author_key);
}

// What an early message is about may come yet, or never. One voice pushes out only what it said
// itself.
void Alerts::hold_for_root(StoredAlert& row, const Voice& voice) {
  auto& rows = context_.store.alerts();
  row.waits = true;
  const auto waiting = rows.waiting(voice);
  if (waiting.size() >= limits::kWaitingPerVoice) rows.drop_way(waiting.front(), voice);
}

// The root has come: what waited for it is judged.
void Alerts::judge_waiting(const StoredAlert& root, std::vector<Linked>& linked) {
  auto& rows = context_.store.alerts();
  std::size_t updates = 0;
  std::erase_if(linked, [&](const Linked& each) {
    if (is(each.row, AlertKind::update)) ++updates;
    const bool may = may_stand(root, each.row, each.root) &&
                     !(is(each.row, AlertKind::update) && updates > limits::kUpdatesPerAlert);
    if (!each.row.waits || may) return false;
    context_.log.warning("a change of an alert by another key");
    rows.erase(each.row.id);
    return true;
  });
  rows.root_came(root.id);
  for (Linked& each : linked) each.row.waits = false;
}

void Alerts::settle(const AlertId& id) {
  std::vector<Linked> linked = linked_to(id);
  auto root = context_.store.alerts().find(id);
  const bool waited =
      std::any_of(linked.begin(), linked.end(), [](const Linked& each) { return each.row.waits; });
  if (root && waited) judge_waiting(*root, linked);
  const bool is_withdrawn =
      root && (root->state == State::retracted ||
               std::any_of(linked.begin(), linked.end(),
                           [](const Linked& each) { return is(each.row, AlertKind::retract); }));
  if (is_withdrawn) return withdraw(*root, linked);
  settle_versions(root ? &*root : nullptr, linked);
}

// A function of the rows that are here, linear in their number.
void Alerts::settle_versions(StoredAlert* root, std::vector<Linked>& linked) {
  std::vector<Version> versions;
  versions.reserve(linked.size() + 1);  // they point at one another
  if (root != nullptr) versions.push_back({root});
  for (Linked& each : linked) {
    if (is(each.row, AlertKind::update)) versions.push_back({&each.row, &each});
  }
  std::map<AlertId, Version*> by_id;
  for (Version& version : versions) by_id[version.row->id] = &version;
  const auto named = [&](const AlertRef& ref) -> Version* {
    const auto found = by_id.find(ref.id);
    return found != by_id.end() && refers_to(ref, *found->second->row) ? found->second : nullptr;
  };
  for (Version& version : versions) {
    if (version.update == nullptr) continue;
    version.before = named(version.update->previous);
    // While the root is not here, nobody is taken for its author: each key is one of its own.
    const bool other = root == nullptr && version.before != nullptr &&
                       version.before->row->author_key != version.row->author_key;
    if (other) version.before = nullptr;
    // What it follows is not here: it follows the root all the same.
    if (version.before == nullptr && root != nullptr) version.before = &versions.front();
  }
  hand_down(versions);
  for (const Linked& each : linked) {
    if (is(each.row, AlertKind::retract)) {
      for (Version& version : versions) {
        if (version.row->author_key == each.row.author_key) version.withdrawal = &each.row;
      }
    }
    Version* const about = is(each.row, AlertKind::dispute) ? named(each.previous) : nullptr;
    // Whoever was not among those who got the alert has no say, however she came to know of it.
    if (about != nullptr && shares_audience(*about->row, each.row)) about->disputed = true;
  }
  const Version* newest = nullptr;
  for (const Version& version : versions) {
    if (version.update == nullptr || version.superseded) continue;
    if (newest == nullptr || is_newer(version, *newest)) newest = &version;
  }
  for (Version& version : versions) {
    if (version.withdrawal != nullptr) {
      bury(*version.row, version.withdrawal->expires);
      continue;
    }
    const State state = version.superseded ? State::updated
                        : version.disputed ? State::disputed
                                           : State::current;
    if (version.update != nullptr) {
      set_version(*version.row, state, version.row->expires, version.taken_back);
    } else {
      set_root(*root, state, version.taken_back, newest == nullptr ? nullptr : newest->row);
    }
  }
}

void Alerts::set_version(StoredAlert& row, State state, Instant expires, bool taken_back) {
  auto& rows = context_.store.alerts();
  if (row.state != state || row.expires != expires) rows.set_state(row.id, state, expires);
  row.state = state;
  row.expires = expires;
  if (taken_back && row.tokens > 0) rows.erase_tokens(row.id);
}

// The root lives as long as its newest words, and is listed and found by them.
void Alerts::set_root(StoredAlert& root, State state, bool taken_back, const StoredAlert* newest) {
  const bool changed = root.state != state;
  const bool other_words = newest != nullptr && root.newest != newest->id;
  if (other_words) show_newest(root, *newest, taken_back);
  set_version(root, state, newest == nullptr ? root.expires : newest->expires, taken_back);
  if (changed && root.batch == root.id && !root.is_muted()) {
    context_.tell("alert", root.id.base32(), state_text(root));
  }
}

void Alerts::show_newest(StoredAlert& root, const StoredAlert& newest, bool taken_back) {
  const auto first = wire::decode_alert(root.bytes);
  const auto words = wire::decode_alert(newest.bytes);
  if (!first || !words) return context_.log.warning("a stored alert cannot be read");
  root.newest = newest.id;
  root.severity = newest.severity;
  root.codes = newest.codes;
  root.regions = newest.regions;
  root.expires = newest.expires;
  const bool found = !taken_back && root.batch == root.id && newest.expires > context_.now;
  context_.store.alerts().put(root, found ? tokens_of(first->body) : std::vector<AlertToken>{},
                              words_of(words->body));
}

// All that the author's key signed goes; id, key and time stay, so that late copies die on arrival.
// One retraction stays, to be shown to those who have not heard of it. What others said of the
// alert is theirs, but answers no look-up any more.
void Alerts::withdraw(StoredAlert& root, std::vector<Linked>& linked) {
  auto& rows = context_.store.alerts();
  const bool before = root.state == State::retracted;
  const Instant until = before ? root.expires : tombstone_expiry(root.expires);
  bool told = false;
  for (Linked& each : linked) {
    if (is(each.row, AlertKind::update)) {
      bury(each.row, until);
    } else if (is(each.row, AlertKind::retract) && told) {
      rows.erase(each.row.id);
    } else {
      told = told || is(each.row, AlertKind::retract);
      if (is(each.row, AlertKind::retract)) {
        each.row.expires = until;
        rows.uncharge(each.row.id);
      }
      rows.put(each.row, {});
    }
  }
  for (const StoredAlert& about : rows.about(root.id)) {
    if (about.tokens > 0) rows.erase_tokens(about.id);
  }
  if (before) return;
  bury(root, until);
  if (root.batch == root.id && !root.is_muted())
    context_.tell("alert", root.id.base32(), "retracted");
}

void Alerts::bury(StoredAlert& row, Instant until) {
  row.bytes.clear();
  row.state = State::retracted;
  row.severity.clear();
  row.codes.clear();
  row.regions.clear();
  row.expires = until;
  context_.store.alerts().put(row, {});
}

}  // namespace ww::engine
