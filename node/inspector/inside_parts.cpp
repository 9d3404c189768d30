// What the list of parts says: names and sizes, the texts of PNG, and JPEG's comment.
#include <zlib.h>

#include <map>

#include "evidence/picture.h"
#include "inspector/inside.h"

namespace ww::inspector {
namespace {

using evidence::Part;

constexpr std::size_t kTextMost = 1'000;  // bytes; it is cut to what is shown later

std::string bytes_of(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " byte" : " bytes");
}

// The beginning of a zlib stream. A bomb ends at kTextMost.
std::string inflated(ByteView packed) {
  z_stream stream{};
  if (::inflateInit(&stream) != Z_OK) return {};
  std::string text(kTextMost, '\0');
  stream.next_in = const_cast<Bytef*>(packed.data());  // zlib only reads it
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  (void)::inflate(&stream, Z_SYNC_FLUSH);
  text.resize(text.size() - stream.avail_out);
  ::inflateEnd(&stream);
  return text;
}

// Up to the next zero, and past it.
std::string take_string(ByteView& body) {
  const auto end = std::find(body.begin(), body.end(), std::uint8_t{0});
  const auto size = static_cast<std::size_t>(end - body.begin());
  std::string text(as_text(body.first(size)));
  body = body.subspan(std::min(size + 1, body.size()));
  return text;
}

std::string text_of(const Part& part, ByteView body) {
  if (part.name == "tEXt")
    return std::string(as_text(body.first(std::min(body.size(), kTextMost))));
  if (part.name == "zTXt") return body.empty() ? "" : inflated(body.subspan(1));
  // iTXt: packed or not, how, language, translated keyword.
  if (body.size() < 2) return {};
  const bool packed = body[0] != 0;
  body = body.subspan(2);
  (void)take_string(body), (void)take_string(body);
  return packed ? inflated(body)
                : std::string(as_text(body.first(std::min(body.size(), kTextMost))));
}

// PNG's keywords (section 11.3.3.2 of the standard).
std::string kind_of_keyword(std::string_view keyword) {
  if (keyword == "Author" || keyword == "Copyright") return "author";
  if (keyword == "Software") return "software";
  if (keyword == "Creation Time") return "time";
  if (keyword == "Source") return "device";
  if (keyword == "Title" || keyword == "Description" || keyword == "Comment") return "comment";
  return "other";
}

Inside describe_text(const Part& part) {
  ByteView body = part.body;
  const std::string keyword = take_string(body);
  return {kind_of_keyword(keyword), part.name + " " + keyword, text_of(part, body)};
}

Inside describe_time(const Part& part) {
  const ByteView b = part.body;
  if (b.size() != 7) return {"time", part.name, bytes_of(b.size())};
  const auto two = [](unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  return {"time", part.name,
          std::to_string(b[0] * 256 + b[1]) + "-" + two(b[2]) + "-" + two(b[3]) + " " + two(b[4]) +
              ":" + two(b[5]) + ":" + two(b[6]) + " UTC"};
}

// What is known of a part that is shown by its size alone.
std::string meaning_of(const Part& part) {
  const std::string_view body = as_text(part.body);
  if (body.starts_with("Exif\0\0") || part.name == "eXIf" || part.name == "EXIF") return "EXIF";
  if (body.starts_with("http://ns.adobe.com/xap/") || part.name == "XMP ") return "XMP";
  if (body.starts_with("ICC_PROFILE") || part.name == "iCCP" || part.name == "ICCP") {
    return "colour profile";
  }
  if (body.starts_with("MPF")) return "more pictures";
  if (body.starts_with("Photoshop 3.0")) return "Photoshop, IPTC";
  if (body.starts_with("JFIF") || body.starts_with("JFXX")) return "JFIF";
  if (part.name == "caBX" || part.name == "C2PA" ||
      (part.name == "APP11" && body.find("jumb") != std::string_view::npos)) {
    return "C2PA: who or what made the picture";
  }
  return {};
}

struct Sum {
  std::size_t count = 0, bytes = 0;
};

}  // namespace

std::vector<Inside> describe_parts(ByteView picture) {
  const auto parts = evidence::parts_of(picture);
  if (!parts) return {};
  std::vector<Inside> inside;
  std::map<std::pair<std::string, std::string>, Sum> sums;
  for (const Part& part : *parts) {
    if (part.needed) continue;
    if (part.name == "tEXt" || part.name == "zTXt" || part.name == "iTXt") {
      inside.push_back(describe_text(part));
    } else if (part.name == "tIME") {
      inside.push_back(describe_time(part));
    } else if (part.name == "COM") {
      inside.push_back({"comment", "COM", std::string(as_text(part.body))});
    } else if (part.name == evidence::kAfterTheEnd) {
      inside.push_back({"trailing", part.name, bytes_of(part.size)});
    } else {
      Sum& sum = sums[{part.name, meaning_of(part)}];
      sum.count += 1, sum.bytes += part.size;
    }
  }
  for (const auto& [what, sum] : sums) {
    const std::string many = sum.count > 1 ? std::to_string(sum.count) + " times, " : "";
    const std::string meaning = what.second.empty() ? "" : ": " + what.second;
    inside.push_back({"other", what.first, many + bytes_of(sum.bytes) + meaning});
  }
  return inside;
}

}  // namespace ww::inspector
