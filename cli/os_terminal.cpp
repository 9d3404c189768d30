#include "cli/os_terminal.h"

#include <cerrno>
#include <cstring>

#include <bsd/readpassphrase.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/command.h"
#include "control/bounds.h"
#include "control/socket_file.h"

namespace ww::cli {
namespace {

using api::Answer;
using api::Problem;
using control::Fd;

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

Answer<std::string> read_all(int descriptor, std::size_t most, const std::string& what) {
  std::string all;
  char block[16 * 1024];
  while (true) {
    const auto got = ::read(descriptor, block, sizeof(block));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return problem(Problem::Kind::other, what + " cannot be read.");
    if (got == 0) return all;
    all.append(block, static_cast<std::size_t>(got));
    if (all.size() > most) return problem(Problem::Kind::invalid, what + " is too long.");
  }
}

}  // namespace

bool OsTerminal::out(std::string_view text) { return write_all(STDOUT_FILENO, text); }
void OsTerminal::err(std::string_view text) { write_all(STDERR_FILENO, text); }
bool OsTerminal::out_is_terminal() const { return ::isatty(STDOUT_FILENO) != 0; }

bool OsTerminal::can_ask() const {
  return Fd(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)).open();
}

std::optional<SecretBytes> OsTerminal::ask_secret(const std::string& prompt) {
  SecretBytes buffer(control::kSecretMax + 1);
  const bool typed =
      ::readpassphrase(prompt.c_str(), reinterpret_cast<char*>(buffer.span().data()),
                       buffer.span().size(), RPP_ECHO_OFF | RPP_REQUIRE_TTY) != nullptr;
  if (!typed) return std::nullopt;
  const auto* text = reinterpret_cast<const char*>(buffer.view().data());
  return SecretBytes::copy_of(buffer.view().first(std::strlen(text)));
}

Answer<std::string> OsTerminal::read_input(std::size_t most) {
  return read_all(STDIN_FILENO, most, "Standard input");
}

Answer<std::string> OsTerminal::read_file(const std::string& path, std::size_t most) {
  const Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.open()) {
    return problem(errno == ENOENT ? Problem::Kind::not_found : Problem::Kind::other,
                   "The file " + path + " cannot be opened.");
  }
  return read_all(file.number(), most, "The file " + path);
}

Answer<SecretBytes> OsTerminal::read_secret(int descriptor) {
  SecretBytes buffer(control::kSecretMax + 1);
  std::size_t size = 0;
  while (true) {
    // One byte at a time: what follows the line is not ours.
    const auto got = ::read(descriptor, buffer.span().data() + size, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return usage("Descriptor " + std::to_string(descriptor) + " cannot be read.");
    if (got == 0 || buffer.view()[size] == '\n') break;
    if (++size > control::kSecretMax) return usage("A passphrase has 1024 bytes at most.");
  }
  if (size == 0)
    return usage("No passphrase came by descriptor " + std::to_string(descriptor) + ".");
  return SecretBytes::copy_of(buffer.view().first(size));
}

Answer<> OsTerminal::write_private_file(const std::string& path, std::string_view bytes) {
  const Fd file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file.open() || ::fchmod(file.number(), 0600) != 0 || !write_all(file.number(), bytes)) {
    return problem(Problem::Kind::other, "The file " + path + " cannot be written.");
  }
  return Unit{};
}

}  // namespace ww::cli
