#include "engine/deliveries.h"

#include <algorithm>
#include <map>

#include "ports/circle_rows.h"
#include "ports/contact_rows.h"

namespace ww::engine {
namespace {

constexpr std::size_t kReceiptsPerMessage = 128;

const FromContact* pair_of(const Origin& origin) { return std::get_if<FromContact>(&origin.who); }
const FromMember* member_of(const Origin& origin) { return std::get_if<FromMember>(&origin.who); }

}  // namespace

// ---- receipts -----------------------------------------------------------------------------------

void Deliveries::owe_receipt(const Origin& origin) {
  Receipt receipt;
  receipt.message = origin.message;
  receipt.due = context_.now + context_.random.between(context_.options.receipt_least,
                                                       context_.options.receipt_most);
  if (const auto* contact = pair_of(origin)) {
    receipt.to = contact->contact.bytes;
  } else if (const auto* member = member_of(origin)) {
    receipt.to = member->circle.bytes;
    receipt.circle = true;
    receipt.author = member->member;
  }
  context_.store.alerts().add_receipt(receipt);
}

void Deliveries::on_have(const Origin& origin, const content::Have& have) {
  auto& rows = context_.store.alerts();
  const ByteArray<16> by =
      pair_of(origin) != nullptr ? pair_of(origin)->contact.bytes : member_of(origin)->member.bytes;
  for (const MessageId& message : have.messages) {
    auto delivery = rows.delivery(message);
    if (!delivery || !rows.set_arrived(message, by)) continue;
    delivery->state = state_of(*delivery);
    rows.put_delivery(*delivery);
    tell(delivery->alert);
  }
}

// Everybody whom it went to has it, and nobody is on the way who gets it, too.
Delivery::State Deliveries::state_of(const Delivery& delivery) {
  auto& rows = context_.store.alerts();
  const auto recipients = rows.recipients(delivery.message);
  const bool all =
      !recipients.empty() && std::all_of(recipients.begin(), recipients.end(),
                                         [](const Recipient& each) { return each.arrived; });
  const auto alert = all ? rows.find(delivery.alert) : std::nullopt;
  if (!alert) return delivery.state;
  const bool awaited =
      alert->to_circle && circles_->asked_in(CircleId{alert->origin}, alert->received) > 0;
  return awaited ? delivery.state : Delivery::State::confirmed;
}

std::optional<Instant> Deliveries::on_time() {
  send_due_receipts();
  return context_.store.alerts().next_receipt();
}

// What is due to somebody takes everything else along that is owed to the same: one message, not
// many.
void Deliveries::send_due_receipts() {
  auto& rows = context_.store.alerts();
  for (const Receipt& due : rows.receipts_due(context_.now, kReceiptsPerMessage)) {
    const auto owed = rows.receipts_to(due.to, due.author, kReceiptsPerMessage);
    content::Have have;
    for (const Receipt& receipt : owed) {
      have.messages.push_back(receipt.message);
      rows.erase_receipt(receipt);
    }
    if (have.messages.empty()) continue;
    const auto sent = send_receipts(due, have);
    if (sent) continue;
    context_.log.info("a receipt could not be sent");
    if (sent.error().code != Errc::full) continue;
    for (Receipt later : owed) {
      later.due = context_.now + context_.options.receipt_most;
      rows.add_receipt(later);
    }
  }
}

// In a circle it is the author's alone: what hours a member keeps is nobody else's business.
Result<> Deliveries::send_receipts(const Receipt& due, const content::Have& have) {
  if (due.circle) return circles_->confirm(CircleId{due.to}, due.author, have.messages);
  const auto sent = pairs_->send(ContactId{due.to}, have);
  return sent ? done() : Result<>(sent.error());
}

// ---- what was sent ------------------------------------------------------------------------------

void Deliveries::begin(const MessageId& message, const StoredAlert& alert) {
  auto& rows = context_.store.alerts();
  rows.put_delivery({message, alert.id, Delivery::State::saved});
  if (!alert.to_circle) return rows.add_recipient(message, alert.origin);
  for (const MemberId& reader : circles_->readers_of(CircleId{alert.origin}, message)) {
    rows.add_recipient(message, reader);
  }
}

void Deliveries::on_posted_again(const CircleId& circle, const MessageId& message) {
  auto& rows = context_.store.alerts();
  if (!rows.delivery(message)) return;
  for (const MemberId& reader : circles_->readers_of(circle, message)) {
    rows.add_recipient(message, reader);
  }
}

void Deliveries::begin_again(const MessageId& message, const StoredAlert& alert) {
  auto& rows = context_.store.alerts();
  for (const Delivery& delivery : rows.deliveries(alert.id)) {
    if (delivery.state == Delivery::State::confirmed) return;
    rows.erase_delivery(delivery.message);
  }
  begin(message, alert);
}

bool Deliveries::is_unsure(const AlertId& alert) {
  const auto deliveries = context_.store.alerts().deliveries(alert);
  return std::any_of(deliveries.begin(), deliveries.end(), [](const Delivery& each) {
    return each.state == Delivery::State::handed_over;
  });
}

void Deliveries::on_handed_over(const MessageId& message) {
  auto& rows = context_.store.alerts();
  auto delivery = rows.delivery(message);
  if (!delivery || delivery->state != Delivery::State::saved) return;
  delivery->state = Delivery::State::handed_over;
  rows.put_delivery(*delivery);
  tell(delivery->alert);
}

void Deliveries::on_undeliverable(const MessageId& message) {
  auto& rows = context_.store.alerts();
  auto delivery = rows.delivery(message);
  if (!delivery || delivery->state != Delivery::State::saved) return;
  delivery->state = Delivery::State::failed;
  rows.put_delivery(*delivery);
  if (const auto alert = rows.find(delivery->alert)) {
    context_.tell("delivery", alert->batch.base32(), "failed");
  }
}

void Deliveries::on_ended(const AlertId& alert) {
  for (const Delivery& delivery : context_.store.alerts().deliveries(alert)) {
    on_undeliverable(delivery.message);
  }
}

void Deliveries::tell(const AlertId& alert) {
  if (const auto row = context_.store.alerts().find(alert)) {
    context_.tell("delivery", row->batch.base32(), text_of(*row));
  }
}

std::vector<StoredAlert> Deliveries::copies_of(const StoredAlert& alert) {
  auto copies = context_.store.alerts().copies(alert.batch);
  return copies.empty() ? std::vector<StoredAlert>{alert} : copies;
}

// "confirmed" means that everybody whom it was for has it.
std::string Deliveries::text_of(const StoredAlert& alert) {
  auto& rows = context_.store.alerts();
  auto slowest = Delivery::State::confirmed;
  bool any = false;
  for (const StoredAlert& copy : copies_of(alert)) {
    if (rows.is_owed(copy.id)) return "saved";
    for (const Delivery& delivery : rows.deliveries(copy.id)) {
      if (delivery.state == Delivery::State::failed) return "failed";
      slowest = std::min(slowest, state_of(delivery));
      any = true;
    }
  }
  if (!any || slowest == Delivery::State::saved) return "saved";
  return slowest == Delivery::State::handed_over ? "handed_over" : "confirmed";
}

// The contact that this is, or the one that a member of the circle is to us.
std::optional<Contact> Deliveries::contact_of(const StoredAlert& copy, const ByteArray<16>& who) {
  if (!copy.to_circle) return context_.store.contacts().find(ContactId{who});
  const auto person = context_.store.circles().person(CircleId{copy.origin}, MemberId{who});
  if (!person || person->contact.is_zero()) return std::nullopt;
  return context_.store.contacts().find(person->contact);
}

Deliveries::Arrival Deliveries::arrival_of(const StoredAlert& alert) {
  struct Person {
    bool arrived = false;
    std::string name;
  };
  std::map<ByteArray<16>, Person> people;
  Arrival arrival;
  auto& rows = context_.store.alerts();
  for (const StoredAlert& copy : copies_of(alert)) {
    for (const Delivery& delivery : rows.deliveries(copy.id)) {
      for (const Recipient& each : rows.recipients(delivery.message)) {
        const auto contact = contact_of(copy, each.who);
        Person& person = people[contact ? contact->id.bytes : each.who];
        person.arrived = person.arrived || each.arrived;
        if (contact) person.name = contact->name;
      }
    }
    if (!copy.to_circle) continue;
    arrival.people +=
        static_cast<std::uint32_t>(circles_->asked_in(CircleId{copy.origin}, copy.received));
  }
  arrival.people += static_cast<std::uint32_t>(people.size());
  for (const auto& [id, person] : people) {
    if (!person.arrived) continue;
    ++arrival.arrived;
    if (!person.name.empty()) arrival.names.push_back(person.name);
  }
  std::sort(arrival.names.begin(), arrival.names.end());
  return arrival;
}

}  // namespace ww::engine
