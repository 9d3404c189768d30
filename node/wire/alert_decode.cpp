// From a stranger's bytes to an alert, or why not. The counterpart is alert_encode.cpp.
#include <capnp/message.h>
#include <capnp/serialize.h>

#include <cstring>

#include "base/guard.h"
#include "domain/alert_limits.h"
#include "domain/alert_rules.h"
#include "domain/alert_text_rules.h"
#include "proto/alert.capnp.h"
#include "wire/alert.h"

namespace ww::wire {
namespace {

namespace schema = ww::schema::alert;
using namespace domain;

// The years 1 to 9999: what JSON can write, and far from every overflow.
constexpr std::int64_t kSecondsLeast = -62'135'596'800, kSecondsMost = 253'402'300'799;
constexpr std::int32_t kDaysLeast = -719'162, kDaysMost = 2'932'896;
constexpr std::uint32_t kMonthsLeast = 12, kMonthsMost = 9999 * 12 + 11;

// Reads on after an error, so that reading is a plain walk; the first error is what counts.
class Decoder {
 public:
  WireAlert run(schema::Alert::Reader in) {
    WireAlert out;
    out.nonce = array<16>(in.getNonce());
    out.author_key = array<32>(in.getAuthorKey());
    withdraw_keys(in, out);
    if (in.hasDerivedFrom()) out.derived_from = ref(in.getDerivedFrom());
    require(in.hasExpires() && in.hasBody());
    out.expires = time(in.getExpires());
    out.body = body(in.getBody());
    set_id(out);
    out.body.expires = out.expires;
    refs(in, out);
    out.not_understood = std::move(not_understood_);
    return out;
  }
  std::optional<Errc> error() const { return error_; }

 private:
  void fail_with(Errc code) {
    if (!error_) error_ = code;
  }
  void require(bool holds) {
    if (!holds) fail_with(Errc::malformed);
  }

  // ---- single values

  template <std::size_t N>
  ByteArray<N> array(capnp::Data::Reader data) {
    require(data.size() == N);
    return data.size() == N ? to_array<N>({data.begin(), data.size()}) : ByteArray<N>{};
  }
  std::string text(capnp::Text::Reader text) {
    std::string value(text.begin(), text.size());
    require(is_utf8(value));
    return value;
  }
  Text text(bool told, capnp::Text::Reader value) {
    return told ? Text(text(value)) : std::nullopt;
  }
  // A word of a closed list; one that we do not know is noted and left out.
  template <class E, class S>
  std::optional<E> name(S word, const char* path) {
    const auto number = static_cast<std::uint16_t>(word);
    if (number == 0) return std::nullopt;
    if (number > names_of<E>().size()) {
      not_understood_.push_back(path);
      return std::nullopt;
    }
    return static_cast<E>(number - 1);
  }
  // The same where it is required; `fallback` stands for an unknown word.
  template <class E, class S>
  E needed(S word, const char* path, E fallback) {
    require(static_cast<std::uint16_t>(word) != 0);
    return name<E>(word, path).value_or(fallback);
  }
  // The same where nothing can be done with an unknown word.
  template <class E, class S>
  E understood(S word, const char* path) {
    require(static_cast<std::uint16_t>(word) != 0);
    const auto value = name<E>(word, path);
    if (!value) fail_with(Errc::unsupported);
    return value.value_or(E{});
  }
  std::optional<bool> truth(schema::Truth word, const char* path) {
    switch (word) {
      case schema::Truth::NOT_TOLD:
        return std::nullopt;
      case schema::Truth::NO:
        return false;
      case schema::Truth::YES:
        return true;
    }
    not_understood_.push_back(path);
    return std::nullopt;
  }
  Instant time(schema::Time::Reader in) {
    const auto seconds = in.getSeconds();
    const bool fits = seconds >= kSecondsLeast && seconds <= kSecondsMost;
    require(fits);
    return fits ? from_unix_seconds(seconds) : Instant{};
  }
  Day day(schema::Day::Reader in) {
    const auto days = in.getDays();
    const bool fits = days >= kDaysLeast && days <= kDaysMost;
    require(fits);
    return fits ? Day{std::chrono::days{days}} : Day{};
  }
  Month month(schema::Month::Reader in) {
    const auto months = in.getMonths();
    const bool fits = months >= kMonthsLeast && months <= kMonthsMost;
    require(fits);
    const std::uint32_t safe = fits ? months : kMonthsLeast;
    return Month{std::chrono::year{static_cast<int>(safe / 12)}, std::chrono::month{safe % 12 + 1}};
  }
  Range range(schema::Range::Reader in) { return {in.getLo(), in.getHi()}; }

