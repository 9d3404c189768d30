// Terminal: what a command sees of the person in front of it. The real one is os_terminal.h; tests
// hand in their own.
//
// Data goes to out(), everything meant for a person to err(). Prompts go to /dev/tty, never to
// stdin, so that a pipe cannot answer them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/node_api.h"
#include "base/secret.h"
#include "cli/files.h"

namespace ww::cli {

class Terminal {
 public:
  virtual ~Terminal() = default;
  // False when nobody reads any more (a closed pipe): then stop quietly.
  virtual bool out(std::string_view text) = 0;
  virtual void err(std::string_view text) = 0;
  // The same as out(), a page at a time where it is longer than the terminal.
  virtual bool page(std::string_view text) = 0;
  // Of the terminal that out() and err() write to; 0 where they write to none.
  virtual int columns() const = 0;
  virtual int message_columns() const = 0;
  virtual bool out_is_terminal() const = 0;
  virtual bool can_ask() const = 0;  // there is a /dev/tty
  // Without echo. nullopt when it cannot be asked or nothing was typed to the end.
  virtual std::optional<SecretBytes> ask_secret(const std::string& prompt) = 0;
  // One line, or what was pasted in one piece. nullopt when it cannot be asked, at the end of what
  // is typed, and when Ctrl-C ended it.
  virtual std::optional<std::string> ask(const std::string& prompt) = 0;
  // What stood in the line when Ctrl-C ended a prompt; nullopt: none was ended so.
  virtual std::optional<std::string> cut_short() const = 0;
  // Whether more is waiting to be read: lines that were pasted come at once.
  virtual bool more_is_typed() = 0;
  // All of it, up to `most` bytes.
  virtual api::Answer<std::string> read_input(std::size_t most) = 0;
  virtual api::Answer<std::string> read_file(const std::string& path, std::size_t most) = 0;
  // One line, without its end.
  virtual api::Answer<SecretBytes> read_secret(int descriptor) = 0;
  // A new file that only this user may read; one that is there is replaced.
  virtual api::Answer<> write_private_file(const std::string& path, std::string_view bytes) = 0;

  // A plain file; a folder, device or pipe is refused.
  virtual api::Answer<std::unique_ptr<InFile>> open_file(const std::string& path) = 0;
  // A new file that only this user may read; one that is there is refused.
  virtual api::Answer<std::unique_ptr<OutFile>> make_file(const std::string& path) = 0;
  // A new folder that only this user may open; one that is there must be empty.
  virtual api::Answer<> make_folder(const std::string& path) = 0;
  // The text as the person left it in her editor. It lies in memory only (tmpfs) meanwhile, or the
  // editor is refused.
  virtual api::Answer<std::string> edit(const std::string& text, std::size_t most) = 0;
};

}  // namespace ww::cli
