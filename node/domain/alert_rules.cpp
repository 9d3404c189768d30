#include "domain/alert_rules.h"

#include <algorithm>
#include <array>

#include "domain/alert_lifecycle.h"
#include "domain/alert_limits.h"
#include "domain/alert_text_rules.h"
#include "domain/four_w_rules.h"

namespace ww::domain {
namespace {

std::span<const Code> codes_of(const Alert& alert) {
  if (!alert.what || !alert.what->codes) return {};
  return *alert.what->codes;
}
std::span<const Weapon> weapons_of(const Alert& alert) {
  if (!alert.what || !alert.what->weapon) return {};
  return *alert.what->weapon;
}

// One run over one alert. Each method judges one part and adds what it finds.
class Judge : private FourWRules {
 public:
  Judge(const Alert& alert, const RuleContext& context)
      : FourWRules(context.now, latest_happened(context), Spelling::canonical),
        alert_(alert),
        context_(context) {}

  Findings run() {
    head();
    chain();
    times();
    share();
    if (alert_.advice) items("advice", alert_.advice->size(), limits::kAdvice);
    what();
    if (alert_.who) who(*alert_.who);
    if (alert_.when) when(*alert_.when);
    if (alert_.where) where(*alert_.where);
    incall_stays_coarse();
    levels();
    newer();
    return take();
  }

 private:
  // ---- parts

  void head() {
    // A peer's newer schema is a partial view, no refusal (is_partial).
    text("schema", alert_.schema, limits::kSchemaName);
    if (alert_.schema != kSchema && context_.origin == Origin::author) {
      refuse("schema", "unsupported",
             "This program writes and reads " + quoted(kSchema) + " alerts only.");
    }
    if (alert_.lang.empty()) {
      refuse("lang", "missing", "Say in which language the free text is, such as \"en-GB\".");
    } else if (!is_language_tag(alert_.lang)) {
      refuse("lang", "malformed", "This is no language tag. Write one such as \"en-GB\".");
    }
    const bool described = alert_.kind == AlertKind::alert || alert_.kind == AlertKind::update;
    if (described && (!alert_.what || !alert_.what->codes)) {
      refuse("what.codes", "missing",
             "Say what happened with at least one code, such as \"robbery\" or \"concern\".");
    }
  }

  void chain() {
    if (alert_.refs) items("refs", alert_.refs->size(), limits::kAlertRefs);
    const bool refers = alert_.refs && !alert_.refs->empty();
    if (alert_.kind == AlertKind::alert) {
      if (refers) {
        refuse("refs", "forbidden",
               "A first alert refers to no other. Send it as an update, or leave refs out.");
      }
      if (alert_.reason) {
        refuse("reason", "forbidden", "A first alert carries no reason. Leave it out.");
      }
      return;
    }
    const std::string kind(to_name(alert_.kind));
    if (!refers) {
      refuse("refs", "missing", "Name the alert that this " + kind + " is about.");
    }
    if (!alert_.reason) {
      if (alert_.kind != AlertKind::corroborate) {
        refuse("reason", "missing", "A " + kind + " must give its reason.");
      }
    } else if (!reason_fits(*alert_.reason, alert_.kind)) {
      refuse("reason", "not_allowed",
             quoted(to_name(*alert_.reason)) + " is no reason for a " + kind + ".");
    }
  }

  void times() {
    if (alert_.sent > context_.now + limits::kSentAhead) {
      refuse("sent", "in_future", "This was sent more than a day ahead of the clock.");
    }
    if (alert_.expires <= alert_.sent) {
      refuse("expires", "too_early", "An alert must expire after it is sent.");
      return;
    }
    if (context_.origin == Origin::author && alert_.expires <= context_.now) {
      refuse("expires", "too_early", "This alert would be over already. Give it a later end.");
    }
    if (alert_.status == Status::exercise && alert_.expires - alert_.sent > limits::kExerciseLife) {
      refuse("expires", "too_late", "An exercise lives 24 hours at most.");
    }
    const std::span<const Code> codes =
        codes_of(alert_).empty() ? std::span<const Code>(context_.first_codes) : codes_of(alert_);
    const Instant first = context_.first_sent.value_or(alert_.sent);
    const bool continued = alert_.kind == AlertKind::update;
    if (alert_.expires > latest_expiry(codes, continued ? first : alert_.sent)) {
      refuse("expires", "too_late",
             "With these codes an alert lives " + std::to_string(max_days(codes)) +
                 " days at most, counted from the first one. Give it an earlier end.");
    }
  }

