// What an exported folder holds, and what an inspector says: strangers' bytes, all of them. The
// first byte chooses the reader.
#include "evidence/file_name.h"
#include "evidence/inspection.h"
#include "evidence/manifest.h"
#include "evidence/shown.h"
#include "fuzz/stable.h"

namespace {

using namespace ww;
using namespace ww::evidence;

// A reader that takes one spelling: what it takes is what the writer writes.
template <class Read, class Write>
void one_spelling(std::string_view text, Read read, Write write) {
  const auto value = read(text);
  if (value && write(value.value()) != text) std::abort();
}

void export_folder(std::string_view text) {
  const std::string half(text.substr(0, text.size() / 2)), rest(text.substr(text.size() / 2));
  const std::string key = public_key_pem(crypto::PublicKey{1});
  if (check_export({half, rest, key, rest}, Digest32{}, 1, std::nullopt).ok()) std::abort();
}

void names(std::string_view text) {
  for (const char* mime : {"image/png", "text/plain", ""}) {
    const std::string name = safe_file_name(text, mime);
    if (name.empty() || name.size() > 120 || safe_file_name(name, mime) != name) std::abort();
  }
  const std::string once = shown(text);
  if (shown(once) != once) std::abort();
}

void answers(ByteView bytes) {
  (void)decode_request(bytes);
  (void)decode_rewritten(to_bytes(bytes));
  fuzz::check_stable(bytes, decode_inspected, [](const Inspected& inspected) {
    return encode_answer(Result<Inspected>(inspected));
  });
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const ByteView bytes{data + 1, size - 1};
  const std::string_view text = as_text(bytes);
  switch (data[0] % 5) {
    case 0:
      one_spelling(text, read_line, write_line);
      break;
    case 1:
      one_spelling(text, read_manifest, write_manifest);
      break;
    case 2:
      export_folder(text);
      break;
    case 3:
      names(text);
      break;
    default:
      answers(bytes);
  }
  return 0;
}
