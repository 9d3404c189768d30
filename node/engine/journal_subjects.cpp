#include "engine/journal_subjects.h"

#include <map>

#include "domain/alert_text_rules.h"
#include "domain/incident_rules.h"
#include "engine/journal_finding.h"
#include "json/incident_json.h"

namespace ww::engine::journal {
namespace {

constexpr const char* kNotKept =
    "The person of concern was not kept: something is not as it must be.";

}  // namespace

Answer<api::SubjectLine> Subjects::write(const std::string& id, const std::string& json) {
  auto read = json::read_subject(json);
  if (!read.ok()) return invalid(kNotKept, read.errors);
  std::vector<std::string> odd;  // what cannot be read stays as it was written
  normalise(read.subject, records_.home_region(), odd);
  const auto findings = domain::check_subject(read.subject, context_.now);
  if (!findings.ok()) return invalid(kNotKept, findings.errors);
  StoredSubject row;
  if (id.empty()) {
    row.id = context_.random.id<SubjectId>();
    row.created = context_.now;
  } else {
    auto known = records_.subject(id);
    if (!known) return known.error();
    row = std::move(*known);
  }
  WW_TRY(label_is_free(read.subject.label, row.id));
  row.changed = context_.now;
  row.label = read.subject.label;
  row.json = json::write_subject(read.subject);
  WW_TRY(can_be_read_again(row.json,
                           "What is written about this person is longer than 256 KiB. Nothing was "
                           "changed: put a part of it into an incident."));
  records_.rows().put_subject(row, identifiers_of(read.subject));
  return line_of(row);
}

Answer<SubjectId> Subjects::make(const std::string& label) {
  if (!domain::is_utf8(label)) return problem(Kind::invalid, "This label is no text in UTF-8.");
  domain::Subject fresh;
  fresh.label = label;
  const auto line = write("", json::write_subject(fresh));
  if (!line) return line.error();
  return *SubjectId::from_base32(line->id);
}

Answer<> Subjects::label_is_free(const std::string& label, const SubjectId& but) {
  const auto other = records_.rows().subject_with_label(label);
  if (!other || other->id == but) return Unit{};
  return problem(Kind::invalid,
                 "There is a person of concern with this label already. Use another "
                 "one, or merge the two if they are the same person.");
}

api::SubjectLine Subjects::line_of(const SubjectCount& count) {
  return {count.subject.id.base32(), count.subject.label, count.incidents, count.first, count.last};
}
api::SubjectLine Subjects::line_of(const StoredSubject& subject) {
  return line_of(records_.rows().count_of(subject.id));
}

api::SubjectShown Subjects::show(const StoredSubject& subject) {
  api::SubjectShown result;
  result.line = line_of(subject);
  result.json = subject.json;
  for (const auto& identifier : records_.rows().identifiers_of(subject.id))
    result.identifiers.push_back(shown(identifier));
  return result;
}

std::vector<api::SubjectLine> Subjects::list(std::uint32_t limit, std::uint32_t offset) {
  std::vector<api::SubjectLine> lines;
  for (const auto& each : records_.rows().subjects(std::min(limit, kLinesMost), offset))
    lines.push_back(line_of(each));
  return lines;
}

Answer<std::vector<api::MaybeSame>> Subjects::maybe_same(const std::string& text) {
  constexpr std::size_t kHits = 200;
  const auto subject = records_.subject(text);
  if (!subject) return subject.error();
  std::map<SubjectId, std::vector<std::string>> shared;
  for (const auto& identifier : records_.rows().identifiers_of(subject->id)) {
    if (identifier.keys.empty()) continue;  // a name alone is nobody
    for (const auto& hit : records_.rows().find_keys(identifier.keys, kHits)) {
      if (hit.kind != identifier.kind || hit.canon != identifier.canon) continue;
      auto other = hit.subject;
      if (hit.incident) {
        const auto incident = records_.rows().incident(*hit.incident);
        other = incident ? incident->subject : std::nullopt;
      }
      if (!other || *other == subject->id) continue;
      auto& list = shared[*other];
      if (std::find(list.begin(), list.end(), shown(identifier)) == list.end())
        list.push_back(shown(identifier));
    }
  }
  std::vector<api::MaybeSame> same;
  for (auto& [id, identifiers] : shared) {
    const auto other = records_.rows().subject(id);
    if (other && !other->merged_into) same.push_back({line_of(*other), std::move(identifiers)});
  }
  return same;
}

}  // namespace ww::engine::journal
