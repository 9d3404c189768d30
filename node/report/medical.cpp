// The sheet for medical staff. Only here stand the routes and her health: they are what it is for.
// Nobody who did it is described, no place and no account: it is about care.
#include <algorithm>

#include "report/kinds.h"
#include "report/medical_words.h"
#include "report/times.h"

namespace ww::report {
namespace {

using domain::AssaultRoute;
using domain::Code;
using domain::WindowPurpose;

std::string_view word_of(Code code, const MedicalWords& words) {
  switch (code) {
    case Code::rape:
      return words.rape;
    case Code::sexual_assault_penetration:
    case Code::sexual_assault:
      return words.assault;
    case Code::stealthing:
      return words.condom_removed;
    case Code::physical_assault:
      return words.violence;
    case Code::drugging:
      return words.drugged;
    case Code::false_imprisonment:
      return words.held;
    default:
      return {};  // nothing that medical staff need
  }
}

std::string_view word_of(AssaultRoute route, const MedicalWords& words) {
  switch (route) {
    case AssaultRoute::vaginal:
      return words.vaginal;
    case AssaultRoute::anal:
      return words.anal;
    case AssaultRoute::oral:
      return words.oral;
    case AssaultRoute::other:
      break;
  }
  return words.other;
}

std::string_view word_of(WindowPurpose purpose, const MedicalWords& words) {
  switch (purpose) {
    case WindowPurpose::emergency_contraception:
      return words.contraception;
    case WindowPurpose::iud:
      return words.iud;
    case WindowPurpose::pep:
      return words.pep;
    case WindowPurpose::forensic:
      return words.forensic;
    default:
      return {};
  }
}

template <class List>
std::string joined_words(const List& values, const MedicalWords& words) {
  std::vector<std::string_view> said;
  for (const auto value : values) {
    const auto word = word_of(value, words);
    if (!word.empty() && std::find(said.begin(), said.end(), word) == said.end()) {
      said.push_back(word);
    }
  }
  std::string out;
  for (const auto word : said) out += (out.empty() ? "" : "; ") + std::string(word);
  return out;
}

void write_facts(Writer& out, const PacketFacts& facts, std::size_t index,
                 const MedicalWords& words) {
  const auto& one = facts.incidents[index];
  const auto& incident = one.incident;
  const std::string path = incident_path(index);
  const auto row = [&](std::string_view label, const std::string& value) {
    if (!value.empty()) out.row(std::string(label), value);
  };
  const auto free_row = [&](std::string_view label, const char* field, const domain::Text& text) {
    out.free_row(std::string(label), path + field, text);
  };
  const auto when = incident.when ? numeric_when(*incident.when, facts.utc_offset) : "";
  row(words.when, when.empty() ? std::string(words.not_told) : when);
  row(words.written_down, time_text(one.written, facts));
  if (incident.codes) row(words.happened, joined_words(*incident.codes, words));
  if (incident.route) row(words.contact, joined_words(*incident.route, words));
  free_row(words.injuries, "injuries", incident.injuries);
  free_row(words.health, "health", incident.health);
  row(words.language, incident.lang);
}

// Each time is a row of its own: a date beside Arabic words would be turned around.
void write_care(Writer& out, const PacketFacts& facts, const MedicalWords& words) {
  bool any = false;
  for (const auto& time : facts.care) {
    const auto purpose = word_of(time.purpose, words);
    if (purpose.empty() || (!time.best && !time.last)) continue;
    if (!any) out.heading(2, std::string(words.times));
    any = true;
    // Two tablets with two limits: the hours tell them apart in every language.
    const auto same =
        std::count_if(facts.care.begin(), facts.care.end(), [&](const CareTime& each) {
          return each.purpose == time.purpose && (each.best || each.last);
        });
    const bool told = same > 1 && time.hours;
    out.heading(3, std::string(purpose) + (told ? ", " + std::to_string(*time.hours) + " h" : ""));
    if (time.best) out.row(std::string(words.best_before), time_text(*time.best, facts));
    if (time.last) out.row(std::string(words.ask_until), time_text(*time.last, facts));
  }
  if (any) out.paragraph(std::string(words.ask_anyway));
}

void write_requests(Writer& out, const MedicalWords& words) {
  out.heading(2, std::string(words.asks));
  std::vector<std::string> boxes;
  for (const auto ask : {words.ask_injuries, words.ask_pregnancy, words.ask_pep,
                         words.ask_infections, words.ask_forensic, words.ask_interpreter,
                         words.ask_woman, words.ask_alone, words.ask_private}) {
    boxes.push_back("\u2610 " + std::string(ask));
  }
  out.items(std::move(boxes));
}

// Of several incidents, those that medical staff have to do with.
bool concerns_health(const domain::Incident& incident, const MedicalWords& words) {
  return incident.injuries || incident.health || incident.route ||
         (incident.codes && !joined_words(*incident.codes, words).empty());
}

std::vector<std::size_t> chosen(const PacketFacts& facts, const MedicalWords& words) {
  std::vector<std::size_t> some, all;
  for (std::size_t i = 0; i < facts.incidents.size(); ++i) {
    all.push_back(i);
    if (concerns_health(facts.incidents[i].incident, words)) some.push_back(i);
  }
  return some.empty() ? all : some;
}

}  // namespace

void write_medical(Writer& out, const PacketFacts& facts) {
  const auto& words = medical_words(facts.lang);
  out.paragraph(std::string(words.intro));
  const auto indices = chosen(facts, words);
  int number = 0;
  for (const auto index : indices) {
    if (indices.size() > 1) {
      out.heading(2, std::string(words.incident) + " " + std::to_string(++number));
    }
    write_facts(out, facts, index, words);
  }
  write_care(out, facts, words);
  write_requests(out, words);
  out.paragraph(std::string(words.consent));
}

}  // namespace ww::report
