#include "report/packet.h"

#include <algorithm>
#include <array>

#include "report/kinds.h"
#include "report/medical_words.h"
#include "report/times.h"

namespace ww::report {
namespace {

constexpr std::string_view kNames[] = {"police-anonymous", "scheme",   "statement", "log",
                                       "medical",          "takedown", "complaint", "platform",
                                       "withdrawal"};
constexpr std::string_view kTitles[] = {"Information about a person of concern",
                                        "Report to a scheme",
                                        "Statement",
                                        "Log of incidents",
                                        "",  // medical: in its language
                                        "",  // letters: the template's
                                        "",
                                        "",
                                        ""};
static_assert(std::size(kNames) == static_cast<std::size_t>(PacketKind::withdrawal) + 1);
static_assert(std::size(kTitles) == std::size(kNames));

bool is_letter(PacketKind kind) { return kind >= PacketKind::takedown; }

PacketFacts in_order(PacketFacts facts) {
  std::stable_sort(
      facts.incidents.begin(), facts.incidents.end(),
      [](const IncidentFacts& a, const IncidentFacts& b) { return order_of(a) < order_of(b); });
  return facts;
}

Result<> write_body(Writer& out, PacketKind kind, const PacketFacts& facts) {
  if (is_letter(kind)) return write_letter(out, kind, facts);
  switch (kind) {
    case PacketKind::police_anonymous:
      write_police_anonymous(out, facts);
      break;
    case PacketKind::scheme:
      write_scheme(out, facts);
      break;
    case PacketKind::statement:
      write_statement(out, facts);
      break;
    case PacketKind::log:
      write_log(out, facts);
      break;
    default:
      write_medical(out, facts);
  }
  return done();
}

}  // namespace

std::optional<PacketKind> packet_kind(std::string_view name) {
  const auto* found = std::find(std::begin(kNames), std::end(kNames), name);
  if (found == std::end(kNames)) return std::nullopt;
  return static_cast<PacketKind>(found - std::begin(kNames));
}

std::string_view to_name(PacketKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

bool is_anonymous(PacketKind kind) { return kind == PacketKind::police_anonymous; }

namespace {

std::string title_of(PacketKind kind, const PacketFacts& facts) {
  if (kind == PacketKind::medical) return std::string(medical_words(facts.lang).title);
  if (is_letter(kind)) return facts.letter ? facts.letter->title : "";
  return std::string(kTitles[static_cast<std::size_t>(kind)]);
}

std::string language_of(PacketKind kind, const PacketFacts& facts) {
  if (kind == PacketKind::medical) return std::string(medical_words(facts.lang).lang);
  if (is_letter(kind) && facts.letter && !facts.letter->lang.empty()) return facts.letter->lang;
  return "en";
}

}  // namespace

std::optional<std::string> filled(const PacketFacts& facts, std::string_view name) {
  for (const auto& [key, value] : facts.fill) {
    if (key == name && !value.empty()) return value;
  }
  return std::nullopt;
}

std::string incident_path(std::size_t index) { return "incidents[" + std::to_string(index) + "]."; }

Result<Packet> make_packet(PacketKind kind, const PacketFacts& given) {
  if (given.incidents.empty()) return fail(Errc::not_found);
  const PacketFacts facts = in_order(given);
  Packet packet;
  packet.kind = kind;
  packet.document.title = title_of(kind, facts);
  packet.document.lang = language_of(kind, facts);
  packet.document.date = facts.today;
  Writer out(packet);
  WW_TRY(write_body(out, kind, facts));
  return packet;
}

}  // namespace ww::report
