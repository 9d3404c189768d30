// evidence add, list, show, export, verify.
#include "base/text_codec.h"
#include "cli/dates.h"
#include "cli/groups.h"
#include "cli/journal_json.h"
#include "cli/journal_view.h"
#include "cli/session.h"
#include "cli/shown_text.h"
#include "cli/verify.h"
#include "domain/alert_text_rules.h"
#include "domain/journal_limits.h"
#include "evidence/manifest.h"

namespace ww::cli {
namespace {

using api::Answer;
using api::Problem;

// ---- add
// --------------------------------------------------------------------------------------------

// A file's own time, unless it lies ahead: the clock of a telephone or a stick may be wrong, and
// that is no reason to keep a file out.
std::optional<Instant> time_of(Session& session, const InFile& file) {
  const auto made = file.changed();
  if (!made || *made <= session.world().now()) return made;
  session.say("Note: " + shown(file.name()) + " says that it was changed on " + for_people(*made) +
              ", which is still to come. It is sealed without a time; --made TIME says when it was "
              "made.");
  return std::nullopt;
}

Answer<api::EvidenceStart> start_of(Session& session, const Arguments& arguments,
                                    const InFile& file) {
  api::EvidenceStart start;
  start.incident = arguments.one("INCIDENT");
  start.name = arguments.one("--name", file.name());
  if (start.name.empty() || start.name.size() > limits::kEvidenceName ||
      !domain::is_utf8(start.name)) {
    return problem(Problem::Kind::invalid,
                   "The name of this file cannot be kept as it is: it is longer than 255 bytes or "
                   "no text. Rename the file, or say --name NAME.");
  }
  start.size = file.size();
  start.how = arguments.one("--how", "other");
  start.origin = arguments.one("--from");
  start.note = arguments.one("--note");
  if (start.size > limits::kEvidenceBytes) {
    return problem(
        Problem::Kind::invalid,
        shown(start.name) +
            " is larger than 64 MiB. Keep it where it is safe, and write down here where "
            "that is and its SHA-256 (`sha256sum FILE`): it proves later that the file "
            "is the same. A film can be sealed in parts, cut by `split -b 60M FILE`.");
  }
  if (!arguments.has("--made")) {
    start.made = time_of(session, file);
    return start;
  }
  WW_TRY_SET(const auto made, session.read_time("--made", arguments.one("--made")));
  start.made = made.first;
  return start;
}

Answer<> append_all(api::JournalApi& journal, const std::string& upload, InFile& file) {
  while (true) {
    WW_TRY_SET(const Bytes bytes, file.read(limits::kEvidenceAppend));
    if (bytes.empty()) return Unit{};
    WW_TRY(journal.evidence_append(upload, bytes));
  }
}

Answer<api::EvidenceShown> add_file(Session& session, api::JournalApi& journal,
                                    const Arguments& arguments, const std::string& path) {
  WW_TRY_SET(const auto file, session.terminal().open_file(path));
  WW_TRY_SET(const auto start, start_of(session, arguments, *file));
  WW_TRY_SET(const std::string upload, journal.evidence_start(start));
  const auto appended = append_all(journal, upload, *file);
  if (appended.ok()) return journal.evidence_finish(upload);
  // The first problem is the one to tell; what was uploaded would go at the next start anyway.
  static_cast<void>(journal.evidence_abandon(upload));
  return appended.error();
}

// The same bytes may be sealed for two incidents, but nobody should think that they are two proofs.
Answer<> tell_duplicate(Session& session, api::JournalApi& journal,
                        const api::EvidenceShown& evidence) {
  WW_TRY_SET(const auto all, journal.evidence_list(""));
  for (const auto& other : all) {
    if (other.id == evidence.line.id || other.sha256 != evidence.line.sha256) continue;
    session.say("Note: the same file is sealed already, as " + short_id(other.id) + " (" +
                shown(other.name) + ").");
    return Unit{};
  }
  return Unit{};
}

// One that is refused does not keep the others out; the exit code says that not all came in.
Answer<int> add(Session& session, const Arguments& arguments) {
  auto paths = arguments.all("--file");
  if (arguments.has("FILE")) paths.insert(paths.begin(), arguments.one("FILE"));
  if (paths.empty()) return usage("Which file? Give FILE, and more with --file.");
  if (arguments.has("--name") && paths.size() > 1) return usage("--name is for one file alone.");
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  Json added = Json::array();
  std::optional<Problem> refused;
  for (const auto& path : paths) {
    const auto evidence = add_file(session, *journal, arguments, path);
    if (!evidence.ok()) {
      if (paths.size() == 1) return evidence.error();
      session.say(shown(path) + ": " + shown(evidence.error().message));
      refused = evidence.error();
      continue;
    }
    added.push_back(to_json(*evidence));
    if (session.json()) continue;
    session.line(line_text(evidence->line));
    WW_TRY(tell_duplicate(session, *journal, *evidence));
  }
  if (session.json()) session.object("evidence-add", {{"evidence", added}});
  if (!refused) {
    if (!session.json()) {
      session.say("Sealed in the journal. Keep the original as well, if it is safe to.");
    }
    return kDone;
  }
  if (added.empty()) return *refused;
  return kPartly;
}

// ---- list, show
// -------------------------------------------------------------------------------------

Answer<int> list(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const auto lines, journal->evidence_list(arguments.one("INCIDENT")));
  if (session.json()) {
    session.object("evidence-list", {{"evidence", list_json(lines)}});
    return kDone;
  }
  for (const auto& line : lines) session.line(line_text(line));
  if (lines.empty()) session.say("There is no evidence here yet.");
  return kDone;
}

Answer<int> show(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const auto evidence, journal->evidence(arguments.one("ID")));
  if (session.json()) {
    session.object("evidence-show", to_json(evidence));
  } else {
    session.page(evidence_text(evidence));
  }
  return kDone;
}