  List<std::string> texts(bool told, capnp::List<capnp::Text>::Reader in) {
    if (!told) return std::nullopt;
    std::vector<std::string> out;
    for (const auto item : in) out.push_back(text(item));
    return out;
  }
  template <class E, class L>
  List<E> names(bool told, L in, const char* path) {
    if (!told) return std::nullopt;
    std::vector<E> out;
    for (const auto word : in) {
      require(static_cast<std::uint16_t>(word) != 0);
      if (const auto value = name<E>(word, path)) out.push_back(*value);
    }
    return out;
  }
  // ---- structs

  AlertRef ref(schema::Ref::Reader in) {
    return {AlertId{array<16>(in.getId())}, Digest32{array<32>(in.getDigest())}};
  }

  void withdraw_keys(schema::Alert::Reader in, WireAlert& out) {
    if (!in.hasWithdrawKeys()) return;
    const auto keys = in.getWithdrawKeys();
    require(keys.size() > 0);
    if (keys.size() > limits::kAlertWithdrawKeys) return fail_with(Errc::too_large);
    for (const auto key : keys) out.withdraw_keys.push_back(array<32>(key));
  }

  void refs(schema::Alert::Reader in, WireAlert& out) {
    if (!in.hasRefs()) return;
    const auto refs = in.getRefs();
    out.body.refs.emplace();
    require(refs.hasRoot() == refs.hasPrevious());
    if (!refs.hasRoot()) return;
    out.refs = AlertChain{ref(refs.getRoot()), ref(refs.getPrevious())};
    out.body.refs->push_back(out.refs->root.id);
    if (out.refs->previous == out.refs->root) return;
    require(out.refs->previous.id != out.refs->root.id);  // one id, two digests
    out.body.refs->push_back(out.refs->previous.id);
  }

  Share share(schema::Share::Reader in) {
    Share share;
    // An audience that we do not know is treated as the narrowest.
    share.level = needed(in.getLevel(), "share.level", Level::named);
    if (in.hasHops()) share.hops = in.getHops().getValue();
    share.support = truth(in.getSupport(), "share.support");
    share.police = name<Police>(in.getPolice(), "share.police");
    share.stats = truth(in.getStats(), "share.stats");
    return share;
  }

  What what(schema::What::Reader in) {
    What what;
    what.codes = names<Code>(in.hasCodes(), in.getCodes(), "what.codes");
    what.tactics = names<Tactic>(in.hasTactics(), in.getTactics(), "what.tactics");
    if (in.hasRepeat()) {
      const auto repeat = in.getRepeat();
      what.repeat.emplace();
      if (repeat.hasCount()) what.repeat->count = repeat.getCount().getValue();
      if (repeat.hasFirst()) what.repeat->first = day(repeat.getFirst());
      if (repeat.hasLast()) what.repeat->last = day(repeat.getLast());
    }
    what.weapon = names<Weapon>(in.hasWeapon(), in.getWeapon(), "what.weapon");
    what.summary = text(in.hasSummary(), in.getSummary());
    return what;
  }

