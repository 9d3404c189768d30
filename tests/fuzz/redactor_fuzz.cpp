// The redactor over any text: every finding points at its own words, and the author's number and
// name are found whatever stands before them.
#include <algorithm>
#include <cstdlib>
#include <string>

#include "core/redactor.h"
#include "domain/alert_text_rules.h"
#include "fuzz/stable.h"
#include "identify/redactor_text.h"

namespace {

using namespace ww;

const domain::OwnTokens& own() {
  static const domain::OwnTokens tokens = [] {
    domain::OwnIdentifiers list;
    list.phones = {"+447700900999"};
    list.names = {"Ruby Sample"};
    list.emails = {"ruby@example.com"};
    list.handles = {"ruby_sample"};
    list.ads = {"https://ads.example/ruby-123"};
    list.addresses = {"Flat 9, 12 Example Street, ZZ99 9ZZ"};
    list.plates = {"AB00 TST"};
    list.services = {"massage"};
    list.other_workers = {"Ana"};
    return identify::own_tokens(list, "GB");
  }();
  return tokens;
}

std::vector<RedactorFinding> findings_in(const std::string& text, bool quoted) {
  const auto outgoing = identify::outgoing_text("what.summary", text, "GB", quoted);
  auto findings = redact(std::vector{outgoing}, own());
  for (const auto& finding : findings) {
    for (const auto& place : finding.places) {
      if (text.compare(place.begin, place.size, finding.text) != 0) std::abort();
    }
  }
  return findings;
}
bool has(const std::vector<RedactorFinding>& findings, RedactionKind kind) {
  return std::any_of(findings.begin(), findings.end(),
                     [&](const RedactorFinding& finding) { return finding.kind == kind; });
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), std::min<std::size_t>(size, 2000));
  const auto quoted = findings_in(text, true);
  // "[...]" stands for one byte at least.
  if (masked("what.summary", text, quoted).size() > 5 * text.size()) std::abort();
  if (!domain::is_utf8(text)) return 0;
  if (!has(findings_in(text + " 07700 900 999", false), RedactionKind::own_phone)) std::abort();
  if (!has(findings_in(text + " ruby", false), RedactionKind::own_name)) std::abort();
  return 0;
}
