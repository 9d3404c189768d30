#include "engine/notices.h"

#include <charconv>

#include "domain/limits.h"
#include "engine/notice_text.h"
#include "ports/contact_rows.h"
#include "ports/notice_rows.h"

namespace ww::engine {
namespace {

// A contact or circle may have another name by now; one that is gone keeps the name it had.
std::string name_now(Context& context, const Argument& arg) {
  if (arg.kind == Argument::Kind::contact) {
    const auto id = ContactId::from_base32(arg.value);
    const auto contact = id ? context.store.contacts().find(*id) : std::nullopt;
    if (contact) return contact->name;
  }
  if (arg.kind == Argument::Kind::circle) {
    const auto id = CircleId::from_base32(arg.value);
    const auto circle = id ? context.store.circles().find(*id) : std::nullopt;
    if (circle) return circle->name;
  }
  return arg.shown;
}

api::Notice shown(Context& context, StoredNotice stored) {
  for (Argument& arg : stored.args) arg.shown = name_now(context, arg);
  api::Notice notice;
  notice.id = std::to_string(stored.id);
  notice.text = notice_text(stored.code, stored.args);
  notice.code = std::move(stored.code);
  notice.args = std::move(stored.args);
  notice.since = stored.since;
  notice.last = stored.last;
  notice.times = stored.times;
  notice.ended = stored.ended;
  return notice;
}

std::optional<std::int64_t> number_in(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

void Context::notify(std::string_view code, const ArgumentList& args) {
  const bool news = store.notices().raise(code, args, now);
  // Once: whoever makes it happen again and again cannot fill the log of events.
  if (news) tell("notice", args.empty() ? std::string() : args.front().shown, std::string(code));
}

void Context::notice_over(std::string_view code, const Argument& owner) {
  store.notices().end(code, owner, now);
}

std::vector<api::Notice> notices(Context& context, bool ended) {
  std::vector<api::Notice> list;
  for (StoredNotice& each :
       ended ? context.store.notices().all() : context.store.notices().open()) {
    list.push_back(shown(context, std::move(each)));
  }
  return list;
}

api::Answer<> end_notice(Context& context, const std::string& id) {
  const auto number = number_in(id);
  if (number && context.store.notices().end(*number, context.now)) return Unit{};
  return problem(api::Problem::Kind::not_found,
                 "There is no open notice " + id + ". `watchword notices` shows them.");
}

void end_notices_about_relay(Context& context, const Route& route) {
  for (const StoredNotice& each : context.store.notices().open()) {
    if (each.code != "relay_not_added") continue;
    for (const Argument& arg : each.args) {
      if (arg.kind == Argument::Kind::relay && arg.value == to_address(route)) {
        context.store.notices().end(each.id, context.now);
      }
    }
  }
}

void forget_ended_notices(Context& context) {
  if (!context.may_erase) return;
  context.store.notices().erase_ended_before(context.now - limits::kNoticeEndedLife);
}

}  // namespace ww::engine
