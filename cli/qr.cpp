#include "cli/qr.h"

#include <memory>

#include <qrencode.h>

#include "cli/command.h"
#include "cli/png.h"

namespace ww::cli {
namespace {

constexpr int kMargin = 4;  // modules of white that readers need around it
constexpr int kScale = 8;   // pixels per module of a picture

struct FreeCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};
using Code = std::unique_ptr<QRcode, FreeCode>;

// With its margin; outside of the code all is white.
class Modules {
 public:
  explicit Modules(const QRcode& code) : code_(code) {}
  int size() const { return code_.width + 2 * kMargin; }
  bool black(int x, int y) const {
    x -= kMargin, y -= kMargin;
    if (x < 0 || y < 0 || x >= code_.width || y >= code_.width) return false;
    return (code_.data[y * code_.width + x] & 1) != 0;
  }

 private:
  const QRcode& code_;
};

// Two rows per line. Light on dark is drawn as is: most readers take both.
std::string half_blocks(const Modules& modules) {
  constexpr const char* kBoth = "\xE2\x96\x88";
  constexpr const char* kUpper = "\xE2\x96\x80";
  constexpr const char* kLower = "\xE2\x96\x84";
  std::string out;
  for (int y = 0; y < modules.size(); y += 2) {
    for (int x = 0; x < modules.size(); ++x) {
      const bool upper = !modules.black(x, y), lower = !modules.black(x, y + 1);
      out += upper && lower ? kBoth : upper ? kUpper : lower ? kLower : " ";
    }
    out += '\n';
  }
  return out;
}

std::string svg(const Modules& modules) {
  const std::string size = std::to_string(modules.size());
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size +
                    "\" shape-rendering=\"crispEdges\"><rect width=\"" + size + "\" height=\"" +
                    size + "\" fill=\"#fff\"/><path d=\"";
  for (int y = 0; y < modules.size(); ++y) {
    for (int x = 0; x < modules.size(); ++x) {
      if (modules.black(x, y)) {
        out += "M" + std::to_string(x) + " " + std::to_string(y) + "h1v1h-1z";
      }
    }
  }
  return out + "\"/></svg>\n";
}

std::string png(const Modules& modules) {
  return grey_png(modules.size() * kScale,
                  [&](int x, int y) { return modules.black(x / kScale, y / kScale); });
}

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

}  // namespace

api::Answer<> show_qr(Terminal& terminal, const std::string& text, const std::string& where) {
  const Code code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_L));
  if (!code) return problem(api::Problem::Kind::other, "That is too long for a QR picture.");
  const Modules modules(*code);
  if (where == "-") {
    const int columns = terminal.message_columns();
    if (columns > 0 && columns < modules.size()) {
      return problem(api::Problem::Kind::other,
                     "The terminal has " + std::to_string(columns) +
                         " columns, and the picture needs " + std::to_string(modules.size()) +
                         ": it would be cut. Make the window wider or its letters smaller, or let "
                         "--qr FILE.png write it to a file.");
    }
    terminal.err(half_blocks(modules));
    return Unit{};
  }
  return terminal.write_private_file(where, ends_with(where, ".svg") ? svg(modules) : png(modules));
}

}  // namespace ww::cli
