// The real terminal: the standard streams and /dev/tty.
#pragma once

#include "cli/terminal.h"

namespace ww::cli {

class OsTerminal final : public Terminal {
 public:
  bool out(std::string_view text) override;
  void err(std::string_view text) override;
  bool page(std::string_view text) override;
  int columns() const override;
  int message_columns() const override;
  bool out_is_terminal() const override;
  bool can_ask() const override;
  std::optional<SecretBytes> ask_secret(const std::string& prompt) override;
  std::optional<std::string> ask(const std::string& prompt) override;
  std::optional<std::string> cut_short() const override { return cut_short_; }
  bool more_is_typed() override;
  api::Answer<std::string> read_input(std::size_t most) override;
  api::Answer<std::string> read_file(const std::string& path, std::size_t most) override;
  api::Answer<SecretBytes> read_secret(int descriptor) override;
  api::Answer<> write_private_file(const std::string& path, std::string_view bytes) override;
  api::Answer<std::unique_ptr<InFile>> open_file(const std::string& path) override;
  api::Answer<std::unique_ptr<OutFile>> make_file(const std::string& path) override;
  api::Answer<> make_folder(const std::string& path) override;
  api::Answer<std::string> edit(const std::string& text, std::size_t most) override;

 private:
  std::optional<std::string> cut_short_;
};

}  // namespace ww::cli
