// A journal that does nothing but remember what it was asked and answer what the test put into it
// (fake_node.h). `calls` holds one line per call with every argument. A call that answers with one
// value of a list gives the first.
#pragma once

#include <functional>
#include <utility>

#include "api/journal_api.h"

namespace ww::test {

class FakeJournal final : public api::JournalApi {
 public:
  std::vector<std::string> calls;
  std::optional<api::Problem> refuse;
  std::optional<api::Problem> refuse_next;
  std::optional<api::Problem> refuse_writes;  // of incidents alone
  std::function<void()> locked_once;          // the next call finds that the node was locked

  api::IncidentRef ref;
  api::IncidentShown shown;
  std::vector<api::IncidentLine> lines;
  std::vector<api::Found> found;
  std::vector<api::SubjectLine> subject_lines;
  api::SubjectShown subject_shown;
  std::vector<api::MaybeSame> same;
  std::vector<api::UndoLine> undo_lines;
  api::EvidenceShown evidence_shown;
  std::vector<api::EvidenceLine> evidence_lines;
  api::EvidenceProof proof;
  std::vector<api::EvidenceVerdict> verdicts;
  api::Care care_now;
  std::vector<api::CardShown> card_list;
  std::vector<api::HelpLine> help_lines;
  std::vector<api::PackLine> pack_lines;
  api::Packet made;
  std::vector<api::ConsentLine> consent_lines;
  std::vector<api::ReportLine> report_lines;
  std::vector<api::Problem::Finding> findings;
  std::string words = "{}";  // own(), block_list(), the id of an upload
  Bytes file;                // what is read

