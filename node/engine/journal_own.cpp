#include "engine/journal_own.h"

#include <set>

#include "domain/alert_text_rules.h"
#include "domain/incident_rules.h"
#include "engine/journal_base.h"
#include "engine/places.h"
#include "identify/redactor_text.h"
#include "json/incident_json.h"
#include "ports/contact_rows.h"
#include "ports/settings_rows.h"

namespace ww::engine::journal {
namespace {

constexpr const char* kSetting = "own";

}  // namespace

std::string own_json(Context& context) {
  return context.store.settings().get(kSetting).value_or(json::write_own({}));
}

domain::OwnIdentifiers own_identifiers(Context& context) {
  return json::read_own(own_json(context)).own;
}

api::Answer<> set_own(Context& context, const std::string& json) {
  constexpr const char* kNotKept = "Your list was not kept: something in it is not as it must be.";
  const auto read = json::read_own(json);
  if (!read.ok()) return invalid(kNotKept, read.errors);
  const auto findings = domain::check_own(read.own);
  if (!findings.ok()) return invalid(kNotKept, findings.errors);
  const std::string kept = json::write_own(read.own);
  WW_TRY(can_be_read_again(kept, "Your list is longer than 256 KiB. Nothing was changed."));
  context.store.settings().set(kSetting, kept);
  return Unit{};
}

domain::OwnTokens own_tokens(Context& context) {
  auto own = identify::own_tokens(own_identifiers(context), home_region(context));
  // "Leeds" is where something happened, whoever is called so.
  std::set<std::string> places;
  for (const auto& [code, name] : context.options.regions.names()) places.insert(name);
  std::vector<std::string> contacts, circles;
  for (const auto& contact : context.store.contacts().all()) {
    if (places.count(contact.name) == 0) contacts.push_back(contact.name);
  }
  for (const auto& circle : context.store.circles().all()) {
    if (places.count(circle.name) == 0) circles.push_back(circle.name);
  }
  identify::add_contacts(own, contacts);
  identify::add_circles(own, circles);
  return own;
}

std::vector<api::Problem::Finding> shown(const std::vector<RedactorFinding>& findings) {
  std::vector<api::Problem::Finding> list;
  for (const auto& finding : findings)
    list.push_back({finding.id, finding.field, to_string(finding.kind), finding.text});
  return list;
}

api::Problem undecided(std::string message, const std::vector<RedactorFinding>& findings) {
  return {Kind::invalid, std::move(message), {}, shown(findings)};
}

api::Answer<std::vector<api::Problem::Finding>> redact_text(Context& context,
                                                            const std::string& text) {
  if (!domain::is_utf8(text)) {
    return problem(Kind::invalid,
                   "This is no text in UTF-8, so nothing can be found in it. Save it as UTF-8.");
  }
  const std::vector<domain::OutgoingText> texts{
      identify::outgoing_text("text", text, home_region(context))};
  return shown(redact(texts, own_tokens(context)));
}

}  // namespace ww::engine::journal