  Mark mark(schema::Mark::Reader in) {
    return {name<MarkType>(in.getType(), "who.people.marks.type"), text(in.hasPart(), in.getPart()),
            text(in.hasDesc(), in.getDesc())};
  }
  Person person(schema::Person::Reader in) {
    Person person;
    person.role = name<Role>(in.getRole(), "who.people.role");
    person.gender = name<Gender>(in.getGender(), "who.people.gender");
    if (in.hasAge()) person.age = range(in.getAge());
    if (in.hasHeightCm()) person.height_cm = range(in.getHeightCm());
    person.build = text(in.hasBuild(), in.getBuild());
    person.complexion = text(in.hasComplexion(), in.getComplexion());
    if (in.hasHair()) {
      const auto hair = in.getHair();
      person.hair =
          Hair{text(hair.hasColour(), hair.getColour()), text(hair.hasStyle(), hair.getStyle())};
    }
    person.facial_hair = text(in.hasFacialHair(), in.getFacialHair());
    person.eyes = text(in.hasEyes(), in.getEyes());
    person.glasses = truth(in.getGlasses(), "who.people.glasses");
    person.teeth = text(in.hasTeeth(), in.getTeeth());
    if (in.hasVoice()) {
      const auto voice = in.getVoice();
      person.voice =
          Voice{text(voice.hasAccent(), voice.getAccent()), text(voice.hasLang(), voice.getLang()),
                text(voice.hasNote(), voice.getNote())};
    }
    if (in.hasMarks()) {
      person.marks.emplace();
      for (const auto item : in.getMarks()) person.marks->push_back(mark(item));
    }
    person.smell = texts(in.hasSmell(), in.getSmell());
    person.clothing = texts(in.hasClothing(), in.getClothing());
    person.words = texts(in.hasWords(), in.getWords());
    person.distinctive = texts(in.hasDistinctive(), in.getDistinctive());
    person.names = texts(in.hasNames(), in.getNames());
    return person;
  }

  // An identifier of a kind that we do not know is noted and left out: nothing may match on it.
  std::optional<Identifier> identifier(schema::Identifier::Reader in) {
    require(static_cast<std::uint16_t>(in.getKind()) != 0 && in.hasCanon());
    const auto kind = name<IdentifierKind>(in.getKind(), "who.ids.kind");
    Identifier id;
    id.canon = text(in.getCanon());
    id.conf = name<Confidence>(in.getConf(), "who.ids.conf");
    if (in.hasLastSeen()) id.last_seen = month(in.getLastSeen());
    id.platform = text(in.hasPlatform(), in.getPlatform());
    id.cc = text(in.hasCc(), in.getCc());
    id.shown = text(in.hasShown(), in.getShown());
    id.note = text(in.hasNote(), in.getNote());
    if (!kind) return std::nullopt;
    id.kind = *kind;
    return id;
  }

  Vehicle vehicle(schema::Vehicle::Reader in) {
    Vehicle vehicle;
    vehicle.plate = text(in.hasPlate(), in.getPlate());
    vehicle.cc = text(in.hasCc(), in.getCc());
    vehicle.make = text(in.hasMake(), in.getMake());
    vehicle.model = text(in.hasModel(), in.getModel());
    vehicle.colour = text(in.hasColour(), in.getColour());
    vehicle.note = text(in.hasNote(), in.getNote());
    vehicle.conf = name<Confidence>(in.getConf(), "who.vehicles.conf");
    return vehicle;
  }

  Who who(schema::Who::Reader in) {
    Who who;
    if (in.hasN()) who.n = in.getN().getValue();
    who.withheld = truth(in.getWithheld(), "who.withheld");
    if (in.hasPeople()) {
      who.people.emplace();
      for (const auto item : in.getPeople()) who.people->push_back(person(item));
    }
    if (in.hasIds()) {
      who.ids.emplace();
      for (const auto item : in.getIds()) {
        if (auto id = identifier(item)) who.ids->push_back(*std::move(id));
      }
    }
    if (in.hasVehicles()) {
      who.vehicles.emplace();
      for (const auto item : in.getVehicles()) who.vehicles->push_back(vehicle(item));
    }
    return who;
  }

  When when(schema::When::Reader in) {
    When when;
    if (in.hasStart()) when.start = time(in.getStart());
    if (in.hasEnd()) when.end = time(in.getEnd());
    when.precision = name<Precision>(in.getPrecision(), "when.precision");
    when.tz = text(in.hasTz(), in.getTz());
    return when;
  }