  api::Answer<api::IncidentRef> note(const api::NoteRequest& request) override {
    return give(line({"note", request.text, request.subject.value_or("(none)")}), ref);
  }
  api::Answer<api::IncidentRef> incident_write(const api::IncidentWrite& request) override {
    auto answer = give(line({"incident_write", request.id, request.json, request.state,
                             request.subject.value_or("(none)"), std::to_string(request.based_on)}),
                       ref);
    if (refuse_writes) return *refuse_writes;
    return answer;
  }
  api::Answer<api::IncidentShown> incident(const std::string& id, std::uint32_t version) override {
    return give(line({"incident", id, std::to_string(version)}), shown);
  }
  api::Answer<std::vector<api::IncidentLine>> incidents(const api::IncidentQuery& query) override {
    return give(line({"incidents", query.subject.value_or("(none)"), query.state.value_or("(none)"),
                      joined(query.codes), joined(query.regions), moment(query.since),
                      moment(query.until), std::to_string(query.oldest_first),
                      std::to_string(query.limit), std::to_string(query.offset)}),
                lines);
  }
  api::Answer<std::vector<api::Found>> search(const std::string& text, std::uint32_t limit,
                                              std::uint32_t offset) override {
    return give(line({"search", text, std::to_string(limit), std::to_string(offset)}), found);
  }
  api::Answer<api::SubjectLine> subject_write(const std::string& id,
                                              const std::string& json) override {
    return give(line({"subject_write", id, json}), first(subject_lines));
  }
  api::Answer<api::SubjectShown> subject(const std::string& id) override {
    return give(line({"subject", id}), subject_shown);
  }
  api::Answer<std::vector<api::SubjectLine>> subjects(std::uint32_t limit,
                                                      std::uint32_t offset) override {
    return give(line({"subjects", std::to_string(limit), std::to_string(offset)}), subject_lines);
  }
  api::Answer<std::vector<api::MaybeSame>> maybe_same(const std::string& subject) override {
    return give(line({"maybe_same", subject}), same);
  }
  api::Answer<api::UndoLine> subject_merge(const std::string& into,
                                           const std::string& from) override {
    return give(line({"subject_merge", into, from}), first(undo_lines));
  }
  api::Answer<api::UndoLine> subject_split(const std::string& subject,
                                           const std::vector<std::string>& incidents,
                                           const std::string& new_label) override {
    return give(line({"subject_split", subject, joined(incidents), new_label}), first(undo_lines));
  }
  api::Answer<> undo(const std::string& id) override { return give(line({"undo", id}), Unit{}); }
  api::Answer<std::vector<api::UndoLine>> undos() override {
    return give(line({"undos"}), undo_lines);
  }
  api::Answer<std::string> evidence_start(const api::EvidenceStart& request) override {
    return give(
        line({"evidence_start", request.incident, request.name, std::to_string(request.size),
              request.how, moment(request.made), request.origin, request.note}),
        words);
  }
  api::Answer<> evidence_append(const std::string& upload, const Bytes& bytes) override {
    return give(line({"evidence_append", upload, std::string(as_text(bytes))}), Unit{});
  }
  api::Answer<api::EvidenceShown> evidence_finish(const std::string& upload) override {
    return give(line({"evidence_finish", upload}), evidence_shown);
  }
  api::Answer<> evidence_abandon(const std::string& upload) override {
    return give(line({"evidence_abandon", upload}), Unit{});
  }
  api::Answer<std::vector<api::EvidenceLine>> evidence_list(const std::string& incident) override {
    return give(line({"evidence_list", incident}), evidence_lines);
  }
  api::Answer<api::EvidenceShown> evidence(const std::string& id) override {
    return give(line({"evidence", id}), evidence_shown);
  }
  api::Answer<api::EvidenceProof> evidence_open(const std::string& id,
                                                const std::string& purpose) override {
    return give(line({"evidence_open", id, purpose}), proof);
  }
  api::Answer<Bytes> evidence_read(const std::string& id, std::uint64_t offset,
                                   std::uint32_t most) override {
    return give(line({"evidence_read", id, std::to_string(offset), std::to_string(most)}), file);
  }
  api::Answer<Bytes> evidence_rewritten(const std::string& id) override {
    return give(line({"evidence_rewritten", id}), file);
  }
  api::Answer<std::vector<api::EvidenceVerdict>> evidence_verify(const std::string& id) override {
    return give(line({"evidence_verify", id}), verdicts);
  }
  api::Answer<api::Care> care(const std::string& incident) override {
    return give(line({"care", incident}), care_now);
  }
  api::Answer<std::vector<api::CardShown>> cards(const api::CardsQuery& query) override {
    return give(line({"cards", query.name, query.region, query.lang}), card_list);
  }
  api::Answer<std::vector<api::HelpLine>> contacts_for(const std::string& region,
                                                       const std::string& purpose) override {
    return give(line({"contacts_for", region, purpose}), help_lines);
  }
  api::Answer<std::vector<api::PackLine>> packs() override {
    return give(line({"packs"}), pack_lines);
  }
  api::Answer<api::PackLine> pack_import(const Bytes& pack, const Bytes& signature) override {
    return give(line({"pack_import", std::string(as_text(pack)), std::string(as_text(signature))}),
                first(pack_lines));
  }
  api::Answer<api::Packet> packet(const api::PacketRequest& request) override {
    return give(line({"packet", request.kind, request.of, request.format, request.lang,
                      joined(request.accept), gaps(request.fill)}),
                made);
  }
  api::Answer<api::ConsentLine> consent_give(const std::string& incident, const std::string& route,
                                             const std::string& to, const std::string& note,
                                             const std::vector<std::string>& shared) override {
    return give(line({"consent_give", incident, route, to, note, joined(shared)}),
                first(consent_lines));
  }
  api::Answer<api::ConsentLine> consent_withdraw(const std::string& id) override {
    return give(line({"consent_withdraw", id}), first(consent_lines));
  }
  api::Answer<std::vector<api::ConsentLine>> consents(const std::string& incident) override {
    return give(line({"consents", incident}), consent_lines);
  }
  api::Answer<api::ReportLine> report_write(const api::ReportLine& report) override {
    return give(
        line({"report_write", report.id, report.incident, report.to, report.name, report.consent,
              report.reference, report.outcome, report.response_quality, moment(report.at)}),
        first(report_lines));
  }
  api::Answer<std::vector<api::ReportLine>> reports(const std::string& incident) override {
    return give(line({"reports", incident}), report_lines);
  }
  api::Answer<std::string> own() override { return give(line({"own"}), words); }
  api::Answer<> own_set(const std::string& json) override {
    return give(line({"own_set", json}), Unit{});
  }
  api::Answer<std::vector<api::Problem::Finding>> redact(const std::string& text) override {
    return give(line({"redact", text}), findings);
  }
  api::Answer<std::string> block_list(const std::vector<std::string>& subjects) override {
    return give(line({"block_list", joined(subjects)}), words);
  }
  api::Answer<std::vector<api::IncidentLine>> due_for_review() override {
    return give(line({"due_for_review"}), lines);
  }
  api::Answer<> keep_until(const std::string& incident, Instant review) override {
    return give(line({"keep_until", incident, std::to_string(to_ms(review))}), Unit{});
  }
  api::Answer<> purge(const std::string& incident) override {
    return give(line({"purge", incident}), Unit{});
  }
  std::uint32_t slices_left = 0;  // one fewer with each call
  api::Answer<std::uint32_t> clean_up() override {
    if (slices_left > 0) --slices_left;
    return give(line({"clean_up"}), slices_left);
  }

 private:
  template <class T>
  static T first(const std::vector<T>& values) {
    return values.empty() ? T{} : values.front();
  }
  static std::string line(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : "|") + word;
    return all;
  }
  static std::string joined(const std::vector<std::string>& values) {
    std::string all;
    for (const auto& value : values) all += "[" + value + "]";
    return all;
  }
  static std::string moment(const std::optional<Instant>& at) {
    return at ? std::to_string(to_ms(*at)) : "(none)";
  }
  static std::string gaps(const std::vector<std::pair<std::string, std::string>>& values) {
    std::string all;
    for (const auto& [name, value] : values) all += "[" + name + "=" + value + "]";
    return all;
  }
  template <class T>
  api::Answer<T> give(const std::string& call, const T& answer) {
    calls.push_back(call);
    if (locked_once) {
      std::exchange(locked_once, nullptr)();
      return api::Problem{api::Problem::Kind::locked, "The node is locked.", {}, {}};
    }
    if (refuse_next) return *std::exchange(refuse_next, std::nullopt);
    if (refuse) return *refuse;
    return answer;
  }
};

}  // namespace ww::test
