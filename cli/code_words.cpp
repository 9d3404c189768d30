#include "cli/code_words.h"

#include <map>
#include <optional>

#include "cli/json_view.h"
#include "cli/shown_text.h"
#include "report/codes_text.h"

namespace ww::cli {
namespace {

using Words = std::string_view (*)(std::string_view code);  // empty: not known

template <class E>
std::string_view words(std::string_view code) {
  const auto value = domain::from_name<E>(code);
  return value ? report::words_of(*value) : std::string_view();
}

const std::map<std::string, Words>& fields() {
  using namespace domain;
  static const std::map<std::string, Words> fields = {
      {"codes", words<Code>},
      {"tactics", words<Tactic>},
      {"weapon", words<Weapon>},
      {"role", words<Role>},
      {"gender", words<Gender>},
      {"type", words<MarkType>},
      {"conf", words<Confidence>},
      {"precision", words<Precision>},
      {"mode", words<Mode>},
      {"setting", words<Setting>},
      {"basis", words<Basis>},
      {"severity", words<Severity>},
      {"urgency", words<Urgency>},
      {"certainty", words<Certainty>},
      {"action", words<Action>},
      {"advice", words<Advice>},
      {"status", words<Status>},
      {"level", words<Level>},
      {"police", words<Police>},
      {"reason", words<Reason>},
      {"alert_kind", words<AlertKind>},
      {"channel", words<Channel>},
      {"channels", words<Channel>},
      {"effect", words<Effect>},
      {"route", words<AssaultRoute>},
      {"messages", words<MessageTick>},
      {"menaces", words<Menace>},
      {"consent_to_film", words<FilmConsent>},
      {"images", words<ImageUse>},
      {"exposed", words<Exposed>},
      {"ground", words<TakedownGround>},
      {"state", words<TakedownState>},
      {"how", words<HowCaptured>},
      {"consent_route", words<ConsentRoute>},
      {"report_to", words<ReportTo>},
  };
  return fields;
}

}  // namespace

bool is_coded(const std::string& field) { return field == "build" || fields().count(field) > 0; }

std::string words_for(const std::string& field, const std::string& code) {
  const auto known = fields().find(field);
  const std::string_view found = known == fields().end() ? "" : known->second(code);
  return found.empty() ? spaced(shown(code)) : std::string(found);
}

}  // namespace ww::cli
