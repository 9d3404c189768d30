// The words that people read: complete, and different from one another.
#include <set>

#include "report/block_list.h"
#include "report/codes_text.h"
#include "report/medical_words.h"
#include "support/catch.h"

namespace ww::report {
namespace {

template <class E>
void every_value_has_words() {
  std::set<std::string_view> seen;
  const auto names = domain::names_of<E>();
  for (std::size_t i = 0; i < names.size(); ++i) {
    CAPTURE(names[i]);
    const auto words = words_of(static_cast<E>(i));
    CHECK_FALSE(words.empty());
    CHECK(words.find('_') == std::string_view::npos);
    CHECK(seen.insert(words).second);
  }
}

TEST_CASE("every coded value has words of its own, without underscores", "[report][words]") {
  using namespace domain;
  every_value_has_words<Code>();
  every_value_has_words<Tactic>();
  every_value_has_words<Weapon>();
  every_value_has_words<Role>();
  every_value_has_words<Gender>();
  every_value_has_words<MarkType>();
  every_value_has_words<IdentifierKind>();
  every_value_has_words<Confidence>();
  every_value_has_words<Precision>();
  every_value_has_words<Mode>();
  every_value_has_words<Setting>();
  every_value_has_words<Basis>();
  every_value_has_words<Severity>();
  every_value_has_words<Urgency>();
  every_value_has_words<Certainty>();
  every_value_has_words<Action>();
  every_value_has_words<Advice>();
  every_value_has_words<Status>();
  every_value_has_words<Level>();
  every_value_has_words<Police>();
  every_value_has_words<Reason>();
  every_value_has_words<AlertKind>();
  every_value_has_words<Channel>();
  every_value_has_words<Effect>();
  every_value_has_words<AssaultRoute>();
  every_value_has_words<MessageTick>();
  every_value_has_words<Menace>();
  every_value_has_words<FilmConsent>();
  every_value_has_words<ImageUse>();
  every_value_has_words<Exposed>();
  every_value_has_words<TakedownGround>();
  every_value_has_words<TakedownState>();
  every_value_has_words<ChecklistState>();
  every_value_has_words<ConsentRoute>();
  every_value_has_words<ReportTo>();
  every_value_has_words<HowCaptured>();
}

// Goal: a sheet has no hole in any language. Method: MedicalWords is text views and nothing else,
// so that its members can be gone through as one array.
TEST_CASE("every language has every word of the medical sheet", "[report][words]") {
  static_assert(sizeof(MedicalWords) % sizeof(std::string_view) == 0);
  constexpr std::size_t kWords = sizeof(MedicalWords) / sizeof(std::string_view);
  for (const auto& words : all_medical_words()) {
    CAPTURE(words.lang);
    const auto* all = reinterpret_cast<const std::string_view*>(&words);
    for (std::size_t i = 0; i < kWords; ++i) {
      CAPTURE(i);
      CHECK_FALSE(all[i].empty());
    }
    CHECK(medical_words(words.lang).lang == words.lang);
  }
  CHECK(medical_words("pt-BR").lang == "pt");
  CHECK(medical_words("xx").lang == "en");
  CHECK(medical_words("").lang == "en");
}

TEST_CASE("a block list holds numbers under neutral names and nothing else",
          "[report][block_list]") {
  const auto text = block_list({{"+447700900123", "+447700900456", "07700 900789"},
                                {"not a number"},
                                {"+447700900123", "+353850000000"}});
  CHECK(text ==
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Block 1;;;;\r\nFN:Block 1\r\n"
        "TEL;TYPE=CELL:+447700900123\r\nTEL;TYPE=CELL:+447700900456\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Block 2;;;;\r\nFN:Block 2\r\n"
        "TEL;TYPE=CELL:+353850000000\r\nEND:VCARD\r\n");
  CHECK(block_list({}).empty());
  CHECK(block_list({{"+12", "+1234567890123456", "+44\r\nX:1"}}).empty());
  CHECK_FALSE(block_list({{"+123"}}).empty());
  CHECK_FALSE(block_list({{"+123456789012345"}}).empty());
}

}  // namespace
}  // namespace ww::report
