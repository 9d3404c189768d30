// What Exiv2 says of EXIF, XMP and IPTC.
//
// Raw values only, never Exiv2's own printing: that converts character sets, which loads files, and
// translates, which no test of ours would see.
#include <array>
#include <cmath>
#include <exiv2/exiv2.hpp>
#include <optional>

#include "base/utf8.h"
#include "inspector/inside.h"

namespace ww::inspector {
namespace {

struct Row {
  std::string_view key, kind;
};
// What is told apart; all else is counted.
constexpr Row kKnown[] = {
    {"Exif.Photo.DateTimeOriginal", "time"},
    {"Exif.Photo.DateTimeDigitized", "time"},
    {"Exif.Image.DateTime", "time"},
    {"Exif.GPSInfo.GPSDateStamp", "time"},
    {"Exif.Image.Make", "device"},
    {"Exif.Image.Model", "device"},
    {"Exif.Image.UniqueCameraModel", "device"},
    {"Exif.Image.CameraSerialNumber", "device"},
    {"Exif.Image.HostComputer", "device"},
    {"Exif.Photo.BodySerialNumber", "device"},
    {"Exif.Photo.LensModel", "device"},
    {"Exif.Photo.LensSerialNumber", "device"},
    {"Exif.Photo.ImageUniqueID", "device"},
    {"Exif.Image.Software", "software"},
    {"Exif.Image.ProcessingSoftware", "software"},
    {"Exif.Image.Artist", "author"},
    {"Exif.Image.Copyright", "author"},
    {"Exif.Image.XPAuthor", "author"},
    {"Exif.Photo.CameraOwnerName", "author"},
    {"Exif.Image.ImageDescription", "comment"},
    {"Exif.Image.XPComment", "comment"},
    {"Exif.Image.XPTitle", "comment"},
    {"Exif.Image.XPSubject", "comment"},
    {"Exif.Image.XPKeywords", "comment"},
    {"Exif.Photo.UserComment", "comment"},
    {"Xmp.dc.creator", "author"},
    {"Xmp.dc.rights", "author"},
    {"Xmp.photoshop.AuthorsPosition", "author"},
    {"Xmp.dc.description", "comment"},
    {"Xmp.dc.title", "comment"},
    {"Xmp.xmp.CreateDate", "time"},
    {"Xmp.xmp.ModifyDate", "time"},
    {"Xmp.photoshop.DateCreated", "time"},
    {"Xmp.xmp.CreatorTool", "software"},
    {"Xmp.exif.GPSLatitude", "place"},
    {"Xmp.exif.GPSLongitude", "place"},
    {"Xmp.photoshop.City", "place"},
    {"Xmp.photoshop.Country", "place"},
    {"Xmp.iptc.Location", "place"},
    {"Xmp.aux.SerialNumber", "device"},
    {"Xmp.tiff.Make", "device"},
    {"Xmp.tiff.Model", "device"},
    {"Iptc.Application2.Byline", "author"},
    {"Iptc.Application2.Copyright", "author"},
    {"Iptc.Application2.Writer", "author"},
    {"Iptc.Application2.Caption", "comment"},
    {"Iptc.Application2.Headline", "comment"},
    {"Iptc.Application2.Keywords", "comment"},
    {"Iptc.Application2.City", "place"},
    {"Iptc.Application2.SubLocation", "place"},
    {"Iptc.Application2.CountryName", "place"},
    {"Iptc.Application2.DateCreated", "time"},
    {"Iptc.Application2.TimeCreated", "time"},
    {"Iptc.Application2.Program", "software"},
};

std::string_view kind_of(std::string_view key) {
  for (const Row& row : kKnown) {
    if (row.key == key) return row.kind;
  }
  return {};
}

Bytes raw_of(const Exiv2::Metadatum& datum) {
  // Exiv2 asks for room first; its values are no larger than the file.
  const auto& value = datum.value();
  Bytes raw(static_cast<std::size_t>(value.size()));
  if (!raw.empty()) value.copy(raw.data(), Exiv2::littleEndian);
  return raw;
}

// UTF-16 without surrogate pairs, as Windows writes it; ends at a zero.
std::string from_utf16(ByteView bytes, bool big) {
  std::string text;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const char32_t c = big ? bytes[i] * 256u + bytes[i + 1] : bytes[i + 1] * 256u + bytes[i];
    if (c == 0) break;
    append_utf8(text, c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c);
  }
  return text;
}

// Eight bytes name the character set (EXIF 2.3, 4.6.5).
std::string user_comment(ByteView bytes, bool big) {
  if (bytes.size() < 8) return std::string(as_text(bytes));
  const ByteView text = bytes.subspan(8);
  if (as_text(bytes).starts_with("UNICODE")) return from_utf16(text, big);
  const std::string_view plain = as_text(text);
  return std::string(plain.substr(0, plain.find('\0')));
}

std::string text_of(const Exiv2::Metadatum& datum, bool big) {
  const std::string key = datum.key();
  if (key.starts_with("Exif.Image.XP")) return from_utf16(raw_of(datum), false);
  if (key == "Exif.Photo.UserComment") return user_comment(raw_of(datum), big);
  const std::string text = datum.toString();
  return text.substr(0, text.find('\0'));
}

// Degrees, minutes and seconds, each a fraction.
std::optional<double> degrees_of(const Exiv2::ExifData& exif, const char* key) {
  const auto found = exif.findKey(Exiv2::ExifKey(key));
  if (found == exif.end()) return std::nullopt;
  double degrees = 0, part = 1;
  for (int i = 0; i < 3 && i < static_cast<int>(found->count()); ++i) {
    const auto [above, below] = found->toRational(i);
    if (below == 0) return std::nullopt;
    degrees += static_cast<double>(above) / static_cast<double>(below) / part;
    part *= 60;
  }
  if (!std::isfinite(degrees) || std::fabs(degrees) > 180) return std::nullopt;
  return degrees;
}

std::string reference(const Exiv2::ExifData& exif, const char* key) {
  const auto found = exif.findKey(Exiv2::ExifKey(key));
  return found == exif.end() ? "" : " " + found->toString().substr(0, 1);
}

std::string four_digits(double value) {
  std::array<char, 32> text;
  const int size = std::snprintf(text.data(), text.size(), "%.4f", value);
  return {text.data(), static_cast<std::size_t>(size)};
}

std::optional<Inside> place_of(const Exiv2::ExifData& exif) {
  const auto north = degrees_of(exif, "Exif.GPSInfo.GPSLatitude");
  const auto east = degrees_of(exif, "Exif.GPSInfo.GPSLongitude");
  if (!north || !east) return std::nullopt;
  return Inside{"place", "EXIF",
                four_digits(*north) + reference(exif, "Exif.GPSInfo.GPSLatitudeRef") + ", " +
                    four_digits(*east) + reference(exif, "Exif.GPSInfo.GPSLongitudeRef")};
}

std::optional<Inside> thumbnail_of(const Exiv2::ExifData& exif) {
  for (const char* key :
       {"Exif.Thumbnail.JPEGInterchangeFormatLength", "Exif.Thumbnail.StripByteCounts"}) {
    const auto found = exif.findKey(Exiv2::ExifKey(key));
    if (found != exif.end()) {
      return Inside{
          "thumbnail", "EXIF",
          "a small picture of " + found->toString() + " bytes; it may show what was cut off"};
    }
  }
  return std::nullopt;
}

// Each known field; the rest in one line.
template <class Data>
void add_all(const Data& data, const std::string& where, bool big, std::vector<Inside>& inside) {
  std::size_t others = 0;
  for (const auto& datum : data) {
    const auto kind = kind_of(datum.key());
    if (kind.empty()) {
      others += 1;
    } else {
      const std::string key = datum.key();
      inside.push_back(
          {std::string(kind), where + " " + key.substr(key.rfind('.') + 1), text_of(datum, big)});
    }
  }
  if (others > 0) inside.push_back({"other", where, std::to_string(others) + " more fields"});
}

void add_exif(const Exiv2::Image& image, Described& described) {
  const Exiv2::ExifData& exif = image.exifData();
  const auto orientation = exif.findKey(Exiv2::ExifKey("Exif.Image.Orientation"));
  if (orientation != exif.end() && orientation->count() > 0) {
    const float value = orientation->toFloat();
    if (value >= 1 && value <= 8) described.orientation = static_cast<unsigned>(value);
  }
  if (auto place = place_of(exif)) described.inside.push_back(*std::move(place));
  if (auto thumbnail = thumbnail_of(exif)) described.inside.push_back(*std::move(thumbnail));
  add_all(exif, "EXIF", image.byteOrder() == Exiv2::bigEndian, described.inside);
}

}  // namespace

void describe_metadata(ByteView picture, Described& described) {
  Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
  try {
    // At most 64 MiB; Exiv2 0.27 wants a long here, 0.28 a size_t.
    const auto image = Exiv2::ImageFactory::open(picture.data(), static_cast<int>(picture.size()));
    image->readMetadata();
    described.width = static_cast<std::uint32_t>(std::max<long>(image->pixelWidth(), 0));
    described.height = static_cast<std::uint32_t>(std::max<long>(image->pixelHeight(), 0));
    add_exif(*image, described);
    add_all(image->xmpData(), "XMP", false, described.inside);
    add_all(image->iptcData(), "IPTC", false, described.inside);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    described.inside.push_back({"other", "", "some of it could not be read"});
  }
}

}  // namespace ww::inspector
