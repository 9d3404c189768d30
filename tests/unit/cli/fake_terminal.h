// A terminal that remembers what was printed and types what the test says.
#pragma once

#include <deque>
#include <functional>
#include <map>

#include "cli/command.h"
#include "cli/terminal.h"

namespace ww::test {

class FakeTerminal final : public cli::Terminal {
 public:
  std::string printed, said;      // stdout, stderr
  std::deque<std::string> typed;  // answers to prompts, in order
  std::vector<std::string> prompts;
  std::string input;  // standard input
  bool input_was_read = false;
  std::function<void()> before_input;
  std::map<std::string, std::string> files;
  Instant file_time = from_ms(0);          // when they were changed
  std::map<int, std::string> descriptors;  // one line each
  bool screen = false;                     // stdout is a terminal
  bool tty = false;                        // there is somebody to ask
  std::size_t lines_most = 1000;           // after so many, nobody reads

  bool out(std::string_view text) override {
    if (lines_most == 0) return false;
    --lines_most;
    printed += text;
    return true;
  }
  void err(std::string_view text) override { said += text; }
  bool page(std::string_view text) override {
    ++pages;
    return out(text);
  }
  int columns() const override { return wide; }
  int message_columns() const override { return wide; }
  int wide = 0;  // columns; 0: no terminal
  int pages = 0;
  bool out_is_terminal() const override { return screen; }
  bool can_ask() const override { return tty; }
  std::optional<SecretBytes> ask_secret(const std::string& prompt) override {
    const auto answer = ask(prompt);
    if (!answer) return std::nullopt;
    return SecretBytes::copy_of(as_bytes(*answer));
  }
  std::optional<std::string> ask(const std::string& prompt) override {
    prompts.push_back(prompt);
    if (typed.empty() && ctrl_c) cut = *ctrl_c;
    if (typed.empty()) return std::nullopt;
    auto answer = typed.front();
    typed.pop_front();
    return answer;
  }
  std::optional<std::string> cut_short() const override { return cut; }
  // As many lines as were pasted wait behind the one that was just read.
  bool more_is_typed() override { return pasted > 0 && pasted-- > 0; }
  std::optional<std::string> ctrl_c;  // after what is typed; with what stands in the line then
  std::optional<std::string> cut;
  int pasted = 0;
  api::Answer<std::string> read_input(std::size_t most) override {
    if (before_input) before_input();
    input_was_read = true;
    return bounded(input, most);
  }
  api::Answer<std::string> read_file(const std::string& path, std::size_t most) override {
    if (files.count(path) == 0) {
      return api::problem(api::Problem::Kind::not_found, "no such file");
    }
    return bounded(files[path], most);
  }
  api::Answer<SecretBytes> read_secret(int descriptor) override {
    if (descriptors.count(descriptor) == 0) return cli::usage("cannot be read");
    return SecretBytes::copy_of(as_bytes(descriptors[descriptor]));
  }
  api::Answer<> write_private_file(const std::string& path, std::string_view bytes) override {
    files[path] = bytes;
    return Unit{};
  }
  api::Answer<std::unique_ptr<cli::InFile>> open_file(const std::string& path) override {
    if (files.count(path) == 0) {
      return api::problem(api::Problem::Kind::not_found, "no such file");
    }
    return std::unique_ptr<cli::InFile>(std::make_unique<Reading>(path, files[path], file_time));
  }
  api::Answer<std::unique_ptr<cli::OutFile>> make_file(const std::string& path) override {
    if (files.count(path) != 0) {
      return api::problem(api::Problem::Kind::other, "there is one already");
    }
    return std::unique_ptr<cli::OutFile>(std::make_unique<Writing>(files[path]));
  }
  api::Answer<> make_folder(const std::string& path) override {
    folders.push_back(path);
    return Unit{};
  }
  // What the person makes of the text, one change after another; none: she leaves it as it is.
  api::Answer<std::string> edit(const std::string& text, std::size_t most) override {
    edited.push_back(text);
    if (changes.empty()) return text;
    const auto change = changes.front();
    changes.pop_front();
    return bounded(change(text), most);
  }
  std::vector<std::string> folders, edited;
  std::deque<std::function<std::string(std::string)>> changes;

 private:
  class Reading final : public cli::InFile {
   public:
    Reading(std::string path, std::string text, Instant changed)
        : path_(std::move(path)), text_(std::move(text)), changed_(changed) {}
    std::string name() const override { return path_.substr(path_.rfind('/') + 1); }
    std::uint64_t size() const override { return text_.size(); }
    std::optional<Instant> changed() const override { return changed_; }
    api::Answer<Bytes> read(std::size_t most) override {
      const auto piece = text_.substr(at_, most);
      at_ += piece.size();
      return to_bytes(as_bytes(piece));
    }

   private:
    std::string path_, text_;
    Instant changed_;
    std::size_t at_ = 0;
  };
  class Writing final : public cli::OutFile {
   public:
    explicit Writing(std::string& text) : text_(text) {}
    api::Answer<> write(ByteView bytes) override {
      text_ += as_text(bytes);
      return Unit{};
    }
    api::Answer<> finish() override { return Unit{}; }

   private:
    std::string& text_;
  };
  static api::Answer<std::string> bounded(const std::string& text, std::size_t most) {
    if (text.size() <= most) return text;
    return api::problem(api::Problem::Kind::invalid, "too long");
  }
};

}  // namespace ww::test
