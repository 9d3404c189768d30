#include "runtime/child_inspector.h"

#include <unistd.h>

#include <array>
#include <filesystem>

#include "domain/journal_limits.h"
#include "runtime/child_process.h"

namespace ww::runtime {
namespace {

constexpr const char* kName = "watchword-inspect";

Result<> send_all(ChildProcess& child, const evidence::Request& request,
                  const FileInspector::Read& read) {
  WW_TRY(child.send(evidence::encode_request(request)));
  for (std::uint64_t at = 0; at < request.size;) {
    const auto most = std::min<std::uint64_t>(limits::kEvidenceChunk, request.size - at);
    const Bytes bytes = read(at, static_cast<std::size_t>(most));
    if (bytes.empty() || bytes.size() > most) return fail(Errc::storage);
    WW_TRY(child.send(bytes));
    at += bytes.size();
  }
  child.finish_sending();
  return done();
}

// Everything until it closes.
Result<Bytes> receive_all(ChildProcess& child, std::size_t most) {
  Bytes all;
  for (;;) {
    WW_TRY_SET(const Bytes bytes, child.receive(limits::kEvidenceChunk));
    if (bytes.empty()) return all;
    if (bytes.size() > most - all.size()) return fail(Errc::too_large);
    all.insert(all.end(), bytes.begin(), bytes.end());
  }
}

}  // namespace

std::string ChildInspector::find_program() {
  std::error_code ignored;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", ignored);
  const auto beside = self.parent_path() / kName;
  if (!self.empty() && ::access(beside.c_str(), X_OK) == 0) return beside.string();
  return (self.parent_path() / WW_LIBEXEC_FROM_BIN / kName).lexically_normal().string();
}

Result<Bytes> ChildInspector::ask(const evidence::Request& request, const Read& read,
                                  std::size_t answer_most) {
  if (request.size == 0) return fail(Errc::malformed);
  if (request.size > limits::kEvidenceBytes) return fail(Errc::too_large);
  WW_TRY_SET(auto child, ChildProcess::start(program_, ChildProcess::Clock::now() + wait_));
  WW_TRY_SET(const Bytes ready, child.receive(1));
  if (ready != Bytes{evidence::kReady}) return fail(Errc::unavailable);
  const auto sent = send_all(child, request, read);
  // One that stopped listening may have said why, or have died of the file.
  if (!sent && sent.error().code != Errc::unavailable) return sent.error();
  WW_TRY_SET(Bytes answer, receive_all(child, answer_most));
  if (answer.empty()) return fail(child.ran_out_of_time() ? Errc::expired : Errc::malformed);
  return answer;
}

Result<Inspected> ChildInspector::inspect(std::uint64_t size, const Read& read) {
  WW_TRY_SET(const Bytes answer,
             ask({evidence::Ask::inspect, size}, read, evidence::kInspectedBytes));
  return evidence::decode_inspected(answer);
}

Result<Rewritten> ChildInspector::rewrite(std::uint64_t size, const Read& read) {
  WW_TRY_SET(Bytes answer, ask({evidence::Ask::rewrite, size}, read, evidence::kRewrittenBytes));
  return evidence::decode_rewritten(std::move(answer));
}

}  // namespace ww::runtime
