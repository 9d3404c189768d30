// Which legal words may fit what somebody wrote down, and which help comes first: H1 to H10.
//
// A hint is never a verdict. It says "may be", names a card of dated data (packs/) and which
// incidents it came from; the words shown to people stand there and not here. Hints are of the
// journal alone and never travel.
//
// Rules, for the incidents of one person of concern, or one incident without one. Facts of several
// incidents add up: who demands in one message and threatens in the next has done both.
//   H1  harassment: two incidents that were unwanted, or caused alarm or distress, whatever the
//       channel and however far apart; or one that says it happened twice or more (repeat.count).
//   H2  malicious communication: one message ticked indecent, grossly offensive, obscene or
//       threatening. One is enough.
//   H3  threatening communication: a message ticked threat of death, serious injury, rape or
//   serious
//       financial loss.
//   H4  stalking: H1, and monitoring, spyware, a tracking device, account takeover, fake profiles,
//       impersonation, forced contact or fear of violence.
//   H5  blackmail: a demand and a menace.
//   H6  threat to share intimate images: the menace is images.
//   H7  intimate images: shared without consent, or filmed unseen, unless the filming was agreed.
//   H8  care first: any code of sexual violence. Before any question.
//   H9  in progress: written as immediate within the last 72 hours, with a code of violence,
//   robbery or
//       burglary. The emergency number on top.
//   H10 privacy breach: doxxing, copyright misuse, or outing with personal data.
// The same fact can be told in several fields (a tactic, a code, a tick); each of them counts. What
// was not told is not guessed.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "domain/incident.h"
#include "domain/region.h"

namespace ww {

struct HintInput {
  IncidentId id;
  Instant changed;  // when it was last written
  const domain::Incident* incident = nullptr;
};

enum class HintId : std::uint8_t { h1 = 1, h2, h3, h4, h5, h6, h7, h8, h9, h10 };
std::string to_string(HintId id);     // "H1"
const char* card_of(HintId id);       // "law.harassment"
const char* text_card_of(HintId id);  // "hint.h1": the sentence with "may be"

struct Hint {
  HintId id = HintId::h1;
  std::vector<IncidentId> because;  // in the order given, each once
  bool operator==(const Hint&) const = default;
};

// What comes first is what cannot wait: H9, H8, then the rest in order.
std::vector<Hint> hints_for(std::span<const HintInput> incidents, Instant now);

// Whose law and whose helplines: GB-ENG, GB-WLS, GB-SCT, GB-NIR, IE, in this order. All of them
// when no region is told, or one of them is not known: rather a card too many than one too few.
std::vector<std::string> nations_of(const domain::Incident& incident,
                                    const domain::RegionTable& regions);
std::vector<std::string> nations_of(const std::vector<std::string>& codes,
                                    const domain::RegionTable& regions);

// Of the incident as a whole; core/care_timers.h asks too.
bool is_sexual_violence(const domain::Incident& incident);

}  // namespace ww