// ---- export
// -----------------------------------------------------------------------------------------

Answer<> write_text(Session& session, const std::string& path, std::string_view text) {
  WW_TRY_SET(const auto file, session.terminal().make_file(path));
  WW_TRY(file->write(as_bytes(text)));
  return file->finish();
}

Answer<> copy_out(Session& session, api::JournalApi& journal, const std::string& id,
                  const std::string& path, std::uint64_t size) {
  WW_TRY_SET(const auto file, session.terminal().make_file(path));
  std::uint64_t offset = 0;
  while (offset < size) {
    WW_TRY_SET(
        const Bytes bytes,
        journal.evidence_read(id, offset, static_cast<std::uint32_t>(limits::kEvidenceAppend)));
    if (bytes.empty()) return problem(Problem::Kind::other, "The node gave less than it promised.");
    WW_TRY(file->write(bytes));
    offset += bytes.size();
  }
  return file->finish();
}

Answer<std::string> export_whole(Session& session, api::JournalApi& journal, const std::string& id,
                                 const std::string& folder) {
  WW_TRY_SET(const auto proof, journal.evidence_open(id, "export"));
  const auto manifest = evidence::read_manifest(proof.manifest);
  if (!manifest) return problem(Problem::Kind::other, "The node's manifest cannot be read.");
  WW_TRY(session.terminal().make_folder(folder));
  const std::string name = manifest->file;
  WW_TRY(copy_out(session, journal, id, folder + "/" + name, manifest->size));
  const std::pair<std::string_view, const std::string*> parts[] = {
      {evidence::kManifestFile, &proof.manifest},
      {evidence::kCustodyFile, &proof.custody},
      {evidence::kPublicKeyFile, &proof.public_key},
      {evidence::kSignaturesFile, &proof.signatures},
      {evidence::kHowToFile, &proof.how_to}};
  for (const auto& [file, text] : parts) {
    WW_TRY(write_text(session, folder + "/" + std::string(file), *text));
  }
  return to_hex(manifest->key_sha256);
}

Answer<int> export_picture(Session& session, api::JournalApi& journal, const Arguments& arguments) {
  WW_TRY_SET(const auto evidence, journal.evidence(arguments.one("ID")));
  WW_TRY_SET(const Bytes picture, journal.evidence_rewritten(evidence.line.id));
  for (const auto& each : evidence.inside) {
    if (session.json()) break;
    session.say("Left out: " + shown(each.kind) + " (" + shown(each.where) +
                "): " + shown(each.text));
  }
  WW_TRY_SET(const auto file, session.terminal().make_file(arguments.one("-o")));
  WW_TRY(file->write(picture));
  WW_TRY(file->finish());
  if (session.json()) {
    session.object("evidence-rewritten", {{"file", arguments.one("-o")},
                                          {"bytes", picture.size()},
                                          {"left_out", to_json(evidence)["inside"]}});
    return kDone;
  }
  session.say("What can be seen in the picture is still in it: faces, places, screens.");
  return kDone;
}

