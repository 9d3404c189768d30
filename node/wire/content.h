// Content <-> bytes (proto/wire.capnp). One segment, bounded reads; every list and text is held to
// domain/limits.h. A kind that this version does not know decodes to content::Unknown.
#pragma once

#include "base/result.h"
#include "domain/content.h"

namespace ww::wire {

Bytes encode_content(const Content& content);  // canonical: the same value, the same bytes
Result<Content> decode_content(ByteView bytes);

}  // namespace ww::wire
