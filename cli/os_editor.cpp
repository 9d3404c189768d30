// A text in the person's editor. It may hold everything, so it lies in a folder of memory (tmpfs)
// that only she may open, and is overwritten and gone afterwards. An editor may keep copies of its
// own elsewhere: those that we know how to tell are told not to.
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <vector>

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/os_terminal.h"
#include "control/socket_file.h"

namespace ww::cli {
namespace {

using api::Answer;
using api::Problem;

Problem cannot(const std::string& what) { return problem(Problem::Kind::other, what); }

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

bool is_memory(const std::string& folder) {
  struct statfs facts {};
  return !folder.empty() && ::statfs(folder.c_str(), &facts) == 0 && facts.f_type == TMPFS_MAGIC;
}

// A folder of our own in memory, gone with its file when it goes out of scope.
class MemoryFolder {
 public:
  MemoryFolder() {
    for (const std::string& parent : {environment("XDG_RUNTIME_DIR"), std::string("/dev/shm")}) {
      if (!is_memory(parent)) continue;
      std::string pattern = parent + "/note-XXXXXX";
      if (::mkdtemp(pattern.data()) == nullptr) continue;
      path_ = pattern;
      return;
    }
  }
  ~MemoryFolder() {
    if (path_.empty()) return;
    wipe();
    ::unlink(file().c_str());
    ::rmdir(path_.c_str());
  }
  MemoryFolder(const MemoryFolder&) = delete;
  MemoryFolder& operator=(const MemoryFolder&) = delete;

  bool made() const { return !path_.empty(); }
  const std::string& path() const { return path_; }
  std::string file() const { return path_ + "/note.txt"; }

 private:
  void wipe() const {
    const control::Fd file_there(::open(file().c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
    struct stat facts {};
    if (!file_there.open() || ::fstat(file_there.number(), &facts) != 0) return;
    const std::vector<char> zeros(static_cast<std::size_t>(facts.st_size), 0);
    if (::write(file_there.number(), zeros.data(), zeros.size()) < 0) return;  // unlinked next
  }
  std::string path_;
};

// Vim's swap, backup and viminfo files would lie on the disk.
std::vector<std::string> editor_words(const std::string& file) {
  std::string editor = environment("VISUAL");
  if (editor.empty()) editor = environment("EDITOR");
  if (editor.empty()) editor = ::access("/usr/bin/nano", X_OK) == 0 ? "nano" : "vi";
  std::vector<std::string> words;  // "emacs -nw" is two
  std::istringstream parts(editor);
  for (std::string word; parts >> word;) words.push_back(word);
  if (words.empty()) words.emplace_back("vi");
  const auto name = words.front().substr(words.front().rfind('/') + 1);
  if (name == "vi" || name == "vim" || name == "nvim") {
    for (const char* word :
         {"-n", "-i", "NONE", "--cmd", "set nobackup nowritebackup noundofile"}) {
      words.push_back(word);
    }
  }
  words.push_back(file);
  return words;
}

bool run_editor(const std::string& file) {
  auto words = editor_words(file);
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const pid_t child = ::fork();
  if (child == 0) {
    ::execvp(arguments[0], arguments.data());
    ::_exit(127);
  }
  int status = 0;
  while (child > 0 && ::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return false;
  }
  return child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

Answer<std::string> OsTerminal::edit(const std::string& text, std::size_t most) {
  const MemoryFolder folder;
  if (!folder.made()) {
    return cannot(
        "The form is not opened: there is no place in memory for it ($XDG_RUNTIME_DIR or "
        "/dev/shm), "
        "and it would be written to the disk in clear. Use --file - instead.");
  }
  WW_TRY(write_private_file(folder.file(), text));
  if (!run_editor(folder.file())) {
    return cannot("The editor ended with an error (VISUAL, EDITOR). Nothing was changed.");
  }
  return read_file(folder.file(), most);
}

}  // namespace ww::cli
