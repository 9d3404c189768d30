// Packets: what may leave on paper or in a file. Facts are gathered here, report/ makes the
// document.
//
// Rules
//   - What goes to the police or a scheme needs her consent for that very route, for each incident
//     in it: yes to another route is no to this one; without one the answer says how to give it. To
//     make a packet is not to report: she writes a report down when she has handed it over.
//   - The redactor reads every text of an anonymous packet and of a scheme form; what it finds is
//     told until each is taken out or expressly kept. What is her own is never kept in an anonymous
//     one: it says that it holds nothing of its author.
//   - A statement carries no exhibit that is not the file that came in.
//   - Anonymous packets are not signed: two signatures by one key would tie them together.
#pragma once

#include "engine/journal_evidence.h"
#include "engine/journal_help.h"
#include "report/packet.h"

namespace ww::engine::journal {

class Packets {
 public:
  Packets(Context& context, Records& records, Help& help, EvidenceRoom& evidence)
      : context_(context), records_(records), help_(help), evidence_(evidence) {}

  Answer<api::Packet> make(const api::PacketRequest& request);

 private:
  Answer<report::PacketFacts> facts_of(const api::PacketRequest& request, report::PacketKind kind);
  void put_times(report::PacketFacts& facts);
  void add_incident(report::PacketFacts& facts, const StoredIncident& row);
  void add_around(report::PacketFacts& facts, report::PacketKind kind);
  // Whether there is a consent for each incident, of a kind that needs one, and every exhibit is
  // what came in.
  Answer<> allowed(report::PacketKind kind, const report::PacketFacts& facts);
  Answer<> check_texts(const report::Packet& packet, const std::vector<std::string>& kept);
  Answer<api::Packet> in_format(const report::Packet& packet, const std::string& format);

  Context& context_;
  Records& records_;
  Help& help_;
  EvidenceRoom& evidence_;
};

}  // namespace ww::engine::journal
