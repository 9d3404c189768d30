#include "engine/journal_evidence.h"

#include "base/text_codec.h"
#include "domain/alert_text_rules.h"
#include "domain/journal_limits.h"

namespace ww::engine::journal {
namespace {

// One more whenever the inspector sees more than before: then files are looked into once again.
constexpr std::uint32_t kLooked = 1;

constexpr const char* kUnknownType = "application/octet-stream";

api::Problem no_upload() {
  return problem(
      Kind::not_found,
      "This import is not going on any more. Nothing of it was kept: add the file again.");
}

}  // namespace

api::EvidenceLine line_of(const domain::Evidence& evidence) {
  return {evidence.id.base32(),    evidence.incident.base32(),
          evidence.name,           evidence.mime,
          to_hex(evidence.sha256), std::string(domain::to_name(evidence.how)),
          evidence.size,           evidence.imported};
}

// ---- importing

Answer<domain::Evidence> EvidenceRoom::about(const api::EvidenceStart& request) {
  const auto incident = records_.incident(request.incident);
  if (!incident) return incident.error();
  const auto how = one_of<domain::HowCaptured>(request.how, "--how");
  if (!how) return how.error();
  if (request.name.empty() || request.name.size() > limits::kEvidenceName ||
      !domain::is_utf8(request.name)) {
    return problem(Kind::invalid, "A file's name has 1 to 255 bytes of UTF-8.");
  }
  for (const std::string& text : {request.origin, request.note}) {
    if (domain::length_of(text) > limits::kJournalLine)
      return problem(Kind::invalid, "Where it came from, and a note, have at most 200 characters.");
    if (!domain::is_utf8(text)) return problem(Kind::invalid, "This is no text in UTF-8.");
  }
  if (request.made && *request.made > context_.now)
    return problem(Kind::invalid,
                   "This file cannot have been made in the future. Say when it was made, or let it "
                   "be sealed without a time.");
  if (context_.store.evidence().of(incident->id).size() >= limits::kEvidencePerIncident)
    return problem(Kind::other,
                   "An incident has at most 200 files. Write another incident for more.");
  domain::Evidence evidence;
  evidence.id = context_.random.id<EvidenceId>();
  evidence.incident = incident->id;
  evidence.name = request.name;
  evidence.mime = kUnknownType;
  evidence.size = request.size;
  evidence.made = request.made;
  evidence.how = *how;
  if (!request.origin.empty()) evidence.origin = request.origin;
  if (!request.note.empty()) evidence.note = request.note;
  return evidence;
}

Answer<std::string> EvidenceRoom::start(const api::EvidenceStart& request) {
  auto evidence = about(request);
  if (!evidence) return evidence.error();
  auto intake = evidence::Intake::start(request.size);
  if (!intake) {
    return problem(Kind::invalid, intake.error().code == Errc::too_large
                                      ? "A file has at most 64 MiB. Cut a recording into parts."
                                      : "This file is empty: it shows nothing.");
  }
  if (uploads_.size() >= limits::kUploadsOpen)
    return problem(Kind::other, "Four files are being added already. Try again when one is done.");
  while (!leftovers_gone_)  // a new upload must not be taken for one of them
    leftovers_gone_ = context_.store.evidence().drop_uploads(kDroppedAtOnce);
  const EvidenceId id = evidence->id;
  context_.store.evidence().begin_upload(id, context_.now);
  uploads_.emplace(id, Upload{std::move(*evidence), std::move(*intake), 0, context_.now});
  return id.base32();
}

Answer<std::map<EvidenceId, EvidenceRoom::Upload>::iterator> EvidenceRoom::upload(
    const std::string& text) {
  const auto id = EvidenceId::from_base32(text);
  const auto found = id ? uploads_.find(*id) : uploads_.end();
  if (found == uploads_.end()) return no_upload();
  return found;
}

void EvidenceRoom::give_up(std::map<EvidenceId, Upload>::iterator upload) {
  given_up_.push_back(upload->first);
  uploads_.erase(upload);
}

void EvidenceRoom::add(Upload& upload, const std::vector<Bytes>& chunks) {
  for (const Bytes& chunk : chunks)
    context_.store.evidence().add_chunk(upload.evidence.id, upload.chunks++, chunk);
}

Answer<> EvidenceRoom::append(const std::string& text, const Bytes& bytes) {
  if (bytes.size() > limits::kEvidenceAppend)
    return problem(Kind::usage, "A piece of a file has at most 256 KiB.");
  auto found = upload(text);
  if (!found) return found.error();
  auto chunks = (*found)->second.intake.append(bytes);
  if (!chunks) {
    give_up(*found);
    return problem(Kind::invalid,
                   "The file grew while it was added. Nothing was kept: add it again.");
  }
  add((*found)->second, *chunks);
  (*found)->second.touched = context_.now;
  return Unit{};
}

Answer<std::string> EvidenceRoom::finish(const std::string& text) {
  auto found = upload(text);
  if (!found) return found.error();
  Upload& upload = (*found)->second;
  const auto end = upload.intake.finish();
  const bool gone = !context_.store.journal().incident(upload.evidence.incident);
  if (!end || gone) {
    give_up(*found);
    return problem(Kind::invalid, gone ? "The incident of this file was deleted meanwhile."
                                       : "The file is shorter than it was: the copy broke off. "
                                         "Nothing was kept: add it again.");
  }
  if (!end->last.empty()) add(upload, {end->last});
  upload.evidence.sha256 = end->sha256;
  upload.evidence.imported = context_.now;
  context_.store.evidence().finish(upload.evidence);
  WW_TRY(note(upload.evidence, evidence::CustodyWhat::imported));
  const std::string id = upload.evidence.id.base32();
  uploads_.erase(*found);
  return id;
}

Answer<> EvidenceRoom::abandon(const std::string& text) {
  auto found = upload(text);
  if (!found) return found.error();
  context_.store.evidence().drop_upload((*found)->first);
  uploads_.erase(*found);
  return Unit{};
}

std::optional<Instant> EvidenceRoom::on_time() {
  if (!leftovers_gone_ && uploads_.empty())
    leftovers_gone_ = context_.store.evidence().drop_uploads(kDroppedAtOnce);
  for (const EvidenceId& id : given_up_) context_.store.evidence().drop_upload(id);
  given_up_.clear();
  std::optional<Instant> next;
  for (auto upload = uploads_.begin(); upload != uploads_.end();) {
    const Instant over = upload->second.touched + kUploadLife;
    if (over <= context_.now) {
      context_.store.evidence().drop_upload(upload->first);
      upload = uploads_.erase(upload);
      continue;
    }
    if (!next || over < *next) next = over;
    ++upload;
  }
  return leftovers_gone_ ? next : context_.now;
}

// ---- showing

Answer<domain::Evidence> EvidenceRoom::find(const std::string& text) {
  const auto id =
      resolve<EvidenceId>(text, "file", [this](const std::string& prefix, std::size_t most) {
        return context_.store.evidence().with_prefix(prefix, most);
      });
  if (!id) return id.error();
  auto found = context_.store.evidence().evidence(*id);
  if (!found) return problem(Kind::not_found, "There is no file \"" + text + "\".");
  return std::move(*found);
}

std::vector<api::EvidenceLine> EvidenceRoom::of(const IncidentId& incident) {
  std::vector<api::EvidenceLine> lines;
  for (const auto& evidence : context_.store.evidence().of(incident))
    lines.push_back(line_of(evidence));
  return lines;
}

Answer<std::vector<api::EvidenceLine>> EvidenceRoom::list(const std::string& incident) {
  if (!incident.empty()) {
    const auto found = records_.incident(incident);
    if (!found) return found.error();
    return of(found->id);
  }
  std::vector<api::EvidenceLine> lines;
  for (const auto& evidence : context_.store.evidence().all(kLinesMost, 0))
    lines.push_back(line_of(evidence));
  return lines;
}

Answer<api::EvidenceShown> EvidenceRoom::show(const std::string& id) {
  const auto evidence = find(id);
  if (!evidence) return evidence.error();
  api::EvidenceShown shown;
  shown.line = line_of(*evidence);
  shown.made = evidence->made;
  shown.origin = evidence->origin.value_or("");
  shown.note = evidence->note.value_or("");
  if (!is_intact(*evidence)) {
    shown.inside.push_back({"other", "the whole file",
                            "It is not what it was when it was added: its SHA-256 differs."});
  } else if (const auto seen = inspected(*evidence)) {
    for (const Inside& each : seen->inside)
      shown.inside.push_back({each.kind, each.where, each.text});
    shown.rewritable = seen->rewritable;
  }
  for (const auto& entry : context_.store.evidence().custody(evidence->id)) {
    shown.custody.push_back(
        {entry.number, entry.line, to_hex(entry.hash), to_base64(entry.signature)});
  }
  return shown;
}

// A parser may take seconds, in which the node hears of nothing: it is asked once. Also when the
// file broke it, for it would again; not when there was none to ask.
std::optional<Inspected> EvidenceRoom::inspected(const domain::Evidence& evidence) {
  auto& rows = context_.store.evidence();
  if (auto known = rows.seen(evidence.id);
      known && known->sha256 == evidence.sha256 && known->looked == kLooked) {
    return std::move(known->inspected);
  }
  FileInspector* const inspector = context_.options.inspector;
  if (inspector == nullptr) return std::nullopt;
  auto seen = inspector->inspect(evidence.size, reader(evidence));
  if (!seen) {
    context_.log.warning("a file could not be looked into", static_cast<int>(seen.error().code));
    if (seen.error().code == Errc::unavailable) return std::nullopt;
  }
  const Inspected found = seen.ok() ? std::move(*seen) : Inspected{};
  rows.put_seen(evidence.id, {evidence.sha256, kLooked, found});
  return found;
}

// A file that nobody can look into stays what it is: bytes.
Answer<api::EvidenceShown> EvidenceRoom::inspect(const std::string& id) {
  auto evidence = find(id);
  if (!evidence) return evidence.error();
  if (const auto seen = inspected(*evidence); seen && !seen->mime.empty()) {
    evidence->mime = seen->mime;
    context_.store.evidence().finish(*evidence);
  }
  return show(id);
}

}  // namespace ww::engine::journal
