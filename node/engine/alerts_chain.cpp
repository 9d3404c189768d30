// How an alert and what refers to it stand together: which version is the newest, what is disputed,
// what is withdrawn.
//
// A function of the rows that are here, in whatever order they came. Only the root's own key, or a
// key that the root named for it, updates and withdraws it; while the root is not here, nobody can
// tell, and each key is held for an author of its own. A reference by id and by digest: an id alone
// could be claimed by another alert.
#include "domain/alert_lifecycle.h"
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

bool comes_after(const Alerts::Linked& update, const StoredAlert& version,
                 const std::vector<Alerts::Linked>& linked) {
  const Alerts::Linked* at = &update;
  for (std::size_t steps = 0; at != nullptr && steps < linked.size(); ++steps) {
    if (refers_to(at->previous, version)) return true;
    const auto before = std::find_if(linked.begin(), linked.end(), [&](const Alerts::Linked& each) {
      return is(each.row, AlertKind::update) && refers_to(at->previous, each.row);
    });
    at = before == linked.end() ? nullptr : &*before;
  }
  return false;
}

}  // namespace

bool shares_audience(const StoredAlert& root, const StoredAlert& row) {
  if (row.from == From::me) return true;
  const From by =
      root.from == From::me ? (root.to_circle ? From::member : From::contact) : root.from;
  return row.from == by && row.origin == root.origin;
}

// Rows live kPurgeAfterExpiry past their time, so that the two add up to the tombstone's.
Instant tombstone_expiry(Instant expires) {
  return domain::tombstone_until(expires) - (domain::purge_at(Instant{}) - Instant{});
}

std::vector<Alerts::Linked> Alerts::linked_to(const AlertId& root) {
  std::vector<Linked> linked;
  for (StoredAlert& row : context_.store.alerts().about(root)) {
    if (row.bytes.empty()) continue;  // withdrawn already
    const auto alert = wire::decode_alert(row.bytes);
    WW_CHECK(alert.ok() && alert->refs);  // it was read before it was kept
    linked.push_back(
        {std::move(row), alert->refs->root, alert->refs->previous, alert->body.reason});
  }
  return linked;
}

// What an early message is about may come yet, or never. One voice pushes out only what it said
// itself.
void Alerts::hold_for_root(StoredAlert& row) {
  auto& rows = context_.store.alerts();
  row.waits = row.root != row.id && !rows.find(row.root);
  if (!row.waits) return;
  const auto waiting = rows.waiting(row.origin, row.member);
  if (waiting.size() >= limits::kWaitingPerVoice) rows.erase(waiting.front());
}

void Alerts::settle(const AlertId& id) {
  std::vector<Linked> linked = linked_to(id);
  auto root = context_.store.alerts().find(id);
  if (root) {
    context_.store.alerts().root_came(id);
    for (Linked& each : linked) each.row.waits = false;
    std::erase_if(linked, [&](const Linked& each) {
      // The key of a retraction that holds was judged while the alert was whole.
      const bool judged = root->state == State::retracted && is(each.row, AlertKind::retract);
      const bool may = judged || !is_by_author(each.row) || may_change(*root, each.row.author_key);
      if (may && refers_to(each.root, *root)) return false;
      context_.log.warning("a change of an alert by another key");
      context_.store.alerts().erase(each.row.id);
      return true;
    });
  }
  const bool is_withdrawn =
      root && (root->state == State::retracted ||
               std::any_of(linked.begin(), linked.end(),
                           [](const Linked& each) { return is(each.row, AlertKind::retract); }));
  if (is_withdrawn) return withdraw(*root, linked);
  std::optional<Instant> life;  // of what reads as the alert now
  for (Linked& each : linked) {
    if (!is(each.row, AlertKind::update)) continue;
    settle_version(each.row, linked, false);
    if (each.row.state != State::updated)
      life = std::max(life.value_or(Instant{}), each.row.expires);
  }
  if (!root) return;
  if (life) root->expires = *life;
  settle_version(*root, linked, true);
}

// One version among the others of its chain.
void Alerts::settle_version(StoredAlert& version, const std::vector<Linked>& linked, bool is_root) {
  const bool alone = !is_root && !context_.store.alerts().find(version.root);
  const StoredAlert* withdrawal = nullptr;
  bool superseded = false, taken_back = false, disputed = false;
  for (const Linked& each : linked) {
    const bool same_author = !alone || each.row.author_key == version.author_key;
    if (is(each.row, AlertKind::retract) && same_author) withdrawal = &each.row;
    if (is(each.row, AlertKind::update) && same_author &&
        (is_root || comes_after(each, version, linked))) {
      superseded = true;
      taken_back = taken_back || takes_back(each);
    }
    // Whoever was not among those who got the alert has no say, however she came to know of it.
    if (is(each.row, AlertKind::dispute) && refers_to(each.previous, version) &&
        shares_audience(version, each.row)) {
      disputed = true;
    }
  }
  if (withdrawal != nullptr) return bury(version, withdrawal->expires);
  auto& rows = context_.store.alerts();
  const State state = superseded ? State::updated : disputed ? State::disputed : State::current;
  const bool changed = version.state != state;
  version.state = state;
  rows.set_state(version.id, state, version.expires);
  if (taken_back) rows.put(version, {});
  if (changed && is_root && version.batch == version.id && !is_muted(version)) {
    context_.tell("alert", version.id.base32(), state_text(version));
  }
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
      if (is(each.row, AlertKind::retract)) each.row.expires = until;
      rows.put(each.row, {});
    }
  }
  if (before) return;
  bury(root, until);
  if (root.batch == root.id && !is_muted(root))
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
