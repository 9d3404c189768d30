// Every free text of an alert with its path: one walk for all who judge texts.
#pragma once

#include <string>

#include "domain/field_rules.h"

namespace ww::identify {

// visit(path, text), in the order of the model.
template <class Visit>
void each_text(const std::string& path, const domain::Text& text, Visit visit) {
  if (text) visit(path, *text);
}
template <class Visit>
void each_text(const std::string& path, const domain::List<std::string>& list, Visit visit) {
  for (std::size_t i = 0; list && i < list->size(); ++i) visit(domain::at(path, i), (*list)[i]);
}
template <class Visit>
void each_text_of(const std::string& path, const domain::Person& person, Visit visit) {
  each_text(path + ".build", person.build, visit);
  each_text(path + ".complexion", person.complexion, visit);
  if (person.hair) {
    each_text(path + ".hair.colour", person.hair->colour, visit);
    each_text(path + ".hair.style", person.hair->style, visit);
  }
  each_text(path + ".facial_hair", person.facial_hair, visit);
  each_text(path + ".eyes", person.eyes, visit);
  each_text(path + ".teeth", person.teeth, visit);
  if (person.voice) {
    each_text(path + ".voice.accent", person.voice->accent, visit);
    each_text(path + ".voice.lang", person.voice->lang, visit);
    each_text(path + ".voice.note", person.voice->note, visit);
  }
  for (std::size_t i = 0; person.marks && i < person.marks->size(); ++i) {
    each_text(domain::at(path + ".marks", i) + ".part", (*person.marks)[i].part, visit);
    each_text(domain::at(path + ".marks", i) + ".desc", (*person.marks)[i].desc, visit);
  }
  each_text(path + ".smell", person.smell, visit);
  each_text(path + ".clothing", person.clothing, visit);
  each_text(path + ".words", person.words, visit);
  each_text(path + ".distinctive", person.distinctive, visit);
  each_text(path + ".names", person.names, visit);
}
template <class Visit>
void each_text_of(const std::string& path, const domain::Identifier& id, Visit visit) {
  each_text(path + ".canon", domain::Text(id.canon), visit);
  each_text(path + ".platform", id.platform, visit);
  each_text(path + ".shown", id.shown, visit);
  each_text(path + ".note", id.note, visit);
}
template <class Visit>
void each_text_of(const std::string& path, const domain::Vehicle& vehicle, Visit visit) {
  each_text(path + ".make", vehicle.make, visit);
  each_text(path + ".model", vehicle.model, visit);
  each_text(path + ".colour", vehicle.colour, visit);
  each_text(path + ".note", vehicle.note, visit);
}
template <class T, class Visit>
void each_text_of_list(const std::string& path, const domain::List<T>& list, Visit visit) {
  for (std::size_t i = 0; list && i < list->size(); ++i)
    each_text_of(domain::at(path, i), (*list)[i], visit);
}
template <class Visit>
void each_text_of(const domain::Alert& alert, Visit visit) {
  if (alert.what) each_text("what.summary", alert.what->summary, visit);
  if (alert.who) {
    each_text_of_list("who.people", alert.who->people, visit);
    each_text_of_list("who.ids", alert.who->ids, visit);
    each_text_of_list("who.vehicles", alert.who->vehicles, visit);
  }
  if (alert.where) {
    each_text("where.locality", alert.where->locality, visit);
    if (alert.where->online) {
      each_text("where.online.platform", alert.where->online->platform, visit);
      each_text("where.online.host", alert.where->online->host, visit);
    }
  }
}

}  // namespace ww::identify
