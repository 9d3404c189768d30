#include "engine/journal_incidents.h"

#include "base/utf8.h"
#include "core/care_timers.h"
#include "core/retention.h"
#include "domain/alert_text_rules.h"
#include "domain/incident_rules.h"
#include "domain/journal_limits.h"
#include "engine/journal_finding.h"
#include "engine/journal_places.h"
#include "engine/journal_when.h"
#include "engine/places.h"
#include "json/incident_json.h"
#include "report/codes_text.h"

namespace ww::engine::journal {
namespace {

using State = StoredIncident::State;

constexpr const char* kNotKept =
    "It was not kept: something in it is not as it must be. Everything else can stay as it is.";

// The beginning of an account on one line, for a list: a few words, so that one note is told from
// another, and no more than a glance over her shoulder may see.
std::string first_words(std::string_view text) {
  constexpr std::size_t kWords = 6, kLetters = 40;
  std::string line;
  std::size_t words = 0, letters = 0;
  bool blank = false;
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t c = take_code_point(text);
    if (c <= 0x20 || (c >= 0x7F && c <= 0xA0)) {
      blank = !line.empty();
      continue;
    }
    if (blank) ++words;
    if (words == kWords || letters >= kLetters) return line + " ...";
    if (blank) line += ' ';
    blank = false;
    line += before.substr(0, before.size() - text.size());
    ++letters;
  }
  return line;
}

// Codes, the first region, the day. What is not ticked yet, a note above all, is told apart by the
// minute of writing and its first words.
std::string headline_of(const domain::Incident& incident, const StoredIncident& row,
                        const std::string& home_zone) {
  std::string line = incident.codes && !incident.codes->empty()
                         ? report::words_of_all(*incident.codes)
                     : row.state == State::note ? "note"
                                                : "incident";
  if (!row.regions.empty()) line += ", " + row.regions.front();
  const bool unticked = row.codes.empty() && incident.account && !incident.account->empty();
  const std::string day = row.start  ? told_day(*incident.when)
                          : unticked ? minute_at(row.written, home_zone)
                                     : day_at(row.written, home_zone);
  return line + ", " + day + (unticked ? ": " + first_words(*incident.account) : "");
}

void fill_columns(StoredIncident& row, const domain::Incident& incident,
                  const std::string& home_zone) {
  row.codes.clear();
  row.regions.clear();
  row.start = row.end = std::nullopt;
  if (incident.codes) {
    for (const auto code : *incident.codes) row.codes.emplace_back(domain::to_name(code));
  }
  if (incident.where && incident.where->regions) row.regions = *incident.where->regions;
  if (incident.when) {
    row.start = incident.when->start;
    row.end = incident.when->end;
  }
  row.headline = headline_of(incident, row, home_zone);
}

}  // namespace

Answer<api::IncidentRef> Incidents::note(const api::NoteRequest& request) {
  if (!domain::is_utf8(request.text))
    return problem(Kind::invalid, "This is no text in UTF-8, so it could not be kept as it is.");
  domain::Incident incident;
  incident.account = request.text;
  api::IncidentWrite write{"", json::write_incident(incident), "note", request.subject, 0};
  if (request.text.find_first_not_of(" \t\r\n") == std::string::npos) {
    return problem(Kind::invalid, "There is nothing to keep: the note is empty.");
  }
  return this->write(write);
}

