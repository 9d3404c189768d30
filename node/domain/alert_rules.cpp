#include "domain/alert_rules.h"

#include <algorithm>
#include <array>

#include "domain/alert_lifecycle.h"
#include "domain/alert_limits.h"
#include "domain/alert_text_rules.h"

namespace ww::domain {
namespace {

std::string at(const std::string& path, std::size_t index) {
  return path + "[" + std::to_string(index) + "]";
}

std::string quoted(std::string_view name) { return "\"" + std::string(name) + "\""; }

std::span<const Code> codes_of(const Alert& alert) {
  if (!alert.what || !alert.what->codes) return {};
  return *alert.what->codes;
}
std::span<const Weapon> weapons_of(const Alert& alert) {
  if (!alert.what || !alert.what->weapon) return {};
  return *alert.what->weapon;
}

// One run over one alert. Each method judges one part and adds what it finds.
class Judge {
 public:
  Judge(const Alert& alert, const RuleContext& context) : alert_(alert), context_(context) {}

  Findings run() {
    head();
    chain();
    times();
    share();
    if (alert_.advice) items("advice", alert_.advice->size(), limits::kAdvice);
    what();
    who();
    when();
    where();
    levels();
    newer();
    return std::move(found_);
  }

 private:
  void refuse(std::string field, std::string code, std::string message) {
    found_.errors.push_back({std::move(field), std::move(code), std::move(message)});
  }
  void warn(std::string field, std::string code, std::string message) {
    found_.warnings.push_back({std::move(field), std::move(code), std::move(message)});
  }

  // ---- single values

