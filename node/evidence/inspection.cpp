#include "evidence/inspection.h"

#include <array>

#include "base/byte_io.h"
#include "domain/journal_limits.h"
#include "evidence/picture.h"
#include "evidence/shown.h"

namespace ww::evidence {
namespace {

constexpr std::uint8_t kOk = 0;
// What a file can do to its inspection; everything else is malformed.
constexpr std::array kErrors = {Errc::malformed, Errc::unsupported, Errc::too_large};
constexpr std::array<std::string_view, 9> kKinds = {
    "place", "time", "device", "software", "author", "comment", "thumbnail", "trailing", "other"};
constexpr std::size_t kMimeMost = 127;

std::uint8_t status_of(Errc code) {
  const auto found = std::find(kErrors.begin(), kErrors.end(), code);
  return static_cast<std::uint8_t>(found == kErrors.end() ? 1 : found - kErrors.begin() + 1);
}
Errc error_of(std::uint8_t status) {
  return status <= kErrors.size() ? kErrors[status - 1u] : Errc::malformed;
}

std::uint8_t kind_number(std::string_view kind) {
  const auto other = kKinds.end() - 1;
  return static_cast<std::uint8_t>(std::find(kKinds.begin(), other, kind) - kKinds.begin());
}

void put_text(ByteWriter& out, std::string_view text) {
  out.u16(static_cast<std::uint16_t>(text.size())).raw(as_bytes(text));
}
std::string take_text(ByteReader& in, std::size_t most) {
  return shown(as_text(in.raw(in.u16())), most);
}

// type/subtype of RFC 6838's characters; anything else is told as unknown.
std::string checked_mime(std::string_view mime) {
  constexpr std::string_view kAllowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&-^_.+/";
  const bool good = mime.size() <= kMimeMost && !mime.empty() &&
                    mime.find_first_not_of(kAllowed) == std::string_view::npos &&
                    std::count(mime.begin(), mime.end(), '/') == 1 && mime.front() != '/' &&
                    mime.back() != '/';
  return good ? std::string(mime) : "application/octet-stream";
}

}  // namespace

Bytes encode_request(const Request& request) {
  return ByteWriter().u8(static_cast<std::uint8_t>(request.ask)).u64(request.size).take();
}

Result<Request> decode_request(ByteView bytes) {
  ByteReader in(bytes);
  const std::uint8_t ask = in.u8();
  const std::uint64_t size = in.u64();
  if (!in.finished() || ask < 1 || ask > 2 || size == 0) return fail(Errc::malformed);
  if (size > limits::kEvidenceBytes) return fail(Errc::too_large);
  return Request{static_cast<Ask>(ask), size};
}

Bytes encode_answer(const Result<Inspected>& answer) {
  if (!answer) return {status_of(answer.error().code)};
  ByteWriter out;
  out.u8(kOk).u8(answer->rewritable ? 1 : 0).u32(answer->width).u32(answer->height);
  put_text(out, checked_mime(answer->mime));
  const std::size_t count = std::min(answer->inside.size(), kInsideMost);
  out.u16(static_cast<std::uint16_t>(count));
  for (std::size_t i = 0; i < count; ++i) {
    const Inside& inside = answer->inside[i];
    out.u8(kind_number(inside.kind));
    put_text(out, shown(inside.where, kInsideWhere));
    put_text(out, shown(inside.text, kInsideText));
  }
  return out.take();
}

Bytes encode_answer(const Result<Rewritten>& answer) {
  if (!answer) return {status_of(answer.error().code)};
  ByteWriter out;
  out.u8(kOk);
  put_text(out, answer->mime);
  return out.raw(answer->bytes).take();
}

Result<Inspected> decode_inspected(ByteView bytes) {
  if (bytes.size() > kInspectedBytes) return fail(Errc::too_large);
  ByteReader in(bytes);
  const std::uint8_t status = in.u8();
  if (!in.ok()) return fail(Errc::malformed);
  if (status != kOk) return fail(error_of(status));
  Inspected inspected;
  inspected.rewritable = in.u8() == 1;
  inspected.width = in.u32();
  inspected.height = in.u32();
  inspected.mime = checked_mime(as_text(in.raw(in.u16())));
  const std::size_t count = in.u16();
  if (!in.ok() || count > kInsideMost) return fail(Errc::malformed);
  for (std::size_t i = 0; i < count && in.ok(); ++i) {
    const std::size_t kind = std::min<std::size_t>(in.u8(), kKinds.size() - 1);
    std::string where = take_text(in, kInsideWhere);
    inspected.inside.push_back(
        {std::string(kKinds[kind]), std::move(where), take_text(in, kInsideText)});
  }
  if (!in.finished()) return fail(Errc::malformed);
  return inspected;
}

Result<Rewritten> decode_rewritten(Bytes bytes) {
  if (bytes.size() > kRewrittenBytes) return fail(Errc::too_large);
  ByteReader in(bytes);
  const std::uint8_t status = in.u8();
  if (!in.ok()) return fail(Errc::malformed);
  if (status != kOk) return fail(error_of(status));
  const std::string mime(as_text(in.raw(in.u16())));
  const auto kind = picture_kind(in.rest());
  if (!in.ok() || !kind || mime_of(*kind) != mime || !only_picture(in.rest())) {
    return fail(Errc::malformed);
  }
  return Rewritten{mime, to_bytes(in.rest())};
}

}  // namespace ww::evidence
