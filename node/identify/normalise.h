// One spelling for each identifier, whatever way it was written; or why there is none.
//
// Nothing is changed silently: where a text can be read in several ways (two numbers in one,
// letters in the place of digits), that is an error which names the readings, and a person chooses.
// What looks odd but can be read is a warning. No look-up leaves the device.
//
//   phone    E.164, extension dropped            libphonenumber; the gate is parsing, not validity:
//                                                 real numbers of new ranges fail that
//   email    local part and host lower-case      IDNA for the host
//   handle   NFKC_Casefold, without @ or URL     platform: registrable domain
//   plate    A-Z 0-9 ?, "GB:" before it where the country is known; patterns only ever warn or
//   offer payment  iban: ukacct: paypal: revtag: cashtag: btc: eth:  with their checksums address
//   POSTCODE:number[:street] name     small Latin letters, words sorted; never a match by itself
//   url      scheme and host lower-case, no utm_*, no trailing index page, no fragment but "#/page"
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/alert.h"
#include "domain/match_token.h"

namespace ww::identify {

struct Hints {
  // Of numbers typed without a country: "GB", or a part of it, "GB-LDS". Never the device's locale.
  std::string home_region = "GB";
  std::string platform;  // of a handle
  std::string cc;        // of a plate
};

struct Notice {
  std::string code, message;
};

struct Normalised {
  std::string canon;
  std::string platform;  // of a handle; empty: unknown
  std::string cc;        // of a plate; empty: unknown
  std::vector<Notice> warnings;
  // Other canonical spellings that it may have meant; for looking up, never for storing.
  std::vector<std::string> others;
  bool partial = false;  // typed without its country, or with `?`
};

struct Unreadable {
  std::string code;                   // ambiguous, not_readable
  std::string message;                // names the readings
  std::vector<std::string> readings;  // canonical spellings to choose from; may be empty
};

using Reading = Result<Normalised, Unreadable>;

// Numbers and plates belong to countries: "GB" for "GB-LDS". Every function here that takes a home
// region asks this first.
std::string country_of(std::string_view home_region);

Reading normalise(domain::IdentifierKind kind, std::string_view raw, const Hints& hints);

Reading normalise_phone(std::string_view raw, const std::string& home_region);
Reading normalise_email(std::string_view raw);
Reading normalise_handle(std::string_view raw, std::string_view platform);
Reading normalise_plate(std::string_view raw, std::string_view cc);
Reading normalise_payment(std::string_view raw);
Reading normalise_address(std::string_view raw);
Reading normalise_name(std::string_view raw);
Reading normalise_url(std::string_view raw);

// The number grouped for reading: "+44 7700 900123". Empty when it is no number.
std::string show_phone(std::string_view e164);

// What a canonical spelling can be met by.
domain::MatchTokens tokens_of(const domain::Identifier& identifier);
domain::MatchTokens tokens_of(domain::IdentifierKind kind, const Normalised& normalised);

}  // namespace ww::identify