  void text(const std::string& field, const Text& value, std::size_t most, bool newlines = false) {
    if (value) text(field, *value, most, newlines);
  }
  void text(const std::string& field, const std::string& value, std::size_t most,
            bool newlines = false) {
    const std::size_t length = length_of(value);
    if (length > most) {
      refuse(field, "too_long",
             "This text has " + std::to_string(length) + " characters; at most " +
                 std::to_string(most) + " fit. Shorten it.");
    }
    if (has_control_characters(value, newlines)) {
      refuse(field, "control_character",
             "This text holds an invisible control character. Type it again without it.");
    }
  }
  void texts(const std::string& field, const List<std::string>& list) {
    if (!list) return;
    items(field, list->size(), limits::kDescribingList);
    for (std::size_t i = 0; i < list->size(); ++i) {
      text(at(field, i), (*list)[i], limits::kDescribingEntry);
    }
  }
  void items(const std::string& field, std::size_t count, std::size_t most, std::size_t least = 0) {
    if (count > most) {
      refuse(field, "too_many",
             "This list has " + std::to_string(count) + " entries; at most " +
                 std::to_string(most) + " fit. Take some out.");
    }
    if (count < least) {
      refuse(field, "too_few", "This list is empty. Give at least one entry, or leave it out.");
    }
  }
  void number(const std::string& field, std::optional<std::int32_t> value, std::int32_t least,
              std::int32_t most) {
    if (!value || (*value >= least && *value <= most)) return;
    refuse(
        field, "out_of_range",
        "This number must be from " + std::to_string(least) + " to " + std::to_string(most) + ".");
  }
  void range(const std::string& field, const std::optional<Range>& value, std::int32_t least,
             std::int32_t most) {
    if (!value) return;
    number(field, value->lo, least, most);
    number(field, value->hi, least, most);
    if (value->lo > value->hi) {
      refuse(field, "out_of_range", "The first number must not be above the second.");
    }
  }
  template <class T>
  void once_each(const std::string& field, const std::vector<T>& list) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (std::find(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(i), list[i]) !=
          list.begin() + static_cast<std::ptrdiff_t>(i)) {
        warn(at(field, i), "repeated", "This entry stands twice in the list.");
      }
    }
  }
  void form(const std::string& field, const Text& value, bool (*fits)(std::string_view),
            const char* message) {
    if (value && !fits(*value)) refuse(field, "malformed", message);
  }

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
    if (what.repeat) repeat(*what.repeat);
    text("what.summary", what.summary, limits::kSummary, true);
    gentler_than_default();
  }
  void repeat(const Repeat& repeat) {
    number("what.repeat.count", repeat.count, 1, limits::kRepeatCount);
    if (repeat.first && repeat.last && *repeat.first > *repeat.last) {
      refuse("what.repeat.last", "too_early", "The last time cannot be before the first.");
    }
    for (const auto& [field, day] : {std::pair{"what.repeat.first", repeat.first},
                                     std::pair{"what.repeat.last", repeat.last}}) {
      if (day && Instant{*day} > context_.now + limits::kFurthestAheadOfUtc) {
        refuse(field, "in_future", "This day has not come yet.");
      }
    }
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

  void who() {
    if (!alert_.who) return;
    const Who& who = *alert_.who;
    number("who.n", who.n, 0, limits::kPersonsCounted);
    if (who.people) {
      items("who.people", who.people->size(), limits::kPeople);
      for (std::size_t i = 0; i < who.people->size(); ++i) {
        person(at("who.people", i), (*who.people)[i]);
      }
    }
    if (who.ids) {
      items("who.ids", who.ids->size(), limits::kIdentifiers);
      for (std::size_t i = 0; i < who.ids->size(); ++i) {
        identifier(at("who.ids", i), (*who.ids)[i]);
      }
    }
    if (who.vehicles) {
      items("who.vehicles", who.vehicles->size(), limits::kVehicles);
      for (std::size_t i = 0; i < who.vehicles->size(); ++i) {
        vehicle(at("who.vehicles", i), (*who.vehicles)[i]);
      }
    }
  }
  void person(const std::string& path, const Person& person) {
    range(path + ".age", person.age, 0, limits::kAge);
    range(path + ".height_cm", person.height_cm, limits::kHeightLeast, limits::kHeightMost);
    for (const auto& [name, value] :
         {std::pair{".build", &person.build}, std::pair{".complexion", &person.complexion},
          std::pair{".facial_hair", &person.facial_hair}, std::pair{".eyes", &person.eyes},
          std::pair{".teeth", &person.teeth}}) {
      text(path + name, *value, limits::kDescribing);
    }
    if (person.hair) {
      text(path + ".hair.colour", person.hair->colour, limits::kDescribing);
      text(path + ".hair.style", person.hair->style, limits::kDescribing);
    }
    if (person.voice) {
      text(path + ".voice.accent", person.voice->accent, limits::kDescribing);
      text(path + ".voice.lang", person.voice->lang, limits::kDescribing);
      text(path + ".voice.note", person.voice->note, limits::kDescribing);
    }
    if (person.marks) marks(path + ".marks", *person.marks);
    for (const auto& [name, list] :
         {std::pair{".smell", &person.smell}, std::pair{".clothing", &person.clothing},
          std::pair{".words", &person.words}, std::pair{".distinctive", &person.distinctive},
          std::pair{".names", &person.names}}) {
      texts(path + name, *list);
    }
  }
  void marks(const std::string& path, const std::vector<Mark>& marks) {
    items(path, marks.size(), limits::kDescribingList);
    for (std::size_t i = 0; i < marks.size(); ++i) {
      text(at(path, i) + ".part", marks[i].part, limits::kDescribing);
      text(at(path, i) + ".desc", marks[i].desc, limits::kDescribing);
    }
  }
  void identifier(const std::string& path, const Identifier& id) {
    text(path + ".note", id.note, limits::kIdentifierNote);
    text(path + ".shown", id.shown, limits::kIdentifierShown);
    text(path + ".platform", id.platform, limits::kHostName);
    text(path + ".canon", id.canon, limits::kIdentifierText);
    form(path + ".cc", id.cc, is_country_code, "Write the country as two capital letters: \"GB\".");
    if (id.canon.empty()) {
      refuse(path + ".canon", "missing",
             "This identifier has no value that could be matched. Give canon or raw.");
    } else if (!has_form_of(id.kind, id.canon)) {
      refuse(path + ".canon", "not_canonical",
             "This is not the one spelling of its kind. Give it as raw, and it will be put right.");
    }
    if (id.last_seen && last_seen_in_future(*id.last_seen)) {
      refuse(path + ".last_seen", "in_future", "This month has not come yet.");
    }
  }
  bool last_seen_in_future(Month month) const {
    return Instant{std::chrono::sys_days{month / 1}} > context_.now + limits::kFurthestAheadOfUtc;
  }
  void vehicle(const std::string& path, const Vehicle& vehicle) {
    form(path + ".plate", vehicle.plate, is_plate,
         "Write the plate in capitals and digits without spaces, ? for what was not seen.");
    form(path + ".cc", vehicle.cc, is_country_code,
         "Write the country as two capital letters: \"GB\".");
    for (const auto& [name, value] :
         {std::pair{".make", &vehicle.make}, std::pair{".model", &vehicle.model},
          std::pair{".colour", &vehicle.colour}, std::pair{".note", &vehicle.note}}) {
      text(path + name, *value, limits::kDescribing);
    }
  }

  void when() {
    if (!alert_.when) return;
    const When& when = *alert_.when;
    form("when.tz", when.tz, is_time_zone,
         "Name the place's time zone, such as \"Europe/London\".");
    if (when.start && when.end && *when.end < *when.start) {
      refuse("when.end", "too_early", "The end cannot be before the start.");
    }
    for (const auto& [field, time] :
         {std::pair{"when.start", when.start}, std::pair{"when.end", when.end}}) {
      if (time && *time > latest_happened()) {
        refuse(field, "in_future", "This time has not come yet. Check the day and the hour.");
      }
    }
    const bool incall = alert_.where && alert_.where->setting == Setting::incall;
    if (incall && when.precision == Precision::minute) {
      refuse("when.precision", "too_precise",
             "For an incall the time is never finer than the hour: it could tell whose place it "
             "is. Set precision to \"hour\".");
    }
  }
  // A peer's clock may be a day off; an author's own clock is the true one.
  Instant latest_happened() const {
    return context_.origin == Origin::author ? context_.now : context_.now + limits::kSentAhead;
  }

  void where() {
    if (!alert_.where) return;
    const Where& where = *alert_.where;
    if (where.regions) {
      items("where.regions", where.regions->size(), limits::kRegions, 1);
      for (std::size_t i = 0; i < where.regions->size(); ++i) {
        if (!is_region_code((*where.regions)[i])) {
          refuse(at("where.regions", i), "malformed",
                 "Write a region by its ISO 3166-2 code, such as \"GB-LDS\".");
        }
      }
    }
    text("where.locality", where.locality, limits::kLocality);
    const bool digits =
        where.locality && where.locality->find_first_of("0123456789") != std::string::npos;
    if (digits && where.setting == Setting::incall) {
      refuse("where.locality", "too_precise",
             "For an incall give the town and nothing finer: no district, postcode or number.");
    }
    if (where.online) {
      text("where.online.platform", where.online->platform, limits::kHostName);
      text("where.online.host", where.online->host, limits::kHostName);
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
  Findings found_;
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
