#include "engine/journal.h"

#include "engine/journal_finding.h"
#include "engine/journal_own.h"
#include "engine/journal_parts.h"
#include "identify/normalise.h"
#include "identify/unicode.h"
#include "report/block_list.h"

namespace ww::engine {

using api::Answer;

Journal::Journal(Context& context, Alerts& alerts)
    : records(context),
      subjects(context, records),
      incidents(context, records, subjects),
      evidence(context, records),
      packs(context),
      help(context, records, packs),
      consents(context, records, alerts),
      packets(context, records, help, evidence),
      context_(context) {
  incidents.set_review_months([this] { return help.review_months(); });
}

std::optional<Instant> Journal::on_time() {
  const auto next = evidence.on_time();
  return refold() ? next : context_.now;
}

// Some texts in each step: a large journal is opened as fast as a small one, and a crash only has
// it go on.
bool Journal::refold() {
  if (folded_) return true;
  const std::string region = records.home_region();
  const auto left = records.rows().refold(
      [&region](const std::string& json) -> std::optional<std::string> {
        auto text = journal::folded_text(journal::incident_of(json), region);
        // Most: nothing to split, and nothing to be found by a part of it.
        if (!journal::has_parts(text) && identify::split_unspaced(json) == json)
          return std::nullopt;
        return text;
      },
      kRefoldedAtOnce);
  folded_ = !left;
  return folded_;
}

Answer<api::IncidentShown> Journal::show(const std::string& id, std::uint32_t version) {
  const auto incident = records.incident(id);
  if (!incident) return incident.error();
  auto shown = incidents.show(*incident, version);
  if (!shown) return shown.error();
  shown->evidence = evidence.of(incident->id);
  shown->hints = help.hints_about(*incident);
  shown->consents = consents.of(incident->id);
  shown->reports = consents.reports_of(incident->id);
  return shown;
}

Answer<api::SubjectShown> Journal::show_subject(const std::string& id) {
  const auto subject = records.subject(id);
  if (!subject) return subject.error();
  auto shown = subjects.show(*subject);
  shown.hints = help.hints_about(subject->id);
  return shown;
}

// Never a number of her own, or one that she should be able to ring.
Answer<std::string> Journal::block_list(const std::vector<std::string>& named) {
  std::vector<SubjectId> ids;
  for (const auto& each : named) {
    const auto subject = records.subject(each);
    if (!subject) return subject.error();
    ids.push_back(subject->id);
  }
  constexpr std::size_t kPage = 500;
  for (std::size_t offset = 0; named.empty(); offset += kPage) {
    const auto page = records.rows().subjects(kPage, offset);
    for (const auto& each : page) ids.push_back(each.subject.id);
    if (page.size() < kPage) break;
  }
  const auto own = journal::own_tokens(context_).phone_digits;
  std::vector<report::Numbers> persons;
  for (const auto& id : ids) {
    report::Numbers numbers;
    for (const auto& identifier : records.rows().identifiers_of(id)) {
      if (identifier.kind != "phone") continue;
      const bool hers = std::find(own.begin(), own.end(), identifier.digits) != own.end();
      domain::Identifier phone;
      phone.kind = domain::IdentifierKind::phone;
      phone.canon = identifier.canon;
      const bool never = context_.options.never_match.holds(identify::tokens_of(phone));
      if (!hers && !never) numbers.push_back(identifier.canon);
    }
    persons.push_back(std::move(numbers));
  }
  return report::block_list(persons);
}

}  // namespace ww::engine
