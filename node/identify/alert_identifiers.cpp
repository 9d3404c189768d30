#include "identify/alert_identifiers.h"

#include <algorithm>

#include "domain/field_rules.h"
#include "identify/alert_texts.h"
#include "identify/normalise.h"
#include "identify/unicode.h"

namespace ww::identify {
namespace {

using domain::Alert;
using domain::at;
using domain::FieldError;
using domain::Findings;
using domain::Identifier;

void add_warnings(const std::string& field, const Normalised& normalised, Findings& findings) {
  for (const auto& notice : normalised.warnings) {
    findings.warnings.push_back({field, notice.code, notice.message});
  }
}

void from_raw(Identifier& id, const std::string& path, const Normalised& normalised,
              Findings& findings) {
  add_warnings(path + ".raw", normalised, findings);
  id.canon = normalised.canon;
  id.raw.reset();
  if (!normalised.platform.empty()) id.platform = normalised.platform;
}

// A canon is taken as it stands where it is canonical, and never bent.
void from_canon(const Identifier& id, const std::string& path, const Normalised& normalised,
                Findings& findings) {
  add_warnings(path + ".canon", normalised, findings);
  const std::string prefix = normalised.cc.empty() ? "" : normalised.cc + ":";
  const bool same = id.canon == normalised.canon || prefix + id.canon == normalised.canon;
  if (!same) {
    findings.errors.push_back({path + ".canon", "not_canonical",
                               "The one spelling of this is \"" + normalised.canon +
                                   "\". Write it so, or give it as raw."});
  }
  const bool handle = id.kind == domain::IdentifierKind::handle;
  if (handle && id.platform && *id.platform != normalised.platform) {
    findings.errors.push_back(
        {path + ".platform", "not_canonical",
         "The one spelling of this platform is \"" + normalised.platform + "\". Write it so."});
  }
}

// A plate that was given as canon is what its author chose, whatever it looks like.
bool is_chosen_plate(const Identifier& id, const Unreadable& why) {
  if (id.raw || id.kind != domain::IdentifierKind::plate || why.code != "ambiguous") return false;
  const std::string full = id.cc ? *id.cc + ":" + id.canon : id.canon;
  return why.readings.front() == id.canon || why.readings.front() == full;
}

void one_identifier(Identifier& id, const std::string& path, const std::string& home_region,
                    Findings& findings) {
  if (!id.raw && id.canon.empty()) return;  // told by the reader already
  const Hints hints{home_region, id.platform.value_or(""), id.cc.value_or("")};
  const Reading reading = normalise(id.kind, id.raw ? *id.raw : id.canon, hints);
  const std::string field = path + (id.raw ? ".raw" : ".canon");
  if (!reading) {
    const Unreadable& why = reading.error();
    auto& list = is_chosen_plate(id, why) ? findings.warnings : findings.errors;
    list.push_back({field, why.code, why.message});
  } else if (id.raw) {
    from_raw(id, path, *reading, findings);
  } else {
    from_canon(id, path, *reading, findings);
  }
}

}  // namespace

std::vector<FieldError> check_normal_form(const Alert& alert) {
  std::vector<FieldError> errors;
  each_text_of(alert, [&](const std::string& path, const std::string& text) {
    if (is_nfc(text)) return;
    errors.push_back({path, "not_nfc",
                      "Accents in this text are written as separate characters. Type it again, or "
                      "convert it to Unicode NFC."});
  });
  return errors;
}

Findings normalise_identifiers(Alert& alert, const std::string& home_region) {
  Findings findings;
  if (alert.who && alert.who->ids) {
    for (std::size_t i = 0; i < alert.who->ids->size(); ++i) {
      one_identifier((*alert.who->ids)[i], at("who.ids", i), home_region, findings);
    }
  }
  for (auto& error : check_normal_form(alert)) findings.errors.push_back(std::move(error));
  return findings;
}

namespace {

void add_names(const std::vector<domain::Person>& people, std::vector<AlertTokens>& out) {
  std::uint32_t first = kPersonIndex;
  for (const auto& person : people) {
    const auto names = person.names.value_or(std::vector<std::string>{});
    for (std::size_t i = 0; i < std::min<std::size_t>(names.size(), kNamesOfPerson); ++i) {
      const Reading reading = normalise_name(names[i]);
      if (!reading) continue;
      out.push_back({first + static_cast<std::uint32_t>(i), names[i],
                     tokens_of(domain::IdentifierKind::name, *reading)});
    }
    first += kNamesOfPerson;
  }
}

}  // namespace

std::vector<AlertTokens> tokens_of_alert(const Alert& alert) {
  std::vector<AlertTokens> out;
  if (!alert.who) return out;
  for (std::size_t i = 0; alert.who->ids && i < alert.who->ids->size(); ++i) {
    const Identifier& id = (*alert.who->ids)[i];
    out.push_back({static_cast<std::uint32_t>(i), id.canon, tokens_of(id)});
  }
  for (std::size_t i = 0; alert.who->vehicles && i < alert.who->vehicles->size(); ++i) {
    const domain::Vehicle& vehicle = (*alert.who->vehicles)[i];
    if (!vehicle.plate) continue;
    Identifier id;
    id.kind = domain::IdentifierKind::plate;
    id.canon = *vehicle.plate;
    id.cc = vehicle.cc;
    out.push_back({kVehicleIndex + static_cast<std::uint32_t>(i), *vehicle.plate, tokens_of(id)});
  }
  if (alert.who->people) add_names(*alert.who->people, out);
  return out;
}

}  // namespace ww::identify
