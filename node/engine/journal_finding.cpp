#include "engine/journal_finding.h"

#include <set>
#include <sstream>

#include "base/utf8.h"
#include "core/matcher.h"
#include "engine/journal_parts.h"
#include "identify/extract.h"
#include "identify/normalise.h"
#include "identify/unicode.h"

namespace ww::engine::journal {
namespace {

using domain::Identifier;
using domain::IdentifierKind;

void normalise_one(Identifier& id, const std::string& path, const std::string& home_region,
                   std::vector<std::string>& warnings) {
  if (!id.canon.empty() || !id.raw) return;
  const identify::Hints hints{home_region, id.platform.value_or(""), id.cc.value_or("")};
  const auto reading = identify::normalise(id.kind, *id.raw, hints);
  if (!reading) {
    warnings.push_back(path + ": kept as written. " + reading.error().message);
    return;
  }
  id.canon = reading->canon;
  if (!id.platform && !reading->platform.empty()) id.platform = reading->platform;
  if (!id.cc && !reading->cc.empty()) id.cc = reading->cc;
  for (const auto& notice : reading->warnings) warnings.push_back(path + ": " + notice.message);
}

void normalise_all(domain::List<Identifier>& ids, const std::string& path,
                   const std::string& home_region, std::vector<std::string>& warnings) {
  if (!ids) return;
  for (std::size_t i = 0; i < ids->size(); ++i) {
    normalise_one((*ids)[i], path + "[" + std::to_string(i) + "]", home_region, warnings);
  }
}

// With the platform before a handle: the same name elsewhere may be somebody else.
JournalIdentifier found_by(const Identifier& id) {
  JournalIdentifier found;
  found.kind = domain::to_name(id.kind);
  found.canon = id.canon;
  // A name alone is nobody.
  const bool name = id.kind == IdentifierKind::name || id.kind == IdentifierKind::alias;
  if (!name) found.keys = match_keys(identify::tokens_of(id));
  if (id.kind == IdentifierKind::handle && id.platform) found.canon = *id.platform + ":" + id.canon;
  if (id.kind == IdentifierKind::phone) found.digits = digits_of(id.canon);
  return found;
}

void add(std::vector<JournalIdentifier>& list, JournalIdentifier found) {
  for (const auto& each : list) {
    if (each.kind == found.kind && each.canon == found.canon) return;
  }
  list.push_back(std::move(found));
}

void add_all(std::vector<JournalIdentifier>& list, const domain::List<Identifier>& ids) {
  if (!ids) return;
  for (const Identifier& id : *ids) {
    if (!id.canon.empty()) add(list, found_by(id));
  }
}

bool is_unseen(char32_t c) {
  const auto within = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
  return c == 0xAD || c == 0x61C || within(0x200B, 0x200F) || within(0x202A, 0x202E) ||
         within(0x2060, 0x206F) || c == 0xFEFF;
}

// A journal keeps what was written as it came; it is found by a copy in which marks that nobody
// sees are gone, and a Tab, a form feed or any other control is a blank.
std::string without_marks(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t c = take_code_point(text);
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
      out += c == U'\n' ? '\n' : ' ';
    } else if (c != kNotUtf8 && !is_unseen(c)) {
      out += before.substr(0, before.size() - text.size());
    }
  }
  return out;
}

// Collects texts, each folded, and numbers in them by their one spelling.
class Folded {
 public:
  explicit Folded(const std::string& home_region) : home_region_(home_region) {}

  void add(std::string_view text) {
    if (text.empty()) return;
    folded_ += identify::latin_lower(identify::split_unspaced(identify::nfkc(without_marks(text))));
    folded_ += ' ';
  }
  void add(const domain::Text& text) {
    if (text) add(std::string_view(*text));
  }
  void add(const domain::List<std::string>& list) {
    if (!list) return;
    for (const auto& text : *list) add(std::string_view(text));
  }
  // Free text may hold numbers, plates and handles.
  void prose(const domain::Text& text) {
    add(text);
    if (!text) return;
    const std::string plain = without_marks(*text);
    for (std::string_view rest = plain; !rest.empty();) found_in(next_piece(rest));
  }
  void plate(const std::string& canon) { folded_ += parts_of_plate(canon); }
  std::string take() { return std::move(folded_); }

 private:
  // The extraction reads so much and no more (identify/extract.h); an account may be longer. Cut
  // where a line or a word ends.
  static std::string_view next_piece(std::string_view& rest) {
    constexpr std::size_t kPiece = 16'000;
    std::size_t size = rest.size();
    if (size > kPiece) {
      size = rest.substr(0, kPiece).find_last_of(" \n");
      if (size == std::string_view::npos) {
        size = kPiece - 1;  // one word so long: at least no letter is cut
        while (size > 0 && (static_cast<unsigned char>(rest[size + 1]) & 0xC0u) == 0x80u) --size;
      }
      ++size;
    }
    const auto piece = rest.substr(0, size);
    rest.remove_prefix(piece.size());
    return piece;
  }
  void found_in(std::string_view piece) {
    for (const auto& candidate : identify::extract(piece, home_region_)) {
      if (!seen_.insert(candidate.canon).second) continue;
      add(std::string_view(candidate.canon));
      if (candidate.kind == IdentifierKind::phone) folded_ += parts_of_number(candidate.canon);
      if (candidate.kind == IdentifierKind::plate) plate(candidate.canon);
    }
  }

