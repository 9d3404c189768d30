// The sandbox of watchword-inspect: entered before the first byte of a hostile file is read.
//
// After enter_sandbox() the process may read and write the descriptors 0, 1 and 2, take and give
// back memory, ask for chance and for the size of memory, and end. Any other system call kills it
// at once (seccomp, SIGSYS): no file, no socket, no process, no signal to another, no memory that
// can be executed. Below that lie limits: kCpuSeconds of processor, kMemoryBytes of address space,
// no file that grows, no core dump, no new privileges. None of it can be undone, and there is no
// switch that leaves it out.
//
// A build with a sanitizer reserves terabytes of address space and needs a few harmless calls more
// for its reports: there the address space has no limit and those calls are allowed. It is not
// shipped.
#pragma once

#include <cstdint>

#include "base/result.h"

namespace ww::inspector {

inline constexpr unsigned kCpuSeconds = 10;
inline constexpr std::uint64_t kMemoryBytes = std::uint64_t{1} << 30;

// Every descriptor but 0, 1 and 2. Call it first: what the parent left open is not for us.
void close_descriptors();

// Fails with unavailable when the system refuses any of it; then nothing may be parsed.
Result<> enter_sandbox();

}  // namespace ww::inspector