  Where where(schema::Where::Reader in) {
    Where where;
    where.mode = name<Mode>(in.getMode(), "where.mode");
    where.setting = name<Setting>(in.getSetting(), "where.setting");
    where.regions = texts(in.hasRegions(), in.getRegions());
    where.locality = text(in.hasLocality(), in.getLocality());
    if (in.hasOnline()) {
      const auto online = in.getOnline();
      where.online = Online{text(online.hasPlatform(), online.getPlatform()),
                            text(online.hasHost(), online.getHost())};
    }
    return where;
  }

  void extras(schema::Body::Reader in, Alert& out) {
    if (!in.hasExtra()) return;
    const auto extras = in.getExtra();
    require(extras.size() > 0);
    if (extras.size() > limits::kAlertExtras) return fail_with(Errc::too_large);
    for (const auto extra : extras) {
      require(extra.hasPath() && extra.hasJson());
      out.extra.push_back({text(extra.getPath()), text(extra.getJson())});
    }
  }

  Alert body(schema::Body::Reader in) {
    require(in.hasSchema() && in.hasSent() && in.hasLang() && in.hasShare());
    Alert out;
    out.schema = text(in.getSchema());
    out.kind = understood<AlertKind>(in.getKind(), "kind");
    out.status = understood<Status>(in.getStatus(), "status");
    out.sent = time(in.getSent());
    out.reason = name<Reason>(in.getReason(), "reason");
    out.lang = text(in.getLang());
    out.share = share(in.getShare());
    out.severity = needed(in.getSeverity(), "severity", Severity::unknown);
    out.urgency = needed(in.getUrgency(), "urgency", Urgency::unknown);
    out.certainty = needed(in.getCertainty(), "certainty", Certainty::unknown);
    out.basis = needed(in.getBasis(), "basis", Basis::public_source);
    out.action = needed(in.getAction(), "action", Action::assess);
    out.advice = names<Advice>(in.hasAdvice(), in.getAdvice(), "advice");
    if (in.hasWhat()) out.what = what(in.getWhat());
    if (in.hasWho()) out.who = who(in.getWho());
    if (in.hasWhen()) out.when = when(in.getWhen());
    if (in.hasWhere()) out.where = where(in.getWhere());
    out.must_understand = texts(in.hasMustUnderstand(), in.getMustUnderstand());
    extras(in, out);
    return out;
  }

  std::optional<Errc> error_;
  std::vector<std::string> not_understood_;
};

// The form is compared on what came, unknown fields included: canonicalize() works on the message,
// not on our values.
bool is_canonical(schema::Alert::Reader root, ByteView bytes) {
  const auto words = capnp::canonicalize(root);
  const auto canonical = words.asBytes();
  return same_bytes({canonical.begin(), canonical.size()}, bytes);
}

Result<WireAlert> decode(const kj::Array<capnp::word>& words, ByteView bytes) {
  capnp::ReaderOptions options;
  // Every read counts, and the form is read twice more; lists of nothing could otherwise be read
  // for ever.
  options.traversalLimitInWords = words.size() * 8 + 64;
  options.nestingLimit = 16;
  const kj::ArrayPtr<const capnp::word> segment = words;
  capnp::SegmentArrayMessageReader message(kj::arrayPtr(&segment, 1), options);
  const auto root = message.getRoot<schema::Alert>();
  if (guarded("alert: one spelling") && !is_canonical(root, bytes)) return fail(Errc::malformed);
  Decoder decoder;
  WireAlert alert = decoder.run(root);
  if (decoder.error()) return fail(*decoder.error());
  return alert;
}

}  // namespace

Result<WireAlert> decode_alert(ByteView bytes) {
  if (bytes.size() > limits::kAlertWireBytes) return fail(Errc::too_large);
  if (bytes.empty() || bytes.size() % sizeof(capnp::word) != 0) return fail(Errc::malformed);
  // Aligned: the library reads words where they lie.
  auto words = kj::heapArray<capnp::word>(bytes.size() / sizeof(capnp::word));
  std::memcpy(words.begin(), bytes.data(), bytes.size());
  try {
    return decode(words, bytes);
  } catch (const kj::Exception&) {
    return fail(Errc::malformed);
  } catch (const std::exception&) {
    return fail(Errc::malformed);
  }
}

}  // namespace ww::wire
