// The fields of the form, in the order in which a person tells it.
#include "cli/incident_form.h"

namespace ww::cli {

const std::vector<FormField>& form_fields() {
  using Type = FormField::Type;
  static const std::vector<FormField> fields = {
      // What
      {"account", "/account", Type::text, "What happened? In your own words", "your own words",
       nullptr},
      {"what happened", "/codes", Type::codes,
       "Which of these was it? Several with commas, ? for the list",
       "of: rape, sexual assault penetration, sexual assault, stealthing, physical assault, "
       "threat\n"
       "# violence, false imprisonment, drugging, robbery, burglary, theft, fraud nonpayment, "
       "police\n"
       "# impersonation, criminal damage, harassment, stalking, malicious comms, threatening "
       "comms,\n"
       "# cyberflashing, false police report, outing, outing threat, blackmail, doxxing, "
       "impersonation,\n"
       "# copyright misuse, voyeurism filming, ncii sharing, ncii threat, account takeover, "
       "spyware\n"
       "# tracking, timewaster, boundary pushing, concern, other",
       nullptr},
      {"how it came", "/channels", Type::codes,
       "How did it come? (in person, call, sms, messenger ...)",
       "of: in person, call, voicemail, sms, messenger, email, social, post, ad site, third party",
       nullptr},
      {"tactics", "/tactics", Type::codes, nullptr,
       "of: monitoring, spyware, threatening texts, tracking device, account takeover, "
       "denigration,\n"
       "# image distribution, fake profiles, exclusion, flaming, outing, threats dissemination,\n"
       "# confidence trick, impersonation, spamming, trolling, bullying by proxy",
       nullptr},
      {"how urgent", "/urgency", Type::line, nullptr,
       "of: immediate, expected, future, past, unknown", nullptr},
      {"weapon", "/weapon", Type::codes, nullptr,
       "of: none, knife, blunt, firearm, vehicle, restraint, drug, other, unknown", nullptr},
      // Who
      {"how many people", "/who/n", Type::number, nullptr, nullptr, nullptr},
      {"number withheld", "/who/withheld", Type::yes_no, nullptr, nullptr, nullptr},
      {"phones", "", Type::identifiers, "Which numbers did they use?", "several with commas",
       "phone"},
      {"emails", "", Type::identifiers, nullptr, nullptr, "email"},
      {"handles", "", Type::identifiers, nullptr, "as platform.example:name", "handle"},
      {"plates", "", Type::identifiers, "A number plate? ? for each character not seen", nullptr,
       "plate"},
      {"payments", "", Type::identifiers, nullptr, "as iban:..., paypal:..., btc:...", "payment"},
      {"web pages", "", Type::identifiers, nullptr, nullptr, "url"},
      {"names", "", Type::identifiers, "Which names did they give?", nullptr, "name"},
      {"who they were", "/who/people/0/role", Type::line, nullptr,
       "of: client, former_client, enquirer, stranger, partner, family, neighbour, landlord,\n"
       "# other_client, manager, claims_official, other",
       nullptr},
      {"build", "/who/people/0/build", Type::line, "How did they look? (build)", nullptr, nullptr},
      {"hair colour", "/who/people/0/hair/colour", Type::line, nullptr, nullptr, nullptr},
      {"hair style", "/who/people/0/hair/style", Type::line, nullptr, nullptr, nullptr},
      {"facial hair", "/who/people/0/facial_hair", Type::line, nullptr, nullptr, nullptr},
      {"eyes", "/who/people/0/eyes", Type::line, nullptr, nullptr, nullptr},
      {"accent", "/who/people/0/voice/accent", Type::line, nullptr, nullptr, nullptr},
      {"voice", "/who/people/0/voice/note", Type::line, nullptr, nullptr, nullptr},
      {"smell", "/who/people/0/smell", Type::list, nullptr, nullptr, nullptr},
      {"clothing", "/who/people/0/clothing", Type::list, nullptr, nullptr, nullptr},
      {"words they used", "/who/people/0/words", Type::list, "What did they say?", nullptr,
       nullptr},
      {"distinctive", "/who/people/0/distinctive", Type::list,
       "Anything that stood out? (marks, tattoos, smell, voice)", nullptr, nullptr},
      // When and where
      {"time zone", "/when/tz", Type::line, nullptr, "of the place; Europe/London unless told",
       nullptr},
      {"when it began", "/when/start", Type::time,
       "When? (2026-11-24 22:15, or roughly: 2026-11-24, 2026-11)",
       "2026-11-24 22:15, or roughly: 2026-11-24 22, 2026-11-24, 2026-11", nullptr},
      {"when it ended", "/when/end", Type::time, nullptr, nullptr, nullptr},
      {"where", "/where/locality", Type::line, "Where? (town or part of town)", nullptr, nullptr},
      {"regions", "/where/regions", Type::list, "Which region? (code such as GB-LDS)",
       "ISO 3166-2 codes, such as GB-LDS; they choose law cards and help contacts", nullptr},
      {"kind of place", "/where/setting", Type::line, nullptr,
       "of: incall, outcall, hotel, street, vehicle, venue, public, phone, online_platform, other",
       nullptr},
      {"exact place", "/place_exact", Type::text, nullptr, "never leaves the journal", nullptr},
      {"own place", "/own_place", Type::text, nullptr, "never leaves the journal", nullptr},
      // What it did, never sent
      {"how it left you", "/effect", Type::codes, "How did it leave you feeling? Only if you like",
       "of: distressed, alarmed, nervous, anxious, thinking of it daily, looking over shoulder, "
       "not\n"
       "# sleeping, not working, other",
       nullptr},
      {"it was unwanted", "/unwanted", Type::yes_no, "Was the contact unwanted? (yes or no)",
       nullptr, nullptr},
      {"feared violence", "/feared_violence", Type::yes_no, "Did you fear violence? (yes or no)",
       nullptr, nullptr},
      {"forced contact", "/forced_contact", Type::yes_no, nullptr, nullptr, nullptr},
      {"injuries", "/injuries", Type::text, nullptr, nullptr, nullptr},
      {"health", "/health", Type::text, nullptr, nullptr, nullptr},
      {"route", "/route", Type::codes, nullptr,
       "of: vaginal, anal, oral, other; only to work out times, never leaves", nullptr},
      {"clothes and things kept", "/physical/0/item", Type::line, nullptr, nullptr, nullptr},
      // Messages, demands, pictures
      {"messages were", "/messages", Type::codes, nullptr,
       "of: indecent, grossly offensive, obscene, threatening, threat of death, threat of serious\n"
       "# injury, threat of rape, threat of financial loss",
       nullptr},
      {"a demand was made", "/demand/made", Type::yes_no, nullptr, nullptr, nullptr},
      {"what was demanded", "/demand/what", Type::line, nullptr, nullptr, nullptr},
      {"demand by when", "/demand/deadline", Type::line, nullptr, nullptr, nullptr},
      {"pay to", "/demand/pay_to", Type::line, nullptr, nullptr, nullptr},
      {"threatened with", "/demand/menaces", Type::codes, nullptr,
       "of: violence, damage, outing, images, authorities", nullptr},
      {"filming", "/consent_to_film", Type::line, nullptr,
       "of: agreed, not_agreed, agreed_then_misused", nullptr},
      {"pictures were", "/images", Type::codes, nullptr, "of: taken, shared, posted, threatened",
       nullptr},
      {"made public", "/exposed", Type::codes, nullptr,
       "of: images, phone, email, address, real name, message screenshots, other", nullptr},
      {"told to stop at", "/told_to_stop/at", Type::time, nullptr, nullptr, nullptr},
      {"told to stop by", "/told_to_stop/channel", Type::line, nullptr, nullptr, nullptr},
      {"others involved", "/third_parties", Type::list, nullptr, "never leaves the journal",
       nullptr},
  };
  return fields;
}

}  // namespace ww::cli
