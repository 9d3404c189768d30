// signal_agent: reads requests from standard input, answers on standard output (agent.h).
#include <iostream>

#include "agent.h"
#include "e2ee/self_test.h"

namespace {

// Twice the longest request: a message of 64 KiB in hex.
constexpr std::size_t kLineMax = 300'000;

enum class Read { line, too_long, end };

// A line that is too long is read to its end and dropped, so that the next one is whole again.
Read read_line(std::string& line) {
  line.clear();
  std::size_t size = 0;
  for (int c = std::cin.get(); c != std::char_traits<char>::eof(); c = std::cin.get()) {
    if (c == '\n') return size > kLineMax ? Read::too_long : Read::line;
    if (++size <= kLineMax) line.push_back(static_cast<char>(c));
  }
  return Read::end;
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  ww::NullLogger logger;
  if (!ww::e2ee::self_test(logger)) {
    std::cerr << "signal_agent: the cryptography's self test failed\n";
    return 1;
  }
  ww::interop::Agent agent;
  std::string line;
  while (!agent.finished()) {
    const Read read = read_line(line);
    if (read == Read::end) break;
    const bool fits = read == Read::line;
    std::cout << (fits ? agent.answer(line) : "err bad-request too long") << std::endl;
  }
  return 0;
}
