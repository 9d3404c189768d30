// Alerts in the store: what was sent and received, what it is found by, how far a delivery came.
#include "ports/alert_rows.h"

#include <set>

#include "domain/alert_limits.h"
#include "ports/contact_rows.h"

#include "support/catch.h"
#include "support/journal_store.h"

namespace ww::store {
namespace {

using test::JournalStore;
using State = StoredAlert::State;
using Ids = std::vector<AlertId>;

const Instant kNow = from_ms(1'750'000'000'000);

StoredAlert alert_of(Random& random, Instant received = kNow) {
  StoredAlert alert;
  alert.id = random.id<AlertId>();
  alert.root = alert.id;
  alert.batch = alert.id;
  alert.bytes = Bytes(50, 1);
  alert.signature = random.array<64>();
  alert.digest = random.id<Digest32>();
  alert.author_key = random.array<32>();
  alert.from = StoredAlert::From::member;
  alert.origin = random.array<16>();
  alert.member = random.id<MemberId>();
  alert.basis = 2;
  alert.severity = "serious";
  alert.codes = {"threat", "robbery"};
  alert.regions = {"GB-LND", "GB-ENG"};
  alert.received = received;
  alert.expires = received + 24h * 30;
  return alert;
}

StoredAlert put(JournalStore& journal, Instant received = kNow,
                const std::vector<AlertToken>& tokens = {}) {
  auto alert = alert_of(journal.random(), received);
  journal->alerts().put(alert, tokens);
  return alert;
}

Ids ids_of(const std::vector<StoredAlert>& alerts) {
  Ids ids;
  for (const auto& alert : alerts) ids.push_back(alert.id);
  return ids;
}

}  // namespace

TEST_CASE("an alert comes back with all it holds") {
  JournalStore journal;
  const auto alert = put(journal);
  journal.open_again();
  const auto found = journal->alerts().find(alert.id);
  REQUIRE(found.has_value());
  CHECK(found->root == alert.root);
  CHECK(found->batch == alert.batch);
  CHECK(found->kind == alert.kind);
  CHECK(found->bytes == alert.bytes);
  CHECK(found->signature == alert.signature);
  CHECK(found->digest == alert.digest);
  CHECK(found->author_key == alert.author_key);
  CHECK(found->from == alert.from);
  CHECK(found->origin == alert.origin);
  CHECK_FALSE(found->to_circle);
  CHECK(found->member == alert.member);
  CHECK(found->basis == alert.basis);
  CHECK(found->severity == alert.severity);
  CHECK(found->codes == alert.codes);
  CHECK(found->regions == alert.regions);
  CHECK(found->received == alert.received);
  CHECK(found->expires == alert.expires);
  CHECK(found->state == State::current);
  CHECK_FALSE(found->partial);
  CHECK_FALSE(journal->alerts().find(journal.random().id<AlertId>()).has_value());
}

TEST_CASE("an alert put again changes what may change, and keeps its key and its deliveries") {
  JournalStore journal;
  auto& rows = journal->alerts();
  auto alert = put(journal, kNow, {{"old", 0}});
  rows.put_key(alert.id, journal.random().key());
  rows.put_delivery({journal.random().id<MessageId>(), alert.id, Delivery::State::saved});
  alert.bytes.clear();
  alert.state = State::retracted;
  alert.expires = kNow + 1h;
  alert.regions = {"IE-D"};
  alert.codes = {};
  rows.put(alert, {{"new", 1}});
  const auto found = rows.find(alert.id);
  CHECK(found->bytes.empty());
  CHECK(found->state == State::retracted);
  CHECK(found->expires == kNow + 1h);
  CHECK(found->codes.empty());
  CHECK(rows.known_regions() == std::vector<std::string>{"IE-D"});
  CHECK(rows.find_tokens({"old"}, kNow).empty());
  REQUIRE(rows.find_tokens({"new"}, kNow).size() == 1);
  CHECK(rows.find_tokens({"new"}, kNow)[0].identifier == 1);
  CHECK(rows.key(alert.id).has_value());
  CHECK(rows.deliveries(alert.id).size() == 1);
  rows.set_state(alert.id, State::disputed, kNow + 2h);
  CHECK(rows.find(alert.id)->state == State::disputed);
  CHECK(rows.find(alert.id)->expires == kNow + 2h);
}

TEST_CASE("alerts are listed newest first, one of each sending, and only alerts proper") {
  JournalStore journal;
  auto& rows = journal->alerts();
  const auto first = put(journal), second = put(journal, kNow + 1h);
  auto copy = alert_of(journal.random(), kNow + 2h);
  copy.batch = second.id;
  auto update = alert_of(journal.random(), kNow + 3h);
  update.kind = 1;
  update.root = first.id;
  rows.put(copy, {});
  rows.put(update, {});
  CHECK(ids_of(rows.list({})) == Ids{second.id, first.id});
  CHECK(rows.count() == 2);
  AlertRows::Filter filter;
  filter.limit = 1;
  filter.offset = 1;
  CHECK(ids_of(rows.list(filter)) == Ids{first.id});
  CHECK(ids_of(rows.about(first.id)) == Ids{update.id});
  CHECK(rows.copies(second.id).size() == 2);
}

TEST_CASE("a filter by region and time") {
  JournalStore journal;
  auto& rows = journal->alerts();
  const auto first = put(journal);
  auto second = alert_of(journal.random(), kNow + 1h);
  second.regions = {"IE-D"};
  rows.put(second, {});
  AlertRows::Filter filter;
  filter.regions = {"GB-ENG", "GB-LND", "GB-SCT"};
  CHECK(ids_of(rows.list(filter)) == Ids{first.id});
  filter.regions.push_back("IE-D");
  CHECK(ids_of(rows.list(filter)) == Ids{second.id, first.id});
  filter.since = kNow + 1h;
  CHECK(ids_of(rows.list(filter)) == Ids{second.id});
  filter.regions.clear();
  CHECK(ids_of(rows.list(filter)) == Ids{second.id});
  filter.since = kNow + 1h + 1ms;
  CHECK(rows.list(filter).empty());
}

TEST_CASE("what came from a muted contact is neither listed nor counted, and still found") {
  JournalStore journal;
  Contact contact;
  contact.id = journal.random().id<ContactId>();
  contact.name = "Kim";
  contact.muted = true;
  journal->contacts().put(contact);
  auto hers = alert_of(journal.random());
  hers.from = StoredAlert::From::contact;
  hers.origin = contact.id.bytes;
  journal->alerts().put(hers, {{"phone:1", 0}});
  const auto other = put(journal);
  AlertRows::Filter in_london;
  in_london.regions = {"GB-LND"};
  for (const auto& filter : {AlertRows::Filter{}, in_london}) {
    CHECK(ids_of(journal->alerts().list(filter)) == Ids{other.id});
  }
  CHECK(journal->alerts().count() == 1);
  CHECK(journal->alerts().find_tokens({"phone:1"}, kNow).size() == 1);
  contact.muted = false;
  journal->contacts().put(contact);
  CHECK(journal->alerts().list({}).size() == 2);
  CHECK(journal->alerts().count() == 2);
}

TEST_CASE("an alert is found by the beginning of its printed id, and by its tokens") {
  JournalStore journal;
  auto& rows = journal->alerts();
  const auto alert = put(journal, kNow, {{"p1", 0}, {"p2", 1}, {"p2", 1}});
  const auto other = put(journal, kNow, {{"p1", 4}});
  CHECK(rows.with_prefix(alert.id.base32().substr(0, 10), 5) == Ids{alert.id});
  CHECK(rows.with_prefix("", 1).size() == 1);
  CHECK(rows.find_tokens({"p1", "p2"}, kNow).size() == 3);
  CHECK(rows.find_tokens({"p"}, kNow).empty());
  CHECK(rows.find_shared({"p1", "p2"}, 1, kNow).size() == 3);
  CHECK(rows.find_shared({"p1", "p2"}, 2, kNow).empty());  // of one identifier
  rows.erase(alert.id);
  REQUIRE(rows.find_tokens({"p1", "p2"}, kNow).size() == 1);
  CHECK(rows.find_tokens({"p1"}, kNow)[0].alert == other.id);
}

TEST_CASE("what has expired is given out in bounded pieces, from one moment past its end") {
  JournalStore journal;
  auto& rows = journal->alerts();
  const auto first = put(journal), second = put(journal);
  CHECK(rows.expired(first.expires, 10).empty());
  CHECK(rows.expired(first.expires + 1ms, 10).size() == 2);
  CHECK(rows.expired(first.expires + 1ms, 1).size() == 1);
  rows.erase(first.id);
  CHECK(rows.expired(second.expires + 1ms, 10) == Ids{second.id});
}

TEST_CASE("the author's key goes with its alert") {
  JournalStore journal;
  auto& rows = journal->alerts();
  const auto alert = put(journal);
  const auto key = journal.random().key();
  CHECK_FALSE(rows.key(alert.id).has_value());
  rows.put_key(alert.id, key);
  REQUIRE(rows.key(alert.id).has_value());
  CHECK(crypto::equal(rows.key(alert.id)->view(), key.view()));
  rows.erase(alert.id);
  CHECK_FALSE(rows.key(alert.id).has_value());
}

TEST_CASE("a sending is as far as its slowest delivery, and each person confirms once") {
  JournalStore journal;
  auto& rows = journal->alerts();
  const auto alert = put(journal);
  auto copy = alert_of(journal.random());
  copy.batch = alert.id;
  rows.put(copy, {});
  Delivery fast{journal.random().id<MessageId>(), alert.id, Delivery::State::confirmed};
  Delivery slow{journal.random().id<MessageId>(), copy.id, Delivery::State::saved};
  rows.put_delivery(fast);
  rows.put_delivery(slow);
  CHECK(rows.delivery_counts().saved == 1);
  CHECK(rows.delivery_counts().confirmed == 0);
  slow.state = Delivery::State::handed_over;
  rows.put_delivery(slow);
  const auto found = rows.delivery(slow.message);
  REQUIRE(found.has_value());
  CHECK(found->state == Delivery::State::handed_over);
  CHECK(rows.delivery_counts().handed_over == 1);
  const auto one = journal.random().array<16>(), other = journal.random().array<16>();
  rows.add_recipient(slow.message, one);
  rows.add_recipient(slow.message, other);
  CHECK(rows.set_arrived(slow.message, one));
  CHECK_FALSE(rows.set_arrived(slow.message, one));                           // once
  CHECK_FALSE(rows.set_arrived(slow.message, journal.random().array<16>()));  // a stranger
  rows.add_recipient(slow.message, one);  // posted again: what arrived has arrived
  const auto recipients = rows.recipients(slow.message);
  REQUIRE(recipients.size() == 2);
  for (const auto& each : recipients) CHECK(each.arrived == (each.who == one));
  CHECK_FALSE(rows.delivery(journal.random().id<MessageId>()).has_value());
}

TEST_CASE("receipts are owed once, become due, and are taken back when they went along") {
  JournalStore journal;
  auto& rows = journal->alerts();
  Receipt first{journal.random().array<16>(), true, journal.random().id<MessageId>(), kNow + 2h};
  Receipt second{journal.random().array<16>(), false, journal.random().id<MessageId>(), kNow + 1h};
  CHECK_FALSE(rows.next_receipt().has_value());
  rows.add_receipt(first);
  rows.add_receipt(second);
  rows.add_receipt({first.to, first.circle, first.message, kNow});  // again: the first one stands
  CHECK(rows.next_receipt() == kNow + 1h);
  CHECK(rows.receipts_due(kNow + 1h - 1ms, 10).empty());
  CHECK(rows.receipts_due(kNow + 1h, 10).size() == 1);
  const auto due = rows.receipts_due(kNow + 2h, 10);
  REQUIRE(due.size() == 2);
  CHECK(due[0].message == second.message);
  CHECK(due[1].circle);
  CHECK(rows.receipts_due(kNow + 2h, 1).size() == 1);
  CHECK(rows.receipts_to(first.to, first.author, 10).size() == 1);
  // Two authors under one message id are two receipts: nobody takes another's.
  Receipt hers = first;
  hers.author = MemberId{journal.random().array<16>()};
  rows.add_receipt(hers);
  CHECK(rows.receipts_to(hers.to, hers.author, 10).size() == 1);
  CHECK(rows.receipts_to(first.to, first.author, 10).size() == 1);
  rows.erase_receipt(hers);
  rows.erase_receipt(second);
  CHECK(rows.next_receipt() == kNow + 2h);
}

TEST_CASE("what waits is one voice's, oldest first, until its alert comes") {
  JournalStore journal;
  auto& rows = journal->alerts();
  const auto root = alert_of(journal.random());
  const auto early = [&](std::uint8_t kind, Instant received) {
    auto row = alert_of(journal.random(), received);
    row.kind = kind;
    row.root = root.id;
    row.origin = root.origin;
    row.member = root.member;
    row.waits = true;
    return row;
  };
  const auto update = early(1, kNow + 2h), retraction = early(4, kNow + 1h);
  auto other = early(4, kNow);
  other.member = journal.random().id<MemberId>();
  for (const StoredAlert& row : {update, retraction, other}) rows.put(row, {});
  CHECK(rows.waiting({root.origin, root.member}) == Ids{retraction.id, update.id});
  CHECK(ids_of(rows.list({})) == Ids{update.id});  // no warning is lost
  rows.put(root, {});
  rows.root_came(root.id);
  CHECK(rows.waiting({root.origin, root.member}).empty());
  CHECK(rows.waiting({other.origin, other.member}).empty());
  CHECK_FALSE(rows.find(update.id)->waits);
  CHECK(ids_of(rows.list({})) == Ids{root.id});
}

TEST_CASE("a circle's retractions are those of its alerts, newest first, however they came") {
  JournalStore journal;
  auto& rows = journal->alerts();
  const CircleId circle = journal.random().id<CircleId>();
  const auto withdrawn = [&](const ByteArray<16>& where, Instant at) {
    auto root = alert_of(journal.random());
    root.origin = where;
    root.member = MemberId{};
    rows.put(root, {});
    auto retraction = alert_of(journal.random(), at);  // from elsewhere
    retraction.kind = 4;
    retraction.root = root.id;
    rows.put(retraction, {});
    return retraction.id;
  };
  const auto older = withdrawn(circle.bytes, kNow), newer = withdrawn(circle.bytes, kNow + 1h);
  withdrawn(journal.random().array<16>(), kNow + 2h);
  CHECK(ids_of(rows.retractions(circle, 10)) == Ids{newer, older});
  CHECK(ids_of(rows.retractions(circle, 1)) == Ids{newer});
}

TEST_CASE(
    "a retraction is shown again once, at the first time that was said, and goes with its row") {
  JournalStore journal;
  auto& rows = journal->alerts();
  const CircleId circle = journal.random().id<CircleId>();
  const auto first = put(journal), second = put(journal);
  CHECK_FALSE(rows.next_again().has_value());
  rows.put_again({circle, first.id, kNow + 2h});
  rows.put_again({circle, first.id, kNow + 1h});  // again: the first time stands
  rows.put_again({circle, second.id, kNow + 3h});
  CHECK(rows.next_again() == kNow + 2h);
  CHECK(rows.again_due(kNow + 2h - 1ms, 10).empty());
  const auto due = rows.again_due(kNow + 2h, 10);
  REQUIRE(due.size() == 1);
  CHECK(due[0].circle == circle);
  CHECK(due[0].retraction == first.id);
  CHECK(rows.again_due(kNow + 3h, 1).size() == 1);
  CHECK(rows.again_due(kNow + 3h, 10).size() == 2);
  rows.erase_again(circle, first.id);
  CHECK(rows.next_again() == kNow + 3h);
  rows.erase(second.id);
  CHECK_FALSE(rows.next_again().has_value());
}

TEST_CASE("what is over, or withdrawn, answers no look-up, at the moment and not one before") {
  JournalStore journal;
  auto& rows = journal->alerts();
  auto alert = put(journal, kNow, {{"p1", 0}});
  CHECK(rows.find_tokens({"p1"}, alert.expires - 1ms).size() == 1);
  CHECK(rows.find_tokens({"p1"}, alert.expires).empty());
  CHECK(rows.expired_tokens(alert.expires - 1ms, 10).empty());
  CHECK(rows.expired_tokens(alert.expires, 10) == Ids{alert.id});
  rows.set_state(alert.id, State::current, alert.expires + 1h);  // newer words live longer
  CHECK(rows.find_tokens({"p1"}, alert.expires).size() == 1);
  rows.erase_tokens(alert.id);
  CHECK(rows.find_tokens({"p1"}, kNow).empty());
  CHECK(rows.expired_tokens(alert.expires + 2h, 10).empty());
  const auto withdrawn = put(journal, kNow, {{"p2", 0}});
  rows.set_state(withdrawn.id, State::retracted, withdrawn.expires);
  CHECK(rows.find_tokens({"p2"}, kNow).empty());
}

TEST_CASE("every way an alert came is kept, the strongest speaks, and it is muted by all or none") {
  JournalStore journal;
  auto& rows = journal->alerts();
  const auto contact_of = [&](const char* name, Trust trust, bool muted) {
    Contact contact;
    contact.id = journal.random().id<ContactId>();
    contact.name = name;
    contact.trust = trust;
    contact.muted = muted;
    journal->contacts().put(contact);
    return contact;
  };
  auto ana = contact_of("Ana", Trust::verified, false);
  const auto mal = contact_of("Mal", Trust::unchecked, true);
  auto alert = alert_of(journal.random());
  alert.from = StoredAlert::From::contact;
  alert.origin = mal.id.bytes;
  alert.member = MemberId{};
  rows.put(alert, {});
  CHECK(rows.list({}).empty());
  CHECK(rows.find(alert.id)->is_muted());
  CHECK_FALSE(rows.find(alert.id)->is_checked());
  const Voice member{journal.random().array<16>(), journal.random().id<MemberId>()};
  CHECK(rows.add_way(alert.id, {AlertWay::From::member, member, kNow + 1h}));
  CHECK_FALSE(rows.add_way(alert.id, {AlertWay::From::member, member, kNow + 2h}));
  CHECK(rows.find(alert.id)->from == StoredAlert::From::member);
  CHECK(rows.find(alert.id)->is_checked());
  CHECK(ids_of(rows.list({})) == Ids{alert.id});
  CHECK(rows.count() == 1);
  CHECK(rows.add_way(alert.id, {AlertWay::From::contact, {ana.id.bytes, {}}, kNow + 2h}));
  const auto found = rows.find(alert.id);
  REQUIRE(found->ways.size() == 3);
  CHECK(found->origin == ana.id.bytes);
  CHECK(found->ways[1].voice == member);
  CHECK((found->ways[2].muted && !found->ways[2].checked));
  CHECK(found->came_by(member));
  ana.trust = Trust::changed;  // new keys, not compared yet
  journal->contacts().put(ana);
  CHECK(rows.find(alert.id)->origin == member.origin);
  rows.drop_way(alert.id, member);
  CHECK_FALSE(rows.find(alert.id)->is_checked());
  rows.drop_way(alert.id, {mal.id.bytes, {}});
  rows.drop_way(alert.id, {ana.id.bytes, {}});
  CHECK_FALSE(rows.find(alert.id).has_value());
}

TEST_CASE("a voice is charged for what it brought, and its words give way before tombstones") {
  JournalStore journal;
  auto& rows = journal->alerts();
  const Voice voice{journal.random().array<16>(), journal.random().id<MemberId>()};
  const auto brought = [&](Instant received, State state) {
    auto alert = alert_of(journal.random(), received);
    alert.origin = voice.origin;
    alert.member = voice.member;
    alert.state = state;
    rows.put(alert, {{"p1", 0}, {"p2", 0}});
    return alert.id;
  };
  CHECK_FALSE(rows.first_to_go(voice).has_value());
  const auto tombstone = brought(kNow, State::retracted);
  const auto older = brought(kNow + 1h, State::current);
  const auto newer = brought(kNow + 2h, State::current);
  put(journal);  // somebody else's
  CHECK(rows.load_of(voice).rows == 3);
  CHECK(rows.load_of(voice).bytes == 3 * (50 + 2 * limits::kTokenBytes));
  CHECK(rows.first_to_go(voice) == older);
  rows.drop_way(older, voice);
  CHECK(rows.first_to_go(voice) == newer);
  rows.drop_way(newer, voice);
  CHECK(rows.first_to_go(voice) == tombstone);
  rows.uncharge(tombstone);
  CHECK(rows.load_of(voice).rows == 0);
}

TEST_CASE("an alert that gives way lets what was about it wait, and takes its retraction along") {
  JournalStore journal;
  auto& rows = journal->alerts();
  const auto root = put(journal);
  const auto about = [&](std::uint8_t kind) {
    auto row = alert_of(journal.random(), kNow + 1h);
    row.kind = kind;
    row.root = root.id;
    rows.put(row, {});
    return row;
  };
  const auto update = about(1), retraction = about(4);
  rows.uncharge(retraction.id);
  rows.erase(root.id);
  CHECK_FALSE(rows.find(retraction.id).has_value());
  CHECK(rows.find(update.id)->waits);
  CHECK(ids_of(rows.list({})) == Ids{update.id});
  CHECK(rows.waiting({update.origin, update.member}) == Ids{update.id});
}

TEST_CASE("attack: two voices that send much push nobody off the first page of a list") {
  JournalStore journal;
  auto& rows = journal->alerts();
  const auto hers = put(journal, kNow);
  for (const std::uint8_t who : {std::uint8_t{1}, std::uint8_t{2}}) {
    for (int i = 0; i < 150; ++i) {
      auto alert = alert_of(journal.random(), kNow + 1h + i * 1s);
      alert.origin.fill(who);
      alert.member.bytes.fill(who);
      rows.put(alert, {});
    }
  }
  const auto page = ids_of(rows.list({}));
  REQUIRE(page.size() == 200);
  CHECK(page[2 * limits::kListedPerVoice] == hers.id);
  AlertRows::Filter next;
  next.offset = 200;
  const auto rest = ids_of(rows.list(next));
  CHECK(rest.size() == 101);
  std::set<AlertId> all(page.begin(), page.end());
  all.insert(rest.begin(), rest.end());
  CHECK(all.size() == 301);  // each once
}

TEST_CASE("a list by gravity and by words") {
  JournalStore journal;
  auto& rows = journal->alerts();
  auto grave = alert_of(journal.random(), kNow + 1h);
  grave.severity = "extreme";
  rows.put(grave, {}, "white van at the station");
  const auto other = put(journal);
  AlertRows::Filter filter;
  filter.severities = {"extreme", "minor"};
  CHECK(ids_of(rows.list(filter)) == Ids{grave.id});
  filter.severities = {"serious"};
  CHECK(ids_of(rows.list(filter)) == Ids{other.id});
  filter.severities.clear();
  filter.words = {"station", "van"};
  CHECK(ids_of(rows.list(filter)) == Ids{grave.id});
  filter.words.push_back("bus");
  CHECK(rows.list(filter).empty());
  filter.words = {"van"};
  rows.put(grave, {});  // wiped with its words
  CHECK(rows.list(filter).empty());
}

TEST_CASE("attack: one author's many retractions push nobody's out of what is shown again") {
  JournalStore journal;
  auto& rows = journal->alerts();
  const CircleId circle = journal.random().id<CircleId>();
  const auto withdrawn = [&](const MemberId& member, Instant at) {
    auto root = alert_of(journal.random());
    root.origin = circle.bytes;
    root.member = member;
    rows.put(root, {});
    auto retraction = alert_of(journal.random(), at);
    retraction.kind = 4;
    retraction.root = root.id;
    rows.put(retraction, {});
    return retraction.id;
  };
  const MemberId ana = journal.random().id<MemberId>(), mal = journal.random().id<MemberId>();
  const auto hers = withdrawn(ana, kNow);
  for (int i = 0; i < 100; ++i) withdrawn(mal, kNow + 1h + i * 1s);
  const auto shown = ids_of(rows.retractions(circle, limits::kRetractionsAgain));
  REQUIRE(shown.size() == limits::kRetractionsAgain);
  CHECK(shown[1] == hers);
}

}  // namespace ww::store
