#include <sys/wait.h>

#include "domain/journal_limits.h"
#include "support/chain_samples.h"
#include "support/temp_folder.h"

using namespace ww;
using namespace ww::evidence;
using test::chain_of;
using test::digest_of;
using test::journal_key;

namespace {

const std::string kFile = std::string("not really a picture \0 but bytes", 32);

domain::Evidence sample() {
  domain::Evidence evidence;
  evidence.id = test::evidence_id();
  evidence.name = "../../Ana's \u202egnp.exe";
  evidence.mime = "image/png";
  evidence.size = kFile.size();
  evidence.sha256 = digest_of(kFile);
  evidence.imported = test::kImported + std::chrono::milliseconds(250);
  evidence.made = test::kImported - std::chrono::hours(5);
  evidence.origin = "a friend";
  evidence.note = "CANARY-PRIVATE";
  return evidence;
}

struct Exported {
  std::vector<domain::CustodyEntry> chain =
      chain_of(digest_of(kFile), {CustodyWhat::viewed, CustodyWhat::note, CustodyWhat::exported});
  Manifest manifest =
      manifest_of(sample(), "own_screenshot", chain.back(), crypto::ed25519_public(journal_key()));
  ExportParts parts = make_export(manifest, chain, journal_key());
};

ExportChecked check(const ExportParts& parts, std::string_view file = kFile,
                    std::optional<Digest32> key = {}) {
  return check_export(parts, digest_of(file), file.size(), key);
}
void replace(std::string& text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
}
std::string without_last_line(const std::string& text) {
  return text.substr(0, text.rfind('\n', text.size() - 2) + 1);
}

// The lines of the text that are indented by four spaces, run by a shell in that folder.
struct Ran {
  int exit_code;
  std::string said;
};
Ran run_commands(const test::TempFolder& folder, const std::string& text) {
  std::istringstream lines(text);
  std::string script = "set -u\n";
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("    ")) script += line.substr(4) + "\n";
  }
  folder.write("commands.sh", script);
  const int status =
      std::system(("cd '" + folder.path() + "' && sh ./commands.sh >said.txt 2>&1").c_str());
  return {WEXITSTATUS(status), folder.read("said.txt")};
}
void write_all(const test::TempFolder& folder, const Exported& exported) {
  folder.write(exported.manifest.file, kFile);
  folder.write(std::string(kManifestFile), exported.parts.manifest);
  folder.write(std::string(kCustodyFile), exported.parts.custody);
  folder.write(std::string(kPublicKeyFile), exported.parts.public_key);
  folder.write(std::string(kSignaturesFile), exported.parts.signatures);
}
std::string good_answer(const Exported& exported) {
  return "./" + exported.manifest.file + ": OK\n" + to_hex(exported.manifest.key_sha256) +
         "  -\nSignature Verified Successfully\n4 lines, the last is " +
         to_hex(exported.chain.back().hash) + "\n";
}

}  // namespace

TEST_CASE("an export agrees with its file, and says whose key it is", "[evidence][export]") {
  const Exported exported;
  const auto checked = check(exported.parts);
  CHECK(checked.problem == "");
  REQUIRE(checked.manifest);
  CHECK(*checked.manifest == exported.manifest);
  REQUIRE(checked.key);
  CHECK(*checked.key == crypto::ed25519_public(journal_key()));
  CHECK(check(exported.parts, kFile, fingerprint(*checked.key)).ok());
}

TEST_CASE("the manifest holds what a caseworker needs, and no private note", "[evidence][export]") {
  const Exported exported;
  CHECK(exported.parts.manifest ==
        "{\n"
        "  \"schema\": \"watchword.evidence-manifest/1\",\n"
        "  \"file\": \"Ana_s gnp.exe.png\",\n"
        "  \"name\": \"../../Ana's \\u202egnp.exe\",\n"
        "  \"mime\": \"image/png\",\n"
        "  \"size\": 32,\n"
        "  \"sha256\": \"" +
            to_hex(digest_of(kFile)) +
            "\",\n"
            "  \"evidence\": \"aeaaaaaaaaaaaaaaaaaaaaaaaa\",\n"
            "  \"imported\": \"2025-11-25T14:40:17Z\",\n"
            "  \"made\": \"2025-11-25T09:40:17Z\",\n"
            "  \"how\": \"own_screenshot\",\n"
            "  \"origin\": \"a friend\",\n"
            "  \"custody_entries\": 4,\n"
            "  \"custody_head\": \"" +
            to_hex(exported.chain.back().hash) +
            "\",\n"
            "  \"public_key_sha256\": \"" +
            to_hex(fingerprint(crypto::ed25519_public(journal_key()))) + "\"\n}\n");
}

// Goal: the promise "with public tools alone". Method: run the very commands that we print.
TEST_CASE("the printed commands verify an export with openssl and sha256sum alone",
          "[evidence][export]") {
  const Exported exported;
  const test::TempFolder folder;
  write_all(folder, exported);
  const auto ran = run_commands(folder, how_to(exported.manifest));
  CHECK(ran.said == good_answer(exported));
  CHECK(ran.exit_code == 0);
}

TEST_CASE("attack: the printed commands find each change too", "[evidence][export][attack]") {
  Exported exported;
  const std::string good = good_answer(exported);
  const std::string commands = how_to(exported.manifest);
  const test::TempFolder folder;
  write_all(folder, exported);
  SECTION("another file") { folder.write(exported.manifest.file, "other bytes"); }
  SECTION("an edited line") {
    replace(exported.parts.custody, "viewed", "Viewed");
    folder.write(std::string(kCustodyFile), exported.parts.custody);
  }
  SECTION("a line fewer") {
    folder.write(std::string(kCustodyFile), without_last_line(exported.parts.custody));
  }
  SECTION("an edited manifest") {
    replace(exported.parts.manifest, "a friend", "a fiend");
    folder.write(std::string(kManifestFile), exported.parts.manifest);
  }
  SECTION("another key") {
    folder.write(std::string(kPublicKeyFile),
                 public_key_pem(crypto::ed25519_public(journal_key(8))));
  }
  CHECK(run_commands(folder, commands).said != good);
}

