// The fields of the form, in the order in which a person tells it, and when each is asked.
//
// A question that has nothing to do with what happened is not asked: "did you fear violence" after
// an unpaid booking is in the way, and "was it unwanted" after an assault would be worse. What was
// ticked decides, and without ticks only the plain questions are asked.
#include <algorithm>

#include "cli/incident_form.h"

namespace ww::cli {
namespace {

using namespace domain;
using Names = std::initializer_list<std::string_view>;

bool told(const Json& incident, const char* list) {
  return incident.contains(list) && incident.at(list).is_array() && !incident.at(list).empty();
}
bool any_of(const Json& incident, const char* list, Names names) {
  if (!told(incident, list)) return false;
  const auto& all = incident.at(list);
  return std::any_of(all.begin(), all.end(), [&](const Json& each) {
    return each.is_string() &&
           std::find(names.begin(), names.end(), each.get_ref<const std::string&>()) != names.end();
  });
}
bool code(const Json& incident, Names names) { return any_of(incident, "codes", names); }

// ---- what matters for what

bool violent(const Json& i) {
  return code(
      i, {"rape", "sexual_assault_penetration", "sexual_assault", "stealthing", "physical_assault",
          "threat_violence", "false_imprisonment", "drugging", "robbery", "burglary"});
}
// Where somebody stood in front of her; how it came says so, else what happened.
bool met(const Json& i) {
  if (told(i, "channels")) return any_of(i, "channels", {"in_person"});
  return !told(i, "codes") || violent(i) ||
         code(i, {"theft", "fraud_nonpayment", "police_impersonation", "criminal_damage",
                  "voyeurism_filming", "stalking", "timewaster", "boundary_pushing", "concern",
                  "other"});
}
bool pursued(const Json& i) {
  return code(i, {"harassment", "stalking", "malicious_comms", "threatening_comms", "cyberflashing",
                  "false_police_report", "criminal_damage", "outing_threat", "blackmail", "doxxing",
                  "impersonation", "ncii_threat", "account_takeover", "spyware_tracking",
                  "boundary_pushing", "threat_violence", "concern"});
}
bool repeated(const Json& i) {
  return code(i, {"harassment", "stalking", "malicious_comms", "threatening_comms", "cyberflashing",
                  "false_police_report", "boundary_pushing"});
}
bool unsure(const Json& i) { return !told(i, "codes") || pursued(i); }
bool told_off(const Json& i) { return code(i, {"harassment", "stalking", "malicious_comms"}); }
bool fixated(const Json& i) {
  return code(i, {"harassment", "stalking", "outing", "doxxing", "impersonation",
                  "account_takeover", "spyware_tracking"});
}
bool written(const Json& i) {
  return code(i, {"harassment", "stalking", "malicious_comms", "threatening_comms", "cyberflashing",
                  "threat_violence", "outing_threat", "blackmail", "ncii_threat"});
}
bool demanded(const Json& i) {
  return code(i, {"blackmail", "outing_threat", "ncii_threat", "threat_violence"});
}
bool menaced(const Json& i) { return code(i, {"blackmail", "outing_threat", "ncii_threat"}); }
bool filmed(const Json& i) { return code(i, {"voyeurism_filming", "ncii_sharing"}); }
bool pictured(const Json& i) {
  return code(i, {"voyeurism_filming", "ncii_sharing", "ncii_threat"});
}
bool public_now(const Json& i) {
  return code(i, {"outing", "doxxing", "ncii_sharing", "copyright_misuse"});
}
bool on_a_page(const Json& i) { return public_now(i) || code(i, {"impersonation"}); }
bool timed(const Json& i) { return code(i, {"rape", "sexual_assault_penetration", "stealthing"}); }

}  // namespace

const std::vector<FormField>& form_fields() {
  using Type = FormField::Type;
  static const std::vector<FormField> fields = {
      // What
      {"account", "/account", Type::text, "What happened? In your own words", "your own words"},
      {"what happened", "/codes", Type::codes,
       "Which of these was it? Words or numbers, several with commas, ? for the list", nullptr,
       choices_of<Code>},
      {"how urgent", "/urgency", Type::choice, "Is it over? (past, happening now, expected soon)",
       nullptr, choices_of<Urgency>, violent},
      {"how it came", "/channels", Type::codes,
       "How did it come? (in person, phone call, text message ...; ? for the list)", nullptr,
       choices_of<Channel>},
      {"how often", "/repeat/count", Type::number,
       "How many times did it happen, about? (a number)", "a number, in all", nullptr, repeated},
      {"the first time", "/repeat/first", Type::day, nullptr, "a day, such as 24/11/2026"},
      {"the last time", "/repeat/last", Type::day, nullptr, "a day, such as 24/11/2026"},
      {"tactics", "/tactics", Type::codes,
       "What else did they do? Words or numbers, ? for the list", nullptr, choices_of<Tactic>,
       fixated},
      {"weapon", "/weapon", Type::codes, "Was there a weapon? (? for the list)", nullptr,
       choices_of<Weapon>, violent},
      // Who
      {"how many people", "/who/n", Type::number},
      {"number withheld", "/who/withheld", Type::yes_no},
      {"phones", "phone", Type::identifiers, "Which numbers did they use?",
       "several with commas, or one a line"},
      {"emails", "email", Type::identifiers},
      {"handles", "handle", Type::identifiers, nullptr, "as platform.example:name"},
      {"plates", "plate", Type::identifiers,
       "A number plate? ? in the place of each character not seen", "? for each character not seen",
       nullptr, met},
      {"payments", "payment", Type::identifiers, nullptr, "as iban:..., paypal:..., btc:..."},
      {"web pages", "url", Type::identifiers, nullptr,
       "of the person of concern; a page about you stands below"},
      {"names", "name", Type::identifiers, "Which names did they give?"},
      {"who they were", "/who/people/0/role", Type::choice, nullptr, nullptr, choices_of<Role>},
      {"man or woman", "/who/people/0/gender", Type::choice, nullptr, nullptr, choices_of<Gender>},
      {"age", "/who/people/0/age", Type::age, nullptr, "roughly: 30-40, mid-40s, under 25"},
      {"height", "/who/people/0/height_cm", Type::height, nullptr, "roughly: 170-180, 5'10, 6ft"},
      {"build", "/who/people/0/build", Type::line, "How did they look? (build)", nullptr, nullptr,
       met},
      {"complexion", "/who/people/0/complexion", Type::line},
      {"hair colour", "/who/people/0/hair/colour", Type::line},
      {"hair style", "/who/people/0/hair/style", Type::line},
      {"facial hair", "/who/people/0/facial_hair", Type::line},
      {"eyes", "/who/people/0/eyes", Type::line},
      {"glasses", "/who/people/0/glasses", Type::yes_no},
      {"teeth", "/who/people/0/teeth", Type::line},
      {"accent", "/who/people/0/voice/accent", Type::line},
      {"language spoken", "/who/people/0/voice/lang", Type::line},
      {"voice", "/who/people/0/voice/note", Type::line},
      {"marks", "/who/people/0/marks", Type::marks, nullptr,
       "tattoo, scar, piercing, birthmark or other: kind, where, what; the next after a "
       "semicolon:\n"
       "# tattoo, left hand, an anchor; scar, chin"},
      {"smell", "/who/people/0/smell", Type::list},
      {"clothing", "/who/people/0/clothing", Type::list},
      {"words they used", "/who/people/0/words", Type::list, "What did they say?"},
      {"distinctive", "/who/people/0/distinctive", Type::list,
       "Anything that stood out? (marks, tattoos, smell, voice, car)", nullptr, nullptr, met},
      {"vehicle colour", "/who/vehicles/0/colour", Type::line},
      {"vehicle make", "/who/vehicles/0/make", Type::line},
      {"vehicle model", "/who/vehicles/0/model", Type::line},
      {"about the vehicle", "/who/vehicles/0/note", Type::line, nullptr, "its plate stands above"},
      // When and where
      {"time zone", "/when/tz", Type::zone, nullptr,
       "of the place; that of your home region unless told"},
      {"when it began", "/when/start", Type::time,
       "When? (24/11/2026 22:15, yesterday 10pm, or roughly: 24 Nov, November 2026)", kDateForms},
      {"when it ended", "/when/end", Type::time},
      {"where", "/where/locality", Type::line, "Where? (town or part of town)"},
      {"regions", "/where/regions", Type::list,
       "Which region? (a name such as Leeds, or a code such as GB-LDS)",
       "names such as Leeds, or codes such as GB-LDS; they choose law cards and help contacts"},
      {"kind of place", "/where/setting", Type::choice, nullptr, nullptr, choices_of<Setting>},
      {"in person or not", "/where/mode", Type::choice, nullptr, nullptr, choices_of<Mode>},
      {"platform", "/where/online/platform", Type::line, nullptr,
       "of a website or an app: its address, such as chat.example"},
      {"exact place", "/place_exact", Type::text, nullptr, "never leaves the journal"},
      {"own place", "/own_place", Type::text, nullptr, "never leaves the journal"},
      // What it did, never sent
      {"how it left you", "/effect", Type::codes,
       "How did it leave you feeling? Only if you like (? for the list)", nullptr,
       choices_of<Effect>},
      {"more about that", "/effect_note", Type::text},
      {"it was unwanted", "/unwanted", Type::yes_no, "Was the contact unwanted? (yes or no)",
       nullptr, nullptr, unsure},
      {"feared violence", "/feared_violence", Type::yes_no, "Did you fear violence? (yes or no)",
       nullptr, nullptr, unsure},
      {"forced contact", "/forced_contact", Type::yes_no},
      {"injuries", "/injuries", Type::text},
      {"health", "/health", Type::text},
      {"route", "/route", Type::codes,
       "Only if you like: vaginal, anal, oral or other? It is used to work out times for care,\n"
       "and never leaves",
       "only to work out times, never leaves", choices_of<AssaultRoute>, timed},
      {"clothes and things kept", "/physical/0/item", Type::line},
      {"kept in", "/physical/0/bag", Type::line, nullptr, "a paper bag, a box"},
      {"kept at", "/physical/0/place", Type::line},
      {"kept by", "/physical/0/holder", Type::line},
      // Messages, demands, pictures
      {"messages were", "/messages", Type::codes,
       "What were the messages like? Words or numbers, ? for the list", nullptr,
       choices_of<MessageTick>, written},
      {"a demand was made", "/demand/made", Type::yes_no},
      {"what was demanded", "/demand/what", Type::line, "Did they demand something? What?", nullptr,
       nullptr, demanded},
      {"demand by when", "/demand/deadline", Type::line},
      {"pay to", "/demand/pay_to", Type::line},
      {"threatened with", "/demand/menaces", Type::codes,
       "What did they threaten with? (violence, damage, outing, images, authorities)", nullptr,
       choices_of<Menace>, menaced},
      {"filming", "/consent_to_film", Type::choice,
       "Had you agreed to be filmed? (agreed, not agreed, agreed then misused)", nullptr,
       choices_of<FilmConsent>, filmed},
      {"pictures were", "/images", Type::codes,
       "What was done with the pictures? (taken, shared, posted, threatened)", nullptr,
       choices_of<ImageUse>, pictured},
      {"made public", "/exposed", Type::codes,
       "What was made public? Words or numbers, ? for the list", nullptr, choices_of<Exposed>,
       public_now},
      {"page about you", "/online_items/0/url", Type::line,
       "At which address does it stand? (the page's link)",
       "the link; `incident page` adds more pages and says how far a removal came", nullptr,
       on_a_page},
      {"its host", "/online_items/0/host", Type::line, nullptr, "such as host.example"},
      {"contact of its host", "/online_items/0/host_contact", Type::line},
      {"why it should go", "/online_items/0/ground", Type::choice, nullptr, nullptr,
       choices_of<TakedownGround>},
      {"the page is", "/online_items/0/state", Type::choice, nullptr, nullptr,
       choices_of<TakedownState>},
      {"told to stop at", "/told_to_stop/at", Type::time,
       "Did you tell them to stop? When? (a day is enough)", nullptr, nullptr, told_off},
      {"told to stop by", "/told_to_stop/channel", Type::choice, nullptr, nullptr,
       choices_of<Channel>},
      {"told to stop in words", "/told_to_stop/words", Type::text},
      {"others involved", "/third_parties", Type::list, nullptr, "never leaves the journal"},
      {"who says so", "/basis", Type::choice, nullptr, nullptr, choices_of<Basis>},
  };
  return fields;
}

}  // namespace ww::cli