  void share() {
    number("share.hops", alert_.share.hops, 0, limits::kHops);
    if (alert_.share.hops.value_or(0) > 0 && alert_.share.level != Level::network) {
      refuse("share.hops", "forbidden",
             "Only an alert at level \"network\" may be passed on. Set hops to 0.");
    }
  }

  void what() {
    if (!alert_.what) return;
    const What& what = *alert_.what;
    if (what.codes) {
      items("what.codes", what.codes->size(), limits::kCodes, 1);
      once_each("what.codes", *what.codes);
    }
    if (what.tactics) items("what.tactics", what.tactics->size(), limits::kTactics);
    if (what.weapon) items("what.weapon", what.weapon->size(), limits::kWeapons);
    if (what.repeat) repeat("what.repeat", *what.repeat);
    text("what.summary", what.summary, limits::kSummary, true);
    gentler_than_default();
  }
  void gentler_than_default() {
    const auto worst = gravest(codes_of(alert_), weapons_of(alert_));
    if (!worst || context_.origin != Origin::author) return;
    const Severity usual = default_severity(*worst, weapons_of(alert_));
    if (alert_.severity > usual && alert_.severity != Severity::unknown) {
      warn("severity", "below_default",
           "With these codes the severity is usually " + quoted(to_name(usual)) + ".");
    }
  }

  // A peer's clock may be a day off; an author's own clock is the true one.
  static Instant latest_happened(const RuleContext& context) {
    return context.origin == Origin::author ? context.now : context.now + limits::kSentAhead;
  }
  // An incall is the author's own place: no minute and no street of it.
  void incall_stays_coarse() {
    if (!alert_.where || alert_.where->setting != Setting::incall) return;
    if (alert_.when && alert_.when->precision == Precision::minute) {
      refuse("when.precision", "too_precise",
             "For an incall the time is never finer than the hour: it could tell whose place it "
             "is. Set precision to \"hour\".");
    }
    const Text& locality = alert_.where->locality;
    if (locality && locality->find_first_of("0123456789") != std::string::npos) {
      refuse("where.locality", "too_precise",
             "For an incall give the town and nothing finer: no district, postcode or number.");
    }
  }

  // ---- how far identifiers may travel

  void levels() {
    if (!alert_.who) return;
    const auto worst = gravest_of_chain();
    if (alert_.who->ids) {
      for (std::size_t i = 0; i < alert_.who->ids->size(); ++i) {
        const Identifier& id = (*alert_.who->ids)[i];
        level(at("who.ids", i), id.kind, is_full_name(id.canon), worst);
      }
    }
    if (alert_.who->vehicles) {
      for (std::size_t i = 0; i < alert_.who->vehicles->size(); ++i) {
        if ((*alert_.who->vehicles)[i].plate) {
          level(at("who.vehicles", i) + ".plate", IdentifierKind::plate, false, worst);
        }
      }
    }
    if (alert_.who->people && traits_of(worst).group == CodeGroup::nuisance) full_names();
  }
  // A message without codes takes over those of the alert it is about; when they are not at hand,
  // the narrowest that still lets a number be confirmed in a circle.
  Code gravest_of_chain() const {
    if (const auto own = gravest(codes_of(alert_), weapons_of(alert_))) return *own;
    return gravest(context_.first_codes, {}).value_or(Code::concern);
  }
  void level(const std::string& field, IdentifierKind kind, bool full_name, Code worst) {
    const auto widest = widest_level(worst, kind, full_name);
    const std::string what = "With the code " + quoted(to_name(worst)) + " ";
    if (!widest) {
      refuse(field, "forbidden",
             what + "an alert must not carry " + (full_name ? "a full name" : phrase(kind)) +
                 ". Take it out; it stays in your journal.");
    } else if (alert_.share.level > *widest) {
      refuse(field, "level",
             what + phrase(kind) + " may travel no wider than level " + quoted(to_name(*widest)) +
                 ". Narrow share.level, or take it out.");
    }
  }
  static std::string phrase(IdentifierKind kind) {
    constexpr std::array<const char*, 9> kPhrases{
        "a phone number", "an e-mail address", "a handle",
        "a plate",        "a payment name",    "an address",
        "a name",         "an alias",          "a web address"};
    return kPhrases[static_cast<std::size_t>(kind)];
  }
  void full_names() {
    for (std::size_t i = 0; i < alert_.who->people->size(); ++i) {
      const auto& names = (*alert_.who->people)[i].names;
      for (std::size_t j = 0; names && j < names->size(); ++j) {
        if (!is_full_name((*names)[j])) continue;
        refuse(at(at("who.people", i) + ".names", j), "forbidden",
               "A nuisance alert must not carry a full name. Take it out.");
      }
    }
  }

