// PageMaker: a document as a PDF. The real one (report/pdf/) uses cairo and pango.
//
// The same document gives the same bytes: no clock, no name of the machine, no version in it.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "domain/document.h"

namespace ww {

class PageMaker {
 public:
  virtual ~PageMaker() = default;
  // A4 pages. Fails with too_large beyond kPacketBytes, unsupported when no font has the glyphs.
  virtual Result<Bytes> pdf(const domain::Document& document) = 0;
};

}  // namespace ww
