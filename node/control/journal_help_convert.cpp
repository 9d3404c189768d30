#include "control/journal_convert.h"

#include "control/convert_lists.h"

namespace ww::control {

// ---- help
// ------------------------------------------------------------------------------------------------

void write(schema::Source::Builder to, const api::SourceLine& from) {
  to.setName(text(from.name));
  to.setUrl(text(from.url));
  to.setChecked(text(from.checked));
}
api::SourceLine read(schema::Source::Reader from) {
  api::SourceLine to;
  to.name = text(from.getName());
  to.url = text(from.getUrl());
  to.checked = text(from.getChecked());
  return to;
}

void write(schema::Card::Item::Builder to, const api::CardShown::Item& from) {
  to.setId(text(from.id));
  to.setText(text(from.text));
  to.setState(text(from.state));
}
api::CardShown::Item read(schema::Card::Item::Reader from) {
  api::CardShown::Item to;
  to.id = text(from.getId());
  to.text = text(from.getText());
  to.state = text(from.getState());
  return to;
}

void write(schema::Card::Builder to, const api::CardShown& from) {
  to.setId(text(from.id));
  to.setKind(text(from.kind));
  to.setTitle(text(from.title));
  to.setNation(text(from.nation));
  to.setPack(text(from.pack));
  to.setPackDate(text(from.pack_date));
  write_texts(to.initBody(count(from.body)), from.body);
  write_all(to.initItems(count(from.items)), from.items);
  write_all(to.initSources(count(from.sources)), from.sources);
}
api::CardShown read(schema::Card::Reader from) {
  api::CardShown to;
  to.id = text(from.getId());
  to.kind = text(from.getKind());
  to.title = text(from.getTitle());
  to.nation = text(from.getNation());
  to.pack = text(from.getPack());
  to.pack_date = text(from.getPackDate());
  to.body = read_texts(from.getBody());
  to.items = read_all(from.getItems());
  to.sources = read_all(from.getSources());
  return to;
}

void write(schema::Timer::Builder to, const api::TimerShown& from) {
  to.setId(text(from.id));
  to.setPurpose(text(from.purpose));
  to.setTitle(text(from.title));
  to.setNation(text(from.nation));
  to.setFrom(to_ms(from.from));
  write(to.initBest(), from.best);
  write(to.initLast(), from.last);
  to.setState(text(from.state));
  write_texts(to.initBody(count(from.body)), from.body);
  write_all(to.initSources(count(from.sources)), from.sources);
  to.setBestHours(from.best_hours);
  to.setLastHours(from.last_hours);
}
api::TimerShown read(schema::Timer::Reader from) {
  api::TimerShown to;
  to.id = text(from.getId());
  to.purpose = text(from.getPurpose());
  to.title = text(from.getTitle());
  to.nation = text(from.getNation());
  to.from = from_ms(from.getFrom());
  to.best = read(from.getBest());
  to.last = read(from.getLast());
  to.state = text(from.getState());
  to.body = read_texts(from.getBody());
  to.sources = read_all(from.getSources());
  to.best_hours = from.getBestHours();
  to.last_hours = from.getLastHours();
  return to;
}

void write(schema::Help::Builder to, const api::HelpLine& from) {
  to.setId(text(from.id));
  to.setName(text(from.name));
  to.setPhone(text(from.phone));
  to.setWeb(text(from.web));
  to.setEmail(text(from.email));
  to.setHours(text(from.hours));
  to.setLiaison(text(from.liaison));
  to.setNote(text(from.note));
  to.setNation(text(from.nation));
  to.setPack(text(from.pack));
  to.setPackDate(text(from.pack_date));
  write_texts(to.initPurposes(count(from.purposes)), from.purposes);
  write_texts(to.initRegions(count(from.regions)), from.regions);
  write_texts(to.initLanguages(count(from.languages)), from.languages);
  write_all(to.initSources(count(from.sources)), from.sources);
}
api::HelpLine read(schema::Help::Reader from) {
  api::HelpLine to;
  to.id = text(from.getId());
  to.name = text(from.getName());
  to.phone = text(from.getPhone());
  to.web = text(from.getWeb());
  to.email = text(from.getEmail());
  to.hours = text(from.getHours());
  to.liaison = text(from.getLiaison());
  to.note = text(from.getNote());
  to.nation = text(from.getNation());
  to.pack = text(from.getPack());
  to.pack_date = text(from.getPackDate());
  to.purposes = read_texts(from.getPurposes());
  to.regions = read_texts(from.getRegions());
  to.languages = read_texts(from.getLanguages());
  to.sources = read_all(from.getSources());
  return to;
}

void write(schema::Care::Builder to, const api::Care& from) {
  to.setCareFirst(from.care_first);
  write_all(to.initFirst(count(from.first)), from.first);
  write_all(to.initTimers(count(from.timers)), from.timers);
  write_all(to.initHints(count(from.hints)), from.hints);
  write_all(to.initCards(count(from.cards)), from.cards);
  write_all(to.initContacts(count(from.contacts)), from.contacts);
  write_all(to.initRing(count(from.ring)), from.ring);
}
api::Care read(schema::Care::Reader from) {
  api::Care to;
  to.care_first = from.getCareFirst();
  to.first = read_all(from.getFirst());
  to.timers = read_all(from.getTimers());
  to.hints = read_all(from.getHints());
  to.cards = read_all(from.getCards());
  to.contacts = read_all(from.getContacts());
  to.ring = read_all(from.getRing());
  return to;
}

void write(schema::Pack::Builder to, const api::PackLine& from) {
  to.setId(text(from.id));
  to.setNation(text(from.nation));
  to.setEdition(text(from.edition));
  to.setLang(text(from.lang));
  to.setOrigin(text(from.origin));
}
api::PackLine read(schema::Pack::Reader from) {
  api::PackLine to;
  to.id = text(from.getId());
  to.nation = text(from.getNation());
  to.edition = text(from.getEdition());
  to.lang = text(from.getLang());
  to.origin = text(from.getOrigin());
  return to;
}

// ---- what may leave
// ------------------------------------------------------------------------------------------------

void write(schema::PacketRequest::Gap::Builder to,
           const std::pair<std::string, std::string>& from) {
  to.setName(text(from.first));
  to.setText(text(from.second));
}
std::pair<std::string, std::string> read(schema::PacketRequest::Gap::Reader from) {
  return {text(from.getName()), text(from.getText())};
}

void write(schema::PacketRequest::Builder to, const api::PacketRequest& from) {
  to.setKind(text(from.kind));
  to.setOf(text(from.of));
  to.setFormat(text(from.format));
  to.setLang(text(from.lang));
  write_texts(to.initAccept(count(from.accept)), from.accept);
  write_all(to.initFill(count(from.fill)), from.fill);
}
api::PacketRequest read(schema::PacketRequest::Reader from) {
  api::PacketRequest to;
  to.kind = text(from.getKind());
  to.of = text(from.getOf());
  to.format = text(from.getFormat());
  to.lang = text(from.getLang());
  to.accept = read_texts(from.getAccept());
  to.fill = read_all(from.getFill());
  return to;
}

void write(schema::Packet::Builder to, const api::Packet& from) {
  to.setName(text(from.name));
  to.setMime(text(from.mime));
  to.setBytes(bytes(from.bytes));
  to.setProof(text(from.proof));
  write_texts(to.initGaps(count(from.gaps)), from.gaps);
}
api::Packet read(schema::Packet::Reader from) {
  api::Packet to;
  to.name = text(from.getName());
  to.mime = text(from.getMime());
  to.bytes = bytes(from.getBytes());
  to.proof = text(from.getProof());
  to.gaps = read_texts(from.getGaps());
  return to;
}

}  // namespace ww::control
