#include "engine/clock.h"

#include <algorithm>

#include "ports/notice_rows.h"

namespace ww::engine {
namespace {

bool accepts(const std::vector<std::string>& accept, std::string_view name) {
  return std::find(accept.begin(), accept.end(), name) != accept.end();
}

Instant relays_time(const Context& context) {
  return context.now - context.clock_dispute->own_ahead;
}

std::string hours_text(Duration apart) {
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(apart).count();
  const auto whole = hours < 0 ? -hours : hours;
  const bool days = whole >= 72;
  return std::to_string(days ? whole / 24 : whole) + (days ? " days" : " hours") +
         (hours < 0 ? " behind" : " ahead");
}

std::int64_t hours_of(const Context& context) {
  return std::chrono::duration_cast<std::chrono::hours>(context.clock_dispute->own_ahead).count();
}

}  // namespace

api::Answer<Instant> time_for_sending(const Context& context,
                                      const std::vector<std::string>& accept) {
  if (!context.clock_dispute || accepts(accept, kAcceptOwnClock)) return context.now;
  const bool agreed = context.clock_dispute->agreed;
  if (agreed && accepts(accept, kAcceptClock)) return relays_time(context);
  ArgumentList args = {Argument::number("hours", hours_of(context))};
  if (agreed) args.push_back(Argument::time(relays_time(context)));
  return problem(
      api::Problem::Kind::invalid,
      "Nothing was sent. This device's clock is " + hours_text(context.clock_dispute->own_ahead) +
          " of what every relay says, and a warning with such a time is not taken by those who "
          "read it. Set the clock and send it again" +
          (agreed ? ", or send it by the relays' time with --accept clock." : ".") +
          " If the clock is right and the relays are wrong: --accept own_clock.",
      "clock", std::move(args));
}

Instant time_never_refused(const Context& context) {
  return context.clock_dispute && context.clock_dispute->agreed ? relays_time(context)
                                                                : context.now;
}

void note_unjudged(Context& context, const AlertId& alert) {
  constexpr std::size_t kMost = 100;
  if (context.unjudged.size() < kMost) context.unjudged.push_back(alert);
}

void tell_of_clock(Context& context) {
  if (!context.clock_dispute) {
    if (!context.may_erase) return;  // nothing was heard
    if (context.clock_told.value_or(true)) {
      context.notice_over("clock_wrong", Argument::text("", ""));
    }
    context.clock_told = false;
    context.unjudged.clear();
    return;
  }
  if (!context.clock_told.value_or(false)) {
    context.notify("clock_wrong",
                   {Argument::number("hours", hours_of(context)),
                    Argument::text("apart", hours_text(context.clock_dispute->own_ahead))});
  }
  context.clock_told = true;
  for (const AlertId& alert : context.unjudged) {
    context.notify("sent_by_wrong_clock", {Argument::alert(alert)});
  }
  context.unjudged.clear();
}

}  // namespace ww::engine
