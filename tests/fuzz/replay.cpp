// main() of a fuzzer without libFuzzer: gives each file of the folders named to the fuzz target,
// then each of them cut short and with single bytes changed, so that a small corpus reaches far.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "fuzz/stable.h"

namespace {

std::vector<std::uint8_t> read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void give(const std::vector<std::uint8_t>& bytes) {
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

void give_with_faults(const std::vector<std::uint8_t>& bytes) {
  give(bytes);
  const std::size_t stride = bytes.size() / 256 + 1;
  for (std::size_t at = 0; at < bytes.size(); at += stride) {
    give({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at)});
    auto changed = bytes;
    for (const unsigned flip : {0x01U, 0x80U, 0xffU}) {
      changed[at] = static_cast<std::uint8_t>(bytes[at] ^ flip);
      give(changed);
    }
  }
}

}  // namespace

int main(int count, char** folders) {
  std::size_t files = 0;
  for (int at = 1; at < count; ++at) {
    if (!std::filesystem::is_directory(folders[at])) continue;
    for (const auto& entry : std::filesystem::directory_iterator(folders[at])) {
      give_with_faults(read(entry.path()));
      ++files;
    }
  }
  give({});
  std::printf("%zu inputs and their faults\n", files);
  return files == 0 ? 1 : 0;
}
