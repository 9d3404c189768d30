#include "evidence/inspection.h"

#include "base/byte_io.h"
#include "domain/journal_limits.h"
#include "evidence/shown.h"
#include "support/catch.h"
#include "support/picture_samples.h"

using namespace ww;
using namespace ww::evidence;

namespace {

Inspected sample() {
  Inspected inspected;
  inspected.mime = "image/jpeg";
  inspected.inside = {{"place", "EXIF", "53.8008 N, 1.5491 W"}, {"other", "APP5", "15 bytes"}};
  inspected.rewritable = true;
  inspected.width = 640, inspected.height = 480;
  return inspected;
}
Bytes plain_webp() { return test::riff(test::riff_chunk("VP8L", Bytes{0x2f, 1, 2, 3, 4})); }

}  // namespace

TEST_CASE("a request is read back, within its bounds only", "[evidence][inspection]") {
  const auto read = [](std::uint64_t size) {
    return decode_request(encode_request({Ask::rewrite, size}));
  };
  CHECK(read(1)->ask == Ask::rewrite);
  CHECK(read(limits::kEvidenceBytes)->size == limits::kEvidenceBytes);
  CHECK(read(limits::kEvidenceBytes + 1).error().code == Errc::too_large);
  CHECK(read(0).error().code == Errc::malformed);
  CHECK_FALSE(decode_request(Bytes(8, 1)));
  CHECK_FALSE(decode_request(Bytes{3, 1, 0, 0, 0, 0, 0, 0, 0}));
}

TEST_CASE("an answer is read back as it was given", "[evidence][inspection]") {
  CHECK(decode_inspected(encode_answer(Result<Inspected>(sample()))).value() == sample());
  const Rewritten webp{"image/webp", plain_webp()};
  const auto back = decode_rewritten(encode_answer(Result<Rewritten>(webp)));
  REQUIRE(back);
  CHECK(back->mime == webp.mime);
  CHECK(back->bytes == webp.bytes);
  for (const Errc code : {Errc::malformed, Errc::unsupported, Errc::too_large}) {
    CHECK(decode_inspected(encode_answer(Result<Inspected>(fail(code)))).error().code == code);
    CHECK(decode_rewritten(encode_answer(Result<Rewritten>(fail(code)))).error().code == code);
  }
}

TEST_CASE("attack: an answer cut off anywhere, or longer, is none",
          "[evidence][inspection][attack]") {
  Bytes answer = encode_answer(Result<Inspected>(sample()));
  for (std::size_t size = 0; size < answer.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(decode_inspected(ByteView(answer).first(size)));
  }
  answer.push_back(0);
  CHECK_FALSE(decode_inspected(answer));
}

TEST_CASE("attack: an inspector that was taken over cannot make us show its control characters",
          "[evidence][inspection][attack]") {
  ByteWriter out;
  const auto text = [&](std::string_view value) {
    out.u16(static_cast<std::uint16_t>(value.size())).raw(as_bytes(value));
  };
  out.u8(0).u8(1).u32(1).u32(1);
  text("image/png\r\nX: y");
  out.u16(1).u8(250);
  text("a\x1b[2Jb");
  text(std::string(3'000, 'x') + "\u202e");
  const auto read = decode_inspected(out.bytes());
  REQUIRE(read);
  CHECK(read->mime == "application/octet-stream");
  CHECK(read->inside[0].kind == "other");
  CHECK(read->inside[0].where == "a\\u{1b}[2Jb");
  CHECK(read->inside[0].text == std::string(197, 'x') + "...");
}

TEST_CASE("attack: a rewritten picture that is not only a picture is refused",
          "[evidence][inspection][attack]") {
  const auto answer = [](std::string mime, const Bytes& bytes) {
    return decode_rewritten(encode_answer(Result<Rewritten>(Rewritten{std::move(mime), bytes})));
  };
  CHECK(answer("image/webp", plain_webp()));
  CHECK_FALSE(answer("image/png", plain_webp()));
  CHECK_FALSE(answer("image/webp", test::joined({plain_webp(), as_bytes("x")})));
  CHECK_FALSE(answer("image/webp", test::telling_webp(plain_webp(), 1, 1)));
  CHECK_FALSE(answer("text/html", to_bytes(as_bytes("<script>"))));
  CHECK_FALSE(answer("", {}));
}

TEST_CASE("at most 100 things are told of a picture", "[evidence][inspection]") {
  Inspected many = sample();
  many.inside.assign(kInsideMost + 1, {"other", "x", "y"});
  const auto read = decode_inspected(encode_answer(Result<Inspected>(many)));
  REQUIRE(read);
  CHECK(read->inside.size() == kInsideMost);
}

TEST_CASE("a stranger's text is shown on one line, bounded, with nothing unseen in it",
          "[evidence][shown]") {
  CHECK(shown("Zoë, 14 März") == "Zoë, 14 März");
  CHECK(shown("a\nb\tc\x7f") == "a\\u{a}b\\u{9}c\\u{7f}");
  CHECK(shown("\u202egpj") == "\\u{202e}gpj");
  CHECK(shown("\xff\xfe") == "\\x{ff}\\x{fe}");
  CHECK(shown(std::string_view("\0", 1)) == "\\u{0}");
  CHECK(shown(std::string(200, 'a')) == std::string(200, 'a'));
  CHECK(shown(std::string(201, 'a')) == std::string(197, 'a') + "...");
  for (const auto& once :
       {shown("\n\n\n", 7), shown("ab\u202e", 6), shown(std::string(999, '\n'))}) {
    CHECK(shown(once) == once);
  }
}
