#include "json/alert_json.h"

#include "domain/alert_limits.h"
#include "json/four_w_json.h"
#include "json/strict_text.h"

namespace ww::json {
namespace {

using namespace domain;

// ---- reading

std::optional<AlertId> read_id(const nlohmann_json& value, const std::string& path,
                               Reading& reading) {
  const auto id = value.is_string() ? AlertId::from_base32(value.get<std::string>()) : std::nullopt;
  if (!id) {
    reading.refuse(path, "malformed", "An alert's id is 26 letters and digits of base32.");
  }
  return id;
}

Share read_share(ObjectReader& in) {
  Share share;
  // A level that does not exist, such as "clear", is refused; the other rules then judge what it
  // would have meant: everybody.
  share.level = needed(in, "level", Level::network);
  share.hops = in.integer("hops");
  share.support = in.boolean("support");
  share.police = in.name<Police>("police");
  share.stats = in.boolean("stats");
  return share;
}

What read_what(ObjectReader& in) {
  What what;
  what.codes = in.names<Code>("codes");
  what.tactics = in.names<Tactic>("tactics");
  what.repeat = in.object<Repeat>("repeat", read_repeat);
  what.weapon = in.names<Weapon>("weapon");
  what.summary = in.text("summary");
  return what;
}

void read_head(ObjectReader& in, Alert& alert) {
  if (in.need("schema")) alert.schema = in.text("schema").value_or("");
  const auto* id = in.reading().origin == Origin::author ? in.find("id") : in.need("id");
  if (id) alert.id = read_id(*id, in.path_of("id"), in.reading()).value_or(AlertId{});
  alert.kind = needed(in, "kind", AlertKind::alert);
  alert.status = needed(in, "status", Status::actual);
  if (in.need("sent")) alert.sent = in.instant("sent").value_or(Instant{});
  if (in.need("expires")) alert.expires = in.instant("expires").value_or(Instant{});
  alert.refs = in.list<AlertId>(
      "refs", [&](const nlohmann_json& value, const std::string& path, const std::string&) {
        return read_id(value, path, in.reading());
      });
  alert.reason = in.name<Reason>("reason");
  if (in.need("lang")) alert.lang = in.text("lang").value_or("");
}

Alert read_body(ObjectReader& in) {
  Alert alert;
  read_head(in, alert);
  in.need("share");
  if (const auto share = in.object<Share>("share", read_share)) alert.share = *share;
  alert.severity = needed(in, "severity", Severity::unknown);
  alert.urgency = needed(in, "urgency", Urgency::unknown);
  alert.certainty = needed(in, "certainty", Certainty::unknown);
  alert.basis = needed(in, "basis", Basis::first_hand);
  alert.action = needed(in, "action", Action::assess);
  alert.advice = in.names<Advice>("advice");
  alert.what = in.object<What>("what", read_what);
  alert.who = in.object<Who>("who", read_who);
  alert.when = in.object<When>("when", read_when);
  alert.where = in.object<Where>("where", read_where);
  alert.must_understand = in.texts("must_understand");
  return alert;
}

// ---- writing

nlohmann_json write_share(const Share& share) {
  return ObjectWriter()
      .name("level", std::optional(share.level))
      .plain("hops", share.hops)
      .plain("support", share.support)
      .name("police", share.police)
      .plain("stats", share.stats)
      .done();
}

nlohmann_json write_what(const What& what) {
  return ObjectWriter()
      .names("codes", what.codes)
      .names("tactics", what.tactics)
      .with("repeat", what.repeat, write_repeat)
      .names("weapon", what.weapon)
      .text("summary", what.summary)
      .done();
}

nlohmann_json write_body(const Alert& alert) {
  return ObjectWriter()
      .text("schema", alert.schema)
      .text("id", alert.id.base32())
      .name("kind", std::optional(alert.kind))
      .name("status", std::optional(alert.status))
      .text("sent", write_instant(alert.sent))
      .text("expires", write_instant(alert.expires))
      .each("refs", alert.refs, [](const AlertId& id) { return nlohmann_json(id.base32()); })
      .name("reason", alert.reason)
      .text("lang", alert.lang)
      .with("share", std::optional(alert.share), write_share)
      .name("severity", std::optional(alert.severity))
      .name("urgency", std::optional(alert.urgency))
      .name("certainty", std::optional(alert.certainty))
      .name("basis", std::optional(alert.basis))
      .name("action", std::optional(alert.action))
      .names("advice", alert.advice)
      .with("what", alert.what, write_what)
      .with("who", alert.who, [](const Who& who) { return write_who(who, Spelled::once); })
      .with("when", alert.when, write_when)
      .with("where", alert.where, write_where)
      .texts("must_understand", alert.must_understand)
      .done();
}

// A peer wrote path and value: both are checked before they touch the document, and neither may
// replace or cut into what this version understands.
void put_extra(nlohmann_json& document, const Extra& extra) {
  const TextBounds bounds{limits::kAlertJsonBytes, limits::kAlertJsonDepth};
  if (!check_text(extra.json, bounds).empty()) return;
  const auto slash = extra.path.rfind('/');
  if (slash == std::string::npos || extra.path.size() > limits::kAlertExtraPath) return;
  try {
    const nlohmann_json::json_pointer parent(extra.path.substr(0, slash));
    const nlohmann_json::json_pointer place(extra.path);
    if (!document.contains(parent) || !document[parent].is_object()) return;
    if (document.contains(place)) return;
    document[place] = nlohmann_json::parse(extra.json);
  } catch (const nlohmann_json::exception&) {
    return;  // no pointer: there is no place to show it at
  }
}

}  // namespace

ReadAlert read_alert(std::string_view text, Origin origin) {
  ReadAlert result;
  result.errors = check_text(text, {limits::kAlertJsonBytes, limits::kAlertJsonDepth});
  if (!result.errors.empty()) return result;
  const nlohmann_json document = nlohmann_json::parse(text.begin(), text.end());
  Reading reading{origin, {}, {}, false};
  ObjectReader in(document, "", "", reading);
  result.is_object = document.is_object();
  if (result.is_object) {
    result.alert = read_body(in);
    in.finish();
  }
  result.alert.extra = std::move(reading.extra);
  result.errors = std::move(reading.errors);
  return result;
}

std::string write_alert(const Alert& alert, int indent) {
  nlohmann_json document = write_body(alert);
  for (const Extra& extra : alert.extra) put_extra(document, extra);
  return document.dump(indent, ' ', false, nlohmann_json::error_handler_t::replace);
}

}  // namespace ww::json
