// Packets: what may leave on paper or in a file. Facts are gathered here, report/ makes the
// document.
//
// Rules
//   - What goes to the police, a scheme or a project needs her consent for that very route, for
//     each incident in it; without one the answer says how to give it. Each packet made under a
//     consent is kept in the log of reports.
//   - The redactor reads every text of an anonymous packet and of a scheme form; what it finds is
//     told until each is taken out or expressly kept.
//   - A statement carries no exhibit that is not the file that came in.
//   - Anonymous packets are not signed: two signatures by one key would tie them together.
#pragma once

#include "engine/journal_consents.h"
#include "engine/journal_evidence.h"
#include "engine/journal_help.h"
#include "report/packet.h"

namespace ww::engine::journal {

class Packets {
 public:
  Packets(Context& context, Records& records, Help& help, EvidenceRoom& evidence,
          Consents& consents)
      : context_(context),
        records_(records),
        help_(help),
        evidence_(evidence),
        consents_(consents) {}

  Answer<api::Packet> make(const api::PacketRequest& request);

 private:
  Answer<report::PacketFacts> facts_of(const api::PacketRequest& request, report::PacketKind kind);
  void add_incident(report::PacketFacts& facts, const StoredIncident& row);
  void add_around(report::PacketFacts& facts, report::PacketKind kind);
  // The consents under which this kind may leave; empty for a kind that needs none.
  Answer<std::vector<domain::Consent>> allowed(report::PacketKind kind,
                                               const report::PacketFacts& facts);
  Answer<> check_texts(const report::Packet& packet, const std::vector<std::string>& kept);
  Answer<api::Packet> in_format(const report::Packet& packet, const std::string& format);

  Context& context_;
  Records& records_;
  Help& help_;
  EvidenceRoom& evidence_;
  Consents& consents_;
};

}  // namespace ww::engine::journal