Answer<api::IncidentRef> Incidents::write(const api::IncidentWrite& request) {
  auto read = json::read_incident(request.json);
  if (!read.ok()) return invalid(kNotKept, read.errors);
  auto row = begin(request);
  if (!row) return row.error();
  std::vector<std::string> warnings;
  normalise(read.incident, records_.home_region(), warnings);
  const auto places = read_places(context_, read.incident, records_.home_region(), warnings);
  if (!places.empty()) return invalid(kNotKept, places);
  const auto findings =
      domain::check_incident(read.incident, context_.now, domain::Stage::unfinished);
  if (!findings.ok()) return invalid(kNotKept, findings.errors);
  if (row->state == State::complete) {
    const auto whole = domain::check_incident(read.incident, context_.now, domain::Stage::complete);
    if (!whole.ok()) {
      // Never refused: what she has told so far is worth more than a list of what is missing.
      row->state = State::draft;
      for (const auto& missing : whole.errors)
        warnings.push_back("It is a draft. " + missing.message);
    }
  }
  append_warnings(warnings, findings.warnings);
  WW_TRY(give_subject(*row, request.subject, warnings));
  return keep(std::move(*row), read.incident, std::move(warnings));
}

// The row as it was, or a new one, with its state; version is that of what is about to be written.
Answer<StoredIncident> Incidents::begin(const api::IncidentWrite& request) {
  const auto state = state_from(request.state);
  if (!request.state.empty() && !state) {
    return problem(Kind::usage, "An incident is a note, a draft, or complete.");
  }
  if (request.id.empty()) {
    StoredIncident row;
    row.id = context_.random.id<IncidentId>();
    row.state = state.value_or(State::complete);
    row.written = context_.now;
    row.version = 1;
    row.review = review_date(context_.now, months_());
    return row;
  }
  auto row = records_.incident(request.id);
  if (!row) return row.error();
  if (request.based_on != row->version) {
    return problem(Kind::other, "This incident was changed since you read it: it is version " +
                                    std::to_string(row->version) +
                                    " now. Read it again, then add what you wrote.");
  }
  if (row->version >= limits::kVersionsKept) {
    return problem(Kind::other,
                   "This incident was changed a thousand times, and every version is kept. Write "
                   "what is new as another incident.");
  }
  ++row->version;
  row->state = state.value_or(row->state);
  return row;
}

// nullopt: as it is. Empty: no one. A label that nobody has yet is a new person of concern: whoever
// writes a note in a hurry has no time to make one first.
Answer<> Incidents::give_subject(StoredIncident& row, const std::optional<std::string>& subject,
                                 std::vector<std::string>& warnings) {
  if (!subject) return Unit{};
  if (subject->empty()) {
    row.subject.reset();
    return Unit{};
  }
  if (const auto found = records_.subject(*subject)) {
    row.subject = found->id;
    return Unit{};
  } else if (found.error().kind != Kind::not_found || SubjectId::from_base32(*subject)) {
    return found.error();
  }
  const auto made = subjects_.make(*subject);
  if (!made) return made.error();
  row.subject = *made;
  warnings.push_back("\"" + *subject + "\" is a new person of concern.");
  return Unit{};
}

// What is kept must be read again: canonical spellings make it longer than what was typed.
Answer<api::IncidentRef> Incidents::keep(StoredIncident row, const domain::Incident& incident,
                                         std::vector<std::string> warnings) {
  row.changed = context_.now;
  row.json = json::write_incident(incident);
  WW_TRY(can_be_read_again(row.json,
                           "The incident is longer than 256 KiB. Nothing was changed: put a part "
                           "of it into another incident, or add it as a file."));
  fill_columns(row, incident, zone_of_nation(records_.home_region()));
  const auto identifiers = identifiers_of(incident);
  ask_about_others(row, identifiers, warnings);
  records_.rows().put_incident(row, identifiers, folded_text(incident, records_.home_region()));
  return api::IncidentRef{row.id.base32(), row.written, row.version, std::move(warnings)};
}

