#include "engine/deliveries.h"

#include <algorithm>

namespace ww::engine {
namespace {

constexpr std::size_t kReceiptsPerMessage = 128;

const FromContact* contact_of(const Origin& origin) {
  return std::get_if<FromContact>(&origin.who);
}
const FromMember* member_of(const Origin& origin) { return std::get_if<FromMember>(&origin.who); }

}  // namespace

// ---- receipts -----------------------------------------------------------------------------------

void Deliveries::owe_receipt(const Origin& origin) {
  Receipt receipt;
  receipt.message = origin.message;
  receipt.due = context_.now + context_.random.between(context_.options.receipt_least,
                                                       context_.options.receipt_most);
  if (const auto* contact = contact_of(origin)) {
    receipt.to = contact->contact.bytes;
  } else if (const auto* member = member_of(origin)) {
    receipt.to = member->circle.bytes;
    receipt.circle = true;
  }
  context_.store.alerts().add_receipt(receipt);
}

void Deliveries::on_have(const Origin& origin, const content::Have& have) {
  auto& rows = context_.store.alerts();
  ByteView by = contact_of(origin) ? ByteView(contact_of(origin)->contact)
                                   : ByteView(member_of(origin)->member);
  for (const MessageId& message : have.messages) {
    auto delivery = rows.delivery(message);
    if (!delivery || !rows.add_confirmation(message, by)) continue;
    delivery->confirmed += 1;
    if (delivery->confirmed >= delivery->expected) delivery->state = Delivery::State::confirmed;
    rows.put_delivery(*delivery);
    tell(delivery->alert);
  }
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
    const auto owed = rows.receipts_to(due.to, kReceiptsPerMessage);
    content::Have have;
    for (const Receipt& receipt : owed) {
      have.messages.push_back(receipt.message);
      rows.erase_receipt(receipt);
    }
    if (have.messages.empty()) continue;
    const auto sent =
        due.circle ? circles_->post(CircleId{due.to}, have) : pairs_->send(ContactId{due.to}, have);
    if (!sent) context_.log.info("a receipt could not be sent");
  }
}

// ---- what was sent ------------------------------------------------------------------------------

void Deliveries::begin(const MessageId& message, const AlertId& alert, std::uint32_t people) {
  context_.store.alerts().put_delivery(
      {message, alert, Delivery::State::saved, std::max(1u, people), 0});
}

void Deliveries::begin_again(const MessageId& message, const AlertId& alert) {
  auto& rows = context_.store.alerts();
  for (const Delivery& delivery : rows.deliveries(alert)) {
    if (delivery.state == Delivery::State::confirmed) return;
    rows.erase_delivery(delivery.message);
  }
  begin(message, alert, 1);
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

// "confirmed" means that everybody whom it was for has it.
std::string Deliveries::text_of(const StoredAlert& alert) {
  auto& rows = context_.store.alerts();
  std::vector<Delivery> all = rows.deliveries(alert.batch);
  for (const StoredAlert& copy : rows.copies(alert.batch)) {
    if (rows.is_owed(copy.id)) return "saved";
    if (copy.id == alert.batch) continue;
    for (const Delivery& delivery : rows.deliveries(copy.id)) all.push_back(delivery);
  }
  auto slowest = Delivery::State::confirmed;
  for (const Delivery& delivery : all) {
    if (delivery.state == Delivery::State::failed) return "failed";
    slowest = std::min(slowest, delivery.state);
  }
  if (all.empty() || slowest == Delivery::State::saved) return "saved";
  return slowest == Delivery::State::handed_over ? "handed_over" : "confirmed";
}

}  // namespace ww::engine