  const std::string& home_region_;
  std::string folded_;
  std::set<std::string> seen_;
};

void add_person(Folded& folded, const domain::Person& person) {
  for (const auto* text :
       {&person.build, &person.complexion, &person.facial_hair, &person.eyes, &person.teeth}) {
    folded.add(*text);
  }
  if (person.hair) {
    folded.add(person.hair->colour);
    folded.add(person.hair->style);
  }
  if (person.voice) {
    folded.add(person.voice->accent);
    folded.add(person.voice->note);
  }
  for (const auto& mark : person.marks.value_or(std::vector<domain::Mark>{})) {
    folded.add(mark.part);
    folded.add(mark.desc);
  }
  for (const auto* list :
       {&person.smell, &person.clothing, &person.words, &person.distinctive, &person.names}) {
    folded.add(*list);
  }
}

void add_who(Folded& folded, const domain::Who& who) {
  for (const auto& person : who.people.value_or(std::vector<domain::Person>{}))
    add_person(folded, person);
  for (const auto& id : who.ids.value_or(std::vector<Identifier>{})) {
    folded.add(std::string_view(id.canon));
    folded.add(id.raw);
    folded.add(id.note);
    folded.add(id.shown);
  }
  for (const auto& vehicle : who.vehicles.value_or(std::vector<domain::Vehicle>{})) {
    for (const auto* text :
         {&vehicle.plate, &vehicle.make, &vehicle.model, &vehicle.colour, &vehicle.note}) {
      folded.add(*text);
    }
  }
}

void add_kept(Folded& folded, const domain::Incident& incident) {
  folded.add(incident.third_parties);
  for (const auto& item : incident.physical.value_or(std::vector<domain::PhysicalItem>{})) {
    for (const auto* text : {&item.item, &item.bag, &item.place, &item.holder}) folded.add(*text);
  }
  for (const auto& item : incident.online_items.value_or(std::vector<domain::OnlineItem>{})) {
    for (const auto* text : {&item.url, &item.host, &item.host_contact}) folded.add(*text);
  }
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

std::vector<std::string> words_in(const std::string& folded) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : folded + " ") {
    if (is_word_byte(c)) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

}  // namespace

void normalise(domain::Incident& incident, const std::string& home_region,
               std::vector<std::string>& warnings) {
  if (incident.who) normalise_all(incident.who->ids, "who.ids", home_region, warnings);
}
void normalise(domain::Subject& subject, const std::string& home_region,
               std::vector<std::string>& warnings) {
  normalise_all(subject.ids, "ids", home_region, warnings);
}

std::vector<JournalIdentifier> identifiers_of(const domain::Incident& incident) {
  std::vector<JournalIdentifier> list;
  if (!incident.who) return list;
  add_all(list, incident.who->ids);
  for (const auto& vehicle : incident.who->vehicles.value_or(std::vector<domain::Vehicle>{})) {
    if (!vehicle.plate) continue;
    const auto reading = identify::normalise_plate(*vehicle.plate, vehicle.cc.value_or(""));
    Identifier plate;
    plate.kind = IdentifierKind::plate;
    plate.canon = reading ? reading->canon : *vehicle.plate;
    plate.cc = vehicle.cc;
    add(list, found_by(plate));
  }
  return list;
}
std::vector<JournalIdentifier> identifiers_of(const domain::Subject& subject) {
  std::vector<JournalIdentifier> list;
  add_all(list, subject.ids);
  return list;
}

std::string shown(const JournalIdentifier& identifier) {
  return identifier.kind + " " + identifier.canon;
}

std::string folded_text(const domain::Incident& incident, const std::string& home_region) {
  Folded folded(home_region);
  folded.prose(incident.account);
  for (const auto* text : {&incident.effect_note, &incident.injuries, &incident.health,
                           &incident.place_exact, &incident.own_place}) {
    folded.prose(*text);
  }
  if (incident.who) add_who(folded, *incident.who);
  if (incident.where) {
    folded.add(incident.where->locality);
    if (incident.where->online) {
      folded.add(incident.where->online->platform);
      folded.add(incident.where->online->host);
    }
  }
  if (incident.demand) {
    for (const auto* text :
         {&incident.demand->what, &incident.demand->deadline, &incident.demand->pay_to}) {
      folded.prose(*text);
    }
  }
  if (incident.told_to_stop) folded.prose(incident.told_to_stop->words);
  add_kept(folded, incident);
  for (const auto& id : identifiers_of(incident)) {
    if (id.kind == domain::to_name(IdentifierKind::plate)) folded.plate(id.canon);
  }
  return folded.take();
}

std::vector<std::string> folded_words(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream pieces(identify::nfkc(without_marks(text)));
  for (std::string piece; pieces >> piece;) {
    const std::string split = identify::split_unspaced(piece);
    std::vector<std::string> parts = words_in(identify::latin_lower(split));
    if (split == piece) {
      words.insert(words.end(), parts.begin(), parts.end());
      continue;
    }
    std::string row;
    for (const auto& part : parts) row += (row.empty() ? "" : " ") + part;
    if (!row.empty()) words.push_back(std::move(row));
  }
  return words;
}

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

}  // namespace ww::engine::journal