// "New number? Same person?": an identifier that stands with somebody else, or with nobody yet.
void Incidents::ask_about_others(const StoredIncident& row,
                                 const std::vector<JournalIdentifier>& identifiers,
                                 std::vector<std::string>& warnings) {
  constexpr std::size_t kHits = 20;
  for (const auto& identifier : identifiers) {
    if (identifier.keys.empty()) continue;
    for (const auto& hit : records_.rows().find_keys(identifier.keys, kHits)) {
      if (hit.kind != identifier.kind || hit.canon != identifier.canon) continue;
      auto subject = hit.subject;
      if (hit.incident) {
        const auto other = records_.rows().incident(*hit.incident);
        if (!other || other->id == row.id) continue;
        subject = other->subject;
      }
      if (subject && subject == row.subject) continue;
      warnings.push_back(shown(identifier) + " stands " +
                         (subject ? "with \"" + records_.label_of(subject) + "\" too"
                                  : "in another incident too") +
                         ": is it the same person?");
      break;  // one question for each identifier
    }
  }
}

Answer<std::vector<api::IncidentLine>> Incidents::list(const api::IncidentQuery& query) {
  IncidentFilter filter;
  if (query.subject) {
    const auto subject = records_.subject(*query.subject);
    if (!subject) return subject.error();
    filter.subject = subject->id;
  }
  if (query.state) {
    filter.state = state_from(*query.state);
    if (!filter.state) return problem(Kind::usage, "An incident is a note, a draft, or complete.");
  }
  filter.codes = query.codes;
  const auto& table = context_.options.regions;
  for (const auto& region : query.regions) {
    auto codes = table.group(region);
    if (codes.empty()) {
      const auto code = place_named(context_.options.regions, region, records_.home_region());
      if (!code) return code.error();
      codes = table.within(*code);
    }
    filter.regions.insert(filter.regions.end(), codes.begin(), codes.end());
  }
  filter.since = query.since;
  filter.until = query.until;
  filter.oldest_first = query.oldest_first;
  filter.limit = std::min(query.limit, kLinesMost);
  filter.offset = query.offset;
  std::vector<api::IncidentLine> lines;
  for (const auto& incident : records_.rows().incidents(filter))
    lines.push_back(records_.line_of(incident));
  return lines;
}

Answer<api::IncidentShown> Incidents::show(const StoredIncident& incident, std::uint32_t version) {
  api::IncidentShown shown;
  shown.line = records_.line_of(incident);
  shown.review = incident.review;
  const std::uint32_t wanted = version == 0 ? incident.version : version;
  bool found = false;
  for (auto& each : records_.rows().versions(incident.id)) {
    shown.versions.push_back({each.number, each.at});
    if (each.number != wanted) continue;
    shown.json = std::move(each.json);
    shown.line.happened = told_when(incident_of(shown.json).when);
    found = true;
  }
  if (!found) {
    return problem(Kind::not_found,
                   "This incident has the versions 1 to " + std::to_string(incident.version) + ".");
  }
  return shown;
}

Answer<std::vector<api::IncidentLine>> Incidents::due_for_review() {
  constexpr std::size_t kMost = 200;
  std::vector<api::IncidentLine> lines;
  for (const auto& incident : records_.rows().due_for_review(context_.now, kMost))
    lines.push_back(records_.line_of(incident));
  return lines;
}

Answer<> Incidents::keep_until(const std::string& id, Instant review) {
  const auto incident = records_.incident(id);
  if (!incident) return incident.error();
  if (review <= context_.now) {
    return problem(Kind::invalid,
                   "This day has passed. Say a later one: you are asked again then.");
  }
  records_.rows().set_review(incident->id, review);
  return Unit{};
}

Answer<> Incidents::purge(const std::string& id) {
  const auto incident = records_.incident(id);
  if (!incident) return incident.error();
  auto& rows = records_.rows();
  rows.erase_incident(incident->id);
  // A merge or split that moved it names it, and persons by labels that may stand nowhere else any
  // more. It cannot be undone then; splitting by hand can do the same.
  for (const auto& undo : rows.undos(limits::kUndoKept)) {
    if (undo.json.find(incident->id.base32()) != std::string::npos) rows.erase_undo(undo.id);
  }
  return Unit{};
}

}  // namespace ww::engine::journal
