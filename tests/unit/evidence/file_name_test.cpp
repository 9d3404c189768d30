#include "evidence/file_name.h"

#include "base/utf8.h"
#include "domain/alert_text_rules.h"
#include "evidence/unseen.h"
#include "support/catch.h"
#include "support/test_random.h"

using namespace ww;
using evidence::safe_file_name;

TEST_CASE("a usual name stays as it is", "[evidence][file_name]") {
  CHECK(safe_file_name("IMG_0412.jpg", "image/jpeg") == "IMG_0412.jpg");
  CHECK(safe_file_name("IMG_0412.JPEG", "image/jpeg") == "IMG_0412.JPEG");
  CHECK(safe_file_name("voice mail 3.amr", "audio/AMR") == "voice mail 3.amr");
  CHECK(safe_file_name("ﺭﺴﺎﻟﺓ.png", "image/png") == "ﺭﺴﺎﻟﺓ.png");
  CHECK(safe_file_name("Bild-ä.webp", "image/webp") == "Bild-ä.webp");
  const std::string office = "application/vnd.openxmlformats-officedocument.";
  CHECK(safe_file_name("letter.docx", office + "wordprocessingml.document") == "letter.docx");
  CHECK(safe_file_name("list.xlsx", office + "spreadsheetml.sheet") == "list.xlsx");
  CHECK(safe_file_name("letter.docm", "application/vnd.ms-word.document.macroEnabled.12") ==
        "letter.docm.bin");
}

TEST_CASE("attack: a name is never a path", "[evidence][file_name][attack]") {
  CHECK(safe_file_name("../../etc/passwd", "text/plain") == "passwd.txt");
  CHECK(safe_file_name("/", "image/png") == "evidence.png");
  CHECK(safe_file_name("..", "image/png") == "evidence.png");
  CHECK(safe_file_name("C:\\Users\\anna\\x.png", "image/png") == "x.png");
  CHECK(safe_file_name(".bashrc", "text/plain") == "bashrc.txt");
  CHECK(safe_file_name("-rf.png", "image/png") == "rf.png");
  CHECK(safe_file_name("a\u2044b\uFF0Fc.png", "image/png") == "a_b_c.png");
  CHECK(safe_file_name("C:x.png", "image/png") == "C_x.png");
  CHECK(safe_file_name("$(reboot)`x`;'\"&|.png", "image/png") == "__reboot__x______.png");
}

TEST_CASE("attack: a name shows as it is", "[evidence][file_name][attack]") {
  CHECK(safe_file_name("photo\u202egpj.exe", "application/x-dosexec") == "photogpj.exe.bin");
  CHECK(safe_file_name(std::string("a\0b.png", 7), "image/png") == "ab.png");
  CHECK(safe_file_name("a\x1b[31m\r\n.png", "image/png") == "a_31m.png");
  CHECK(safe_file_name("a\u200b\u2066\ufeff.png", "image/png") == "a.png");
  CHECK(safe_file_name("\xff\xc3\xed\xa0\x80x.png", "image/png") == "x.png");
}

TEST_CASE("attack: the ending tells what a file is, not what it says it is",
          "[evidence][file_name][attack]") {
  CHECK(safe_file_name("photo.jpg", "application/x-dosexec") == "photo.jpg.bin");
  CHECK(safe_file_name("bill.exe", "image/jpeg") == "bill.exe.jpg");
  CHECK(safe_file_name("page.html", "text/html") == "page.html.txt");
  CHECK(safe_file_name("drawing.svg", "image/svg+xml") == "drawing.svg.txt");
  CHECK(safe_file_name("x.lnk", "application/octet-stream") == "x.lnk.bin");
}

TEST_CASE("attack: names that a system or our own export needs are taken by nobody",
          "[evidence][file_name][attack]") {
  CHECK(safe_file_name("CON.png", "image/png") == "file-CON.png");
  CHECK(safe_file_name("com1", "image/png") == "file-com1.png");
  CHECK(safe_file_name("nul.tar.png", "image/png") == "file-nul.tar.png");
  CHECK(safe_file_name("console.png", "image/png") == "console.png");
  CHECK(safe_file_name("manifest.json", "application/json") == "file-manifest.json");
  CHECK(safe_file_name("Signatures.TXT", "text/plain") == "file-Signatures.TXT");
  CHECK(safe_file_name("how-to-verify", "text/plain") == "file-how-to-verify.txt");
}

TEST_CASE("a name of 120 bytes stays whole, a longer one is cut between characters",
          "[evidence][file_name]") {
  const std::string longest = std::string(116, 'a') + ".png";
  CHECK(safe_file_name(longest, "image/png") == longest);
  CHECK(safe_file_name("a" + longest, "image/png") == longest);
  std::string wide;
  for (int i = 0; i < 50; ++i) wide += "€";
  const std::string cut = safe_file_name(wide + ".png", "image/png");
  CHECK(cut.size() == 38 * 3 + 4);
  CHECK(domain::is_utf8(cut));
  CHECK(safe_file_name(std::string(100'000, '.') + std::string(100'000, 'b'), "image/png").size() ==
        120);
}

// Goal: for every name, the rules of the header hold, and a safe name is its own safe name.
TEST_CASE("whatever the stored bytes, the name is safe and safe again", "[evidence][file_name]") {
  const auto seed = GENERATE(range(0u, 40u));
  CAPTURE(seed);
  test::TestRandom random(seed);
  const std::string_view mimes[] = {"image/png", "application/json", "text/plain", "x/y", ""};
  const std::string_view parts[] = {"con", ".", "/",    "\\",   "manifest", ".json", " ", "\u202e",
                                    "é",   "-", "\xff", ".png", "aux",      "file-", "a"};
  for (int i = 0; i < 200; ++i) {
    std::string stored;
    ByteArray<12> draw;
    random.fill(draw);
    for (std::size_t k = 0; k < draw.size(); ++k) {
      stored += draw[k] < 200 ? std::string(parts[draw[k] % std::size(parts)])
                              : std::string(1, static_cast<char>(draw[k] ^ k));
    }
    const auto mime = mimes[draw[0] % std::size(mimes)];
    const std::string name = safe_file_name(stored, mime);
    CAPTURE(stored, name);
    CHECK(safe_file_name(name, mime) == name);
    CHECK((!name.empty() && name.size() <= 120));
    CHECK(name.find_first_of("/\\:\0\n") == std::string::npos);
    CHECK((name[0] != '.' && name[0] != '-' && name[0] != ' '));
    CHECK((name.back() != '.' && name.back() != ' '));
    for (std::string_view rest = name; !rest.empty();) {
      const char32_t c = take_code_point(rest);
      CHECK((c != kNotUtf8 && !evidence::is_unseen(c)));
    }
  }
}
