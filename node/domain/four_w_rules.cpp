#include "domain/four_w_rules.h"

#include "domain/alert_limits.h"
#include "domain/alert_text_rules.h"

namespace ww::domain {

void FourWRules::repeat(const std::string& path, const Repeat& repeat) {
  number(path + ".count", repeat.count, 1, limits::kRepeatCount);
  if (repeat.first && repeat.last && *repeat.first > *repeat.last) {
    refuse(path + ".last", "too_early", "The last time cannot be before the first.");
  }
  for (const auto& [field, day] :
       {std::pair{path + ".first", repeat.first}, std::pair{path + ".last", repeat.last}}) {
    if (day && day_in_future(*day)) {
      refuse(field, "in_future", "This day has not come yet.");
    }
  }
}

void FourWRules::who(const Who& who) {
  number("who.n", who.n, 0, limits::kPersonsCounted);
  if (who.people) {
    items("who.people", who.people->size(), limits::kPeople);
    for (std::size_t i = 0; i < who.people->size(); ++i) {
      person(at("who.people", i), (*who.people)[i]);
    }
  }
  if (who.ids) {
    items("who.ids", who.ids->size(), limits::kIdentifiers);
    for (std::size_t i = 0; i < who.ids->size(); ++i) {
      identifier(at("who.ids", i), (*who.ids)[i]);
    }
  }
  if (who.vehicles) {
    items("who.vehicles", who.vehicles->size(), limits::kVehicles);
    for (std::size_t i = 0; i < who.vehicles->size(); ++i) {
      vehicle(at("who.vehicles", i), (*who.vehicles)[i]);
    }
  }
}

void FourWRules::person(const std::string& path, const Person& person) {
  range(path + ".age", person.age, 0, limits::kAge);
  range(path + ".height_cm", person.height_cm, limits::kHeightLeast, limits::kHeightMost);
  for (const auto& [name, value] :
       {std::pair{".build", &person.build}, std::pair{".complexion", &person.complexion},
        std::pair{".facial_hair", &person.facial_hair}, std::pair{".eyes", &person.eyes},
        std::pair{".teeth", &person.teeth}}) {
    text(path + name, *value, limits::kDescribing);
  }
  if (person.hair) {
    text(path + ".hair.colour", person.hair->colour, limits::kDescribing);
    text(path + ".hair.style", person.hair->style, limits::kDescribing);
  }
  if (person.voice) {
    text(path + ".voice.accent", person.voice->accent, limits::kDescribing);
    text(path + ".voice.lang", person.voice->lang, limits::kDescribing);
    text(path + ".voice.note", person.voice->note, limits::kDescribing);
  }
  if (person.marks) marks(path + ".marks", *person.marks);
  for (const auto& [name, list] :
       {std::pair{".smell", &person.smell}, std::pair{".clothing", &person.clothing},
        std::pair{".words", &person.words}, std::pair{".distinctive", &person.distinctive},
        std::pair{".names", &person.names}}) {
    texts(path + name, *list, limits::kDescribingList, limits::kDescribingEntry);
  }
}

void FourWRules::marks(const std::string& path, const std::vector<Mark>& marks) {
  items(path, marks.size(), limits::kDescribingList);
  for (std::size_t i = 0; i < marks.size(); ++i) {
    text(at(path, i) + ".part", marks[i].part, limits::kDescribing);
    text(at(path, i) + ".desc", marks[i].desc, limits::kDescribing);
  }
}

void FourWRules::identifier(const std::string& path, const Identifier& id) {
  text(path + ".note", id.note, limits::kIdentifierNote);
  text(path + ".shown", id.shown, limits::kIdentifierShown);
  text(path + ".platform", id.platform, limits::kHostName);
  text(path + ".canon", id.canon, limits::kIdentifierText);
  form(path + ".cc", id.cc, is_country_code, "Write the country as two capital letters: \"GB\".");
  if (spelling_ == Spelling::as_written) text(path + ".raw", id.raw, limits::kIdentifierText);
  spelling(path, id);
  if (id.last_seen && day_in_future(*id.last_seen / 1)) {
    refuse(path + ".last_seen", "in_future", "This month has not come yet.");
  }
}

void FourWRules::spelling(const std::string& path, const Identifier& id) {
  const bool as_written = spelling_ == Spelling::as_written && id.raw && !id.raw->empty();
  if (id.canon.empty() && as_written) return;
  if (id.canon.empty()) {
    refuse(path + ".canon", "missing",
           "This identifier has no value that could be matched. Give canon or raw.");
  } else if (!has_form_of(id.kind, id.canon)) {
    refuse(path + ".canon", "not_canonical",
           "This is not the one spelling of its kind. Give it as raw, and it will be put right.");
  }
}

bool FourWRules::day_in_future(Day day) const {
  return Instant{day} > now_ + limits::kFurthestAheadOfUtc;
}

void FourWRules::vehicle(const std::string& path, const Vehicle& vehicle) {
  if (spelling_ == Spelling::as_written) {
    text(path + ".plate", vehicle.plate, limits::kDescribing);
  } else {
    form(path + ".plate", vehicle.plate, is_plate,
         "Write the plate in capitals and digits without spaces, ? for what was not seen.");
  }
  form(path + ".cc", vehicle.cc, is_country_code,
       "Write the country as two capital letters: \"GB\".");
  for (const auto& [name, value] :
       {std::pair{".make", &vehicle.make}, std::pair{".model", &vehicle.model},
        std::pair{".colour", &vehicle.colour}, std::pair{".note", &vehicle.note}}) {
    text(path + name, *value, limits::kDescribing);
  }
}

void FourWRules::when(const When& when) {
  form("when.tz", when.tz, is_time_zone, "Name the place's time zone, such as \"Europe/London\".");
  if (when.start && when.end && *when.end < *when.start) {
    refuse("when.end", "too_early", "The end cannot be before the start.");
  }
  not_in_future("when.start", when.start);
  not_in_future("when.end", when.end);
}

void FourWRules::not_in_future(const std::string& field, const std::optional<Instant>& time) {
  if (!time || *time <= latest_) return;
  refuse(field, "in_future", "This time has not come yet. Check the day and the hour.");
}

void FourWRules::where(const Where& where) {
  if (where.regions) {
    items("where.regions", where.regions->size(), limits::kRegions, 1);
    for (std::size_t i = 0; i < where.regions->size(); ++i) {
      const std::string& region = (*where.regions)[i];
      const bool country = spelling_ == Spelling::as_written && is_country_code(region);
      if (!country && !is_region_code(region)) {
        refuse(at("where.regions", i), "malformed",
               "Write a region by its ISO 3166-2 code, such as \"GB-LDS\".");
      }
    }
  }
  text("where.locality", where.locality, limits::kLocality);
  if (where.online) {
    text("where.online.platform", where.online->platform, limits::kHostName);
    text("where.online.host", where.online->host, limits::kHostName);
  }
}

}  // namespace ww::domain
