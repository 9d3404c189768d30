#include "evidence/manifest.h"

namespace ww::evidence {
namespace {

// Commands are indented by four spaces: a test runs exactly those lines.
constexpr std::string_view kTemplate = R"(How to check this evidence without Watchword

You need a terminal with sha256sum, base64 and OpenSSL 3 (any Linux; on macOS write "shasum -a 256"
for sha256sum). Go into this folder, and copy the indented lines.

1. The file is the one that was recorded when it was imported. This prints "OK":

    printf '%s  %s\n' @SHA256@ './@FILE@' | sha256sum -c

2. Whose key it is. This prints the fingerprint of the public key:

    openssl pkey -pubin -in public-key.pem -outform DER | sha256sum

   It must be
   @KEY@
   Ask the person who gave you this folder for the fingerprint, in another way than the folder came.
   Without that you know only that the folder agrees with itself.

3. The manifest was signed with that key. This prints "Signature Verified Successfully":

    t=$(mktemp -d)
    tail -n 1 signatures.txt | base64 -d >"$t/signature"
    openssl pkeyutl -verify -rawin -pubin -inkey public-key.pem -in manifest.json -sigfile "$t/signature"

4. Each line of the custody chain was signed with that key, is about this file, and names the line
   before it. This prints one line, the one below it, and no complaint:

    n=0; before=0000000000000000000000000000000000000000000000000000000000000000
    while IFS= read -r line <&3 && IFS= read -r signature <&4; do
      printf '%s' "$line" >"$t/line"
      printf '%s' "$signature" | base64 -d >"$t/signature"
      openssl pkeyutl -verify -rawin -pubin -inkey public-key.pem -in "$t/line" -sigfile "$t/signature" >"$t/said" || echo "line $n is not signed"
      case $line in *"\"number\":$n,\"previous\":\"$before\""*) ;; *) echo "line $n is not in its place" ;; esac
      case $line in *'"sha256":"@SHA256@"'*) ;; *) echo "line $n is about another file" ;; esac
      before=$(sha256sum <"$t/line" | cut -c 1-64)
      n=$((n + 1))
    done 3<custody.jsonl 4<signatures.txt
    echo "$n lines, the last is $before"
    rm -r "$t"

   @COUNT@ lines, the last is @HEAD@

What this shows: since each line was written, nobody without the owner's key changed the file, the
lines, or their order, and none is missing. Times are those of the owner's own clock. This text is
not signed: compare its numbers with manifest.json.
)";

void fill(std::string& text, std::string_view gap, std::string_view value) {
  for (std::size_t at = 0; (at = text.find(gap, at)) != std::string::npos; at += value.size()) {
    text.replace(at, gap.size(), value);
  }
}

}  // namespace

std::string how_to(const Manifest& manifest) {
  std::string text(kTemplate);
  fill(text, "@SHA256@", to_hex(manifest.sha256));
  fill(text, "@KEY@", to_hex(manifest.key_sha256));
  fill(text, "@COUNT@", std::to_string(manifest.head.entries));
  fill(text, "@HEAD@", to_hex(manifest.head.hash));
  fill(text, "@FILE@", manifest.file);  // last: a name may hold what looks like a gap
  return text;
}

}  // namespace ww::evidence