  void newer() {
    if (alert_.must_understand) {
      items("must_understand", alert_.must_understand->size(), limits::kAlertMustUnderstand);
      for (std::size_t i = 0; i < alert_.must_understand->size(); ++i) {
        text(at("must_understand", i), (*alert_.must_understand)[i], limits::kDescribing);
      }
    }
    items("extra", alert_.extra.size(), limits::kAlertExtras);
    if (context_.origin == Origin::peer) return;
    for (const Extra& extra : alert_.extra) {
      refuse(extra.path, "unknown_key", "The alert model has no such field. Take it out.");
    }
    if (is_partial(alert_)) {
      refuse("must_understand", "not_allowed", "This names a field that the alert model has not.");
    }
  }

  const Alert& alert_;
  const RuleContext& context_;
};

}  // namespace

Findings check_alert(const Alert& alert, const RuleContext& context) {
  return Judge(alert, context).run();
}

std::vector<FieldError> check_audience(const Alert& alert, Audience audience) {
  std::vector<FieldError> errors;
  if (!audience.circles && !audience.contacts) {
    errors.push_back({"share.level", "missing", "Say who gets it: a circle, or a contact."});
  }
  if (audience.circles && alert.share.level == Level::named) {
    errors.push_back({"share.level", "level",
                      "This alert is for named people only. Send it to contacts, or widen "
                      "share.level to \"circle\"."});
  }
  return errors;
}

Instant floor_to(Instant instant, Precision precision) {
  using std::chrono::floor;
  const auto day = floor<std::chrono::days>(instant);
  switch (precision) {
    case Precision::minute:
      return floor<std::chrono::minutes>(instant);
    case Precision::hour:
      return floor<std::chrono::hours>(instant);
    case Precision::day:
    case Precision::unknown:
      return day;
    case Precision::week:
      return day - (std::chrono::weekday{day} - std::chrono::Monday);
    case Precision::month: {
      const std::chrono::year_month_day date{day};
      return std::chrono::sys_days{date.year() / date.month() / 1};
    }
  }
  return instant;
}

void set_for_sending(Alert& alert, const AlertId& id, Instant now) {
  const Duration life = alert.expires - alert.sent;
  alert.id = id;
  alert.sent = std::chrono::floor<std::chrono::hours>(now);
  alert.expires = alert.sent + life;
  if (!alert.when) return;
  const Precision precision = alert.when->precision.value_or(Precision::hour);
  for (auto* time : {&alert.when->start, &alert.when->end}) {
    if (*time) *time = floor_to(**time, precision);
  }
}

bool is_partial(const Alert& alert) {
  constexpr std::string_view kKnown[] = {
      "schema", "id",     "kind",  "status",   "sent",    "expires",   "refs",
      "reason", "lang",   "share", "severity", "urgency", "certainty", "basis",
      "action", "advice", "what",  "who",      "when",    "where",     "must_understand"};
  if (alert.schema != kSchema) return true;
  if (!alert.must_understand) return false;
  return std::any_of(
      alert.must_understand->begin(), alert.must_understand->end(), [&](const std::string& name) {
        return std::find(std::begin(kKnown), std::end(kKnown), name) == std::end(kKnown);
      });
}

}  // namespace ww::domain