Answer<int> export_evidence(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  if (arguments.has("--rewritten")) return export_picture(session, *journal, arguments);
  WW_TRY_SET(const std::string key,
             export_whole(session, *journal, arguments.one("ID"), arguments.one("-o")));
  if (session.json()) {
    session.object("evidence-export", {{"folder", arguments.one("-o")}, {"key_sha256", key}});
    return kDone;
  }
  session.say("The folder is not encrypted any more: keep it where only you can get at it.");
  session.say(
      "Tell whoever gets it this line another way than with the folder, so that it proves\n"
      "that it is yours: " +
      key);
  return kDone;
}

// ---- verify
// -----------------------------------------------------------------------------------------

Answer<int> verify_journal(Session& session, const std::string& id) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const auto verdicts, journal->evidence_verify(id));
  bool all_well = true;
  for (const auto& verdict : verdicts) {
    all_well = all_well && verdict.ok;
    if (session.json()) continue;
    session.line((verdict.ok ? "unchanged  " : "NOT AS IT WAS  ") + short_id(verdict.id) + "  " +
                 shown(verdict.name) + (verdict.ok ? "" : ": " + shown(verdict.problem)));
  }
  if (session.json()) {
    session.object("evidence-verify", {{"ok", all_well}, {"evidence", list_json(verdicts)}});
  } else if (verdicts.empty()) {
    session.say("There is no evidence here yet.");
  }
  return all_well ? kDone : kInvalid;
}

Answer<int> verify(Session& session, const Arguments& arguments) {
  if (arguments.has("--folder")) return verify_folder(session, arguments);
  return verify_journal(session, arguments.one("ID"));
}

const Positional kId{"ID", "the evidence's id, or its first 6 characters"};
const Positional kAny{"INCIDENT", "its id; all without it", false};

}  // namespace

std::vector<Command> evidence_commands() {
  return {
      {"evidence add",
       "seal a screenshot, voicemail, letter or any other file",
       {"watchword evidence add itdn6h screenshot.png --how own_screenshot",
        "watchword evidence add itdn6h voicemail.amr --how saved_voicemail --from +447700900567"},
       {{"INCIDENT", "its id, or its first 6 characters"},
        {"FILE", "the file, up to 64 MiB", false}},
       {{"--file", "FILE", "one more file", true},
        {"--how", "WORD",
         "own_screenshot, saved_message, saved_voicemail, photo_of_letter, photo,\n"
         "                                recording, from_third_party, other"},
        {"--name", "NAME", "to keep it under instead of its own"},
        {"--made", "TIME", "when it was made; the file's own time without it"},
        {"--from", "TEXT", "who it came from"},
        {"--note", "TEXT", "what it shows"}},
       "Record first, then block or ask for removal. A good screenshot shows the number or "
       "handle,\n"
       "the date and the whole thread, and for a page its address bar. Do not edit it.\n"
       "The bytes are kept exactly as they are, with their SHA-256 and who had them.",
       add},
      {"evidence list",
       "what is kept",
       {"watchword evidence list", "watchword evidence list itdn6h"},
       {kAny},
       {},
       "",
       list},
      {"evidence show",
       "one piece: its custody, and what is hidden inside a picture",
       {"watchword evidence show itdn6h"},
       {kId},
       {},
       "",
       show},
      {"evidence export",
       "take a piece out, with what proves it",
       {"watchword evidence export itdn6h -o folder",
        "watchword evidence export itdn6h --rewritten -o picture.jpg"},
       {kId},
       {{"-o", "PATH", "a new folder; with --rewritten a new file", false, true},
        {"--rewritten", "", "only the picture, without place, time, device and other hidden data"}},
       "Anybody can verify the folder with public tools: a file in it says how.",
       export_evidence},
      {"evidence verify",
       "is it still what was sealed?",
       {"watchword evidence verify", "watchword evidence verify itdn6h",
        "watchword evidence verify --folder folder --key 3f2a..."},
       {{"ID", "the evidence's id; all without it", false}},
       {{"--folder", "DIR", "an exported folder, on any machine, without a node"},
        {"--key", "SHA-256", "of the owner's key, as she told it"}},
       "Exit code 9 when something is not as it was.",
       verify},
  };
}

}  // namespace ww::cli
