// What the relay's program asks of the system beside files: to be told to stop, descriptors for its
// peers, a password, and a word to systemd when it is ready.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "base/secret.h"
#include "runtime/os_file.h"

namespace ww::runtime {

// SIGTERM and SIGINT become readable on the descriptor instead of ending the process; SIGPIPE is
// ignored. Before any thread is made.
OsFile os_stop_signals();
// Raises the limit of open files as far as allowed; how many there may be.
std::size_t os_files_max();
// One line from `fd`, without its end. Fails with malformed (empty, too long) or storage.
Result<SecretBytes> read_password_line(int fd);
// Asked twice on the terminal. Fails with unavailable without one, refused when they differ.
Result<SecretBytes> ask_new_password();
// READY=1 to $NOTIFY_SOCKET, if systemd set it.
void os_tell_ready();

}  // namespace ww::runtime
