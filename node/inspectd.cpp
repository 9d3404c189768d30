// watchword-inspect: runs the parsers of foreign formats, for a node, on one file, in a sandbox.
//
// It is started by a node (runtime/child_inspector.h), says that it is ready, reads a request and a
// file on its standard input, answers on its standard output (evidence/inspection.h), and ends. It
// takes no arguments, has no settings, and knows no key.
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <new>

#include "evidence/inspection.h"
#include "inspector/inspect.h"
#include "inspector/sandbox.h"

namespace {

using namespace ww;

bool read_whole(std::span<std::uint8_t> into) {
  while (!into.empty()) {
    const ssize_t count = ::read(STDIN_FILENO, into.data(), into.size());
    if (count <= 0) return false;
    into = into.subspan(static_cast<std::size_t>(count));
  }
  return true;
}

bool write_whole(ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (count <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return true;
}

Bytes answer(evidence::Ask ask, ByteView file, const inspector::FileType& type) {
  using evidence::encode_answer;
  if (ask == evidence::Ask::rewrite) return encode_answer(inspector::rewrite(file));
  return encode_answer(Result<Inspected>(inspector::inspect(file, type)));
}

// What a library throws is the file's doing.
Bytes answer_or_error(evidence::Ask ask, ByteView file, const inspector::FileType& type) {
  try {
    return answer(ask, file, type);
  } catch (const std::bad_alloc&) {
    return evidence::encode_answer(Result<Inspected>(fail(Errc::too_large)));
  } catch (const std::exception&) {
    return evidence::encode_answer(Result<Inspected>(fail(Errc::malformed)));
  }
}

bool serve(const inspector::FileType& type) {
  const std::uint8_t ready = evidence::kReady;
  std::array<std::uint8_t, evidence::kRequestBytes> head;
  if (!write_whole({&ready, 1}) || !read_whole(head)) return false;
  const auto request = evidence::decode_request(head);
  if (!request) return false;
  Bytes file(request->size);
  return read_whole(file) && write_whole(answer_or_error(request->ask, file, type));
}

}  // namespace

int main() {
  inspector::close_descriptors();
  ::tzset();  // reads its file now, if it has one
  const auto type = inspector::FileType::load();
  if (!type) return 3;
  inspector::warm_up(*type);
  if (!inspector::enter_sandbox()) return 4;
  // Without the libraries' destructors: nothing of theirs needs to run any more.
  ::_exit(serve(*type) ? 0 : 1);
}