TEST_CASE("attack: each changed part of an export is found and named",
          "[evidence][export][attack]") {
  Exported exported;
  ExportParts& parts = exported.parts;
  std::string file = kFile, words;
  SECTION("file edited") { file[3] = 'X', words = "bytes are others"; }
  SECTION("file truncated") { file.pop_back(), words = "another length"; }
  SECTION("manifest edited") {
    replace(parts.manifest, "a friend", "a fiend"), words = "manifest is not signed";
  }
  SECTION("manifest of another file") {
    Manifest other = exported.manifest;
    other.sha256 = digest_of("other");
    parts = make_export(other, exported.chain, journal_key());
    words = "Custody entry 0 is about other bytes";
  }
  SECTION("manifest reformatted") {
    replace(parts.manifest, "\n  \"mime\"", "\n\t\"mime\""), words = "manifest cannot be read";
  }
  SECTION("chain cut at the end") {
    parts.custody = without_last_line(parts.custody), words = "from number 3 on are missing";
  }
  SECTION("chain without its beginning") {
    parts.custody.erase(0, parts.custody.find('\n') + 1), words = "Custody entry 0 is not signed";
  }
  SECTION("chain and signatures without their beginning") {
    parts.custody.erase(0, parts.custody.find('\n') + 1);
    parts.signatures.erase(0, parts.signatures.find('\n') + 1);
    words = "before number 1 is missing";
  }
  SECTION("chain edited") {
    replace(parts.custody, "viewed", "noted"), words = "Custody entry 1 is not signed";
  }
  SECTION("chain empty") { parts.custody.clear(), words = "no custody entry at all"; }
  SECTION("chain without its last newline") { parts.custody.pop_back(), words = "cannot be read"; }
  SECTION("signature missing") {
    parts.signatures.erase(0, parts.signatures.find('\n') + 1), words = "is not signed";
  }
  SECTION("signature too many") {
    parts.signatures.insert(0, parts.signatures.substr(0, parts.signatures.find('\n') + 1));
    words = "Custody entry 1 is not signed";
  }
  SECTION("manifest's signature cut off") {
    parts.signatures = without_last_line(parts.signatures), words = "manifest is not signed";
  }
  SECTION("signatures empty") { parts.signatures.clear(), words = "cannot be read"; }
  SECTION("key swapped") {
    parts.public_key = public_key_pem(crypto::ed25519_public(journal_key(8)));
    words = "names another public key";
  }
  SECTION("key broken") { parts.public_key.erase(30, 1), words = "key cannot be read"; }
  SECTION("the whole folder made anew with another key") {
    Manifest other = exported.manifest;
    other.key_sha256 = fingerprint(crypto::ed25519_public(journal_key(8)));
    parts = make_export(other, exported.chain, journal_key(8));
    words = "Custody entry 0 is not signed";
  }
  SECTION("another piece of evidence") {
    Manifest other = exported.manifest;
    other.evidence = test::evidence_id(2);
    parts = make_export(other, exported.chain, journal_key());
    words = "another piece of evidence";
  }
  const auto checked = check(parts, file);
  CHECK_THAT(checked.problem, ContainsSubstring(words));
  CHECK_FALSE(checked.ok());
}

TEST_CASE("attack: a folder that only agrees with itself fails against the known fingerprint",
          "[evidence][export][attack]") {
  const Exported exported;
  const auto other = fingerprint(crypto::ed25519_public(journal_key(8)));
  CHECK_THAT(check(exported.parts, kFile, other).problem,
             ContainsSubstring("fingerprint you gave"));
}

TEST_CASE("attack: a manifest that names a path is refused", "[evidence][export][attack]") {
  Manifest manifest = Exported().manifest;
  REQUIRE(read_manifest(write_manifest(manifest)));
  manifest.file = GENERATE("../evil.png", "/etc/passwd", "manifest.json", "-rf.png", ".png",
                           "a.exe", "a\n.png");
  CAPTURE(manifest.file);
  CHECK(read_manifest(write_manifest(manifest)).error().code == Errc::malformed);
}

TEST_CASE("numbers of a manifest are taken at their bounds and not past them",
          "[evidence][export]") {
  Manifest manifest = Exported().manifest;
  const auto takes = [&] { return read_manifest(write_manifest(manifest)).ok(); };
  manifest.size = limits::kEvidenceBytes;
  manifest.head.entries = limits::kCustodyEntries;
  CHECK(takes());
  manifest.size += 1;
  CHECK_FALSE(takes());
  manifest.size = 0;
  CHECK_FALSE(takes());
  manifest.size = 1;
  manifest.head.entries += 1;
  CHECK_FALSE(takes());
  manifest.head.entries = 0;
  CHECK_FALSE(takes());
}

TEST_CASE("openssl reads our PEM, and we read openssl's", "[evidence][export]") {
  const test::TempFolder folder;
  const auto key = crypto::ed25519_public(journal_key());
  folder.write("ours.pem", public_key_pem(key));
  REQUIRE(std::system(("openssl pkey -pubin -in '" + folder.file("ours.pem") + "' -out '" +
                       folder.file("theirs.pem") + "'")
                          .c_str()) == 0);
  CHECK(read_public_key_pem(folder.read("theirs.pem")) == key);
  CHECK_FALSE(read_public_key_pem(""));
  CHECK_FALSE(read_public_key_pem(public_key_pem(key) + "\n"));
}
