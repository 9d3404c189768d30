// packet KIND WHAT -o FILE, packet verify FILE.
#include "base/text_codec.h"
#include "cli/groups.h"
#include "cli/session.h"
#include "cli/shown_text.h"
#include "cli/verify.h"
#include "report/proof.h"

namespace ww::cli {
namespace {

using api::Answer;

// "host=host.example": what goes into a gap of a letter.
Answer<std::vector<std::pair<std::string, std::string>>> fills_of(const Arguments& arguments) {
  std::vector<std::pair<std::string, std::string>> fills;
  for (const auto& each : arguments.all("--fill")) {
    const auto equals = each.find('=');
    if (equals == std::string::npos || equals == 0) {
      return usage("--fill needs NAME=TEXT, such as --fill host=host.example.");
    }
    fills.emplace_back(each.substr(0, equals), each.substr(equals + 1));
  }
  return fills;
}

// By the ending of the file. A text under a name that promises something else would not open.
Answer<std::string> format_of(const Arguments& arguments) {
  if (arguments.has("--format")) return arguments.one("--format");
  const std::string path = arguments.one("-o");
  const std::string name = path.substr(path.rfind('/') + 1);
  const auto dot = name.rfind('.');
  const std::string ending = dot == std::string::npos || dot == 0 ? "" : name.substr(dot);
  constexpr std::pair<const char*, const char*> kKnown[] = {
      {"", "text"}, {".txt", "text"}, {".html", "html"}, {".pdf", "pdf"}, {".json", "json"}};
  for (const auto& [known, format] : kKnown) {
    if (ending == known) return std::string(format);
  }
  return usage("A packet is made as .txt, .html, .pdf or .json; \"" + ending +
               "\" is none of these. --format says it for any other name.");
}

// Printed as an object: what is no text, in Base64.
void print_json(Session& session, const api::Packet& packet) {
  const bool text = packet.mime != "application/pdf";
  Json json = {{"mime", packet.mime}, {"bytes", packet.bytes.size()}, {"gaps", packet.gaps}};
  json[text ? "text" : "base64"] =
      text ? std::string(as_text(packet.bytes)) : to_base64(packet.bytes);
  json["proof"] = packet.proof.empty() ? Json(nullptr) : Json::parse(packet.proof, nullptr, false);
  session.object("packet", json);
}

Answer<> write_file(Session& session, const std::string& path, ByteView bytes) {
  WW_TRY_SET(const auto file, session.terminal().make_file(path));
  WW_TRY(file->write(bytes));
  return file->finish();
}

void tell_gaps(Session& session, const api::Packet& packet) {
  if (packet.gaps.empty()) return;
  session.say("Still to be filled in: " + shown_list(packet.gaps) + ". --fill NAME=TEXT does it.");
}

Answer<int> make(Session& session, const Arguments& arguments) {
  api::PacketRequest request;
  request.kind = arguments.one("KIND");
  request.of = arguments.one("WHAT");
  WW_TRY_SET(request.format, format_of(arguments));
  request.lang = arguments.one("--lang", request.lang);
  request.accept = arguments.all("--accept");
  WW_TRY_SET(request.fill, fills_of(arguments));
  const std::string path = arguments.one("-o");
  const bool for_screen = session.terminal().out_is_terminal() && !session.json();
  if (path == "-" && request.format == "pdf" && for_screen) {
    return usage("A PDF is not for a terminal: give -o FILE.");
  }
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const auto packet, journal->packet(request));
  if (path == "-" && session.json()) {
    print_json(session, packet);
    return kDone;
  }
  if (path == "-") {
    session.terminal().out(as_text(packet.bytes));
    tell_gaps(session, packet);
    return kDone;
  }
  WW_TRY(write_file(session, path, packet.bytes));
  if (!packet.proof.empty()) {
    WW_TRY(write_file(session, path + ".proof.json", as_bytes(packet.proof)));
    WW_TRY(
        write_file(session, path + ".how-to-verify.txt", as_bytes(report::how_to_verify_packet())));
  }
  if (session.json()) {
    session.object("packet",
                   {{"file", path},
                    {"mime", packet.mime},
                    {"bytes", packet.bytes.size()},
                    {"proof", packet.proof.empty() ? Json(nullptr) : Json(path + ".proof.json")},
                    {"gaps", packet.gaps}});
    return kDone;
  }
  tell_gaps(session, packet);
  session.say(
      "The file is not encrypted any more. Read it once before it goes anywhere. When it has gone\n"
      "somewhere, `watchword report add` writes that down.");
  return kDone;
}

}  // namespace

std::vector<Command> packet_commands() {
  return {
      {"packet",
       "a page to hand over: to police, a scheme, a doctor, a website",
       {"watchword packet police-anonymous itdn6h -o report.pdf",
        "watchword packet statement \"silver hatchback\" -o statement.pdf",
        "watchword packet takedown itdn6h --fill host=host.example -o letter.txt"},
       {{"KIND",
         "police-anonymous, scheme, statement, log, medical, takedown, complaint,\n"
         "                                platform, withdrawal"},
        {"WHAT", "an incident's id, or a person of concern"}},
       {{"-o", "FILE", "a new file; the ending chooses the format, - prints it", false, true},
        {"--format", "NAME", "text, html, pdf or json"},
        {"--lang", "TAG", "of the fixed words, such as pl in a medical sheet"},
        {"--fill", "NAME=TEXT", "a gap of a letter", true},
        {"--accept", "FINDING", "keep what the redactor found", true}},
       "It is made here and goes nowhere by itself. A statement has a proof beside it "
       "(FILE.proof.json);\n"
       "an anonymous packet has none, because a signature would tell that two are from one person.",
       make},
      {"packet verify",
       "is a packet as its author made it?",
       {"watchword packet verify statement.pdf",
        "watchword packet verify statement.pdf --key 3f2a..."},
       {{"FILE", "the packet; its proof lies beside it as FILE.proof.json"}},
       {{"--proof", "FILE", "where else the proof lies"},
        {"--key", "SHA-256", "of the author's key, as she told it"}},
       "On any machine, without a node. Exit code 9 when it is not as it was.",
       verify_packet},
  };
}

}  // namespace ww::cli
