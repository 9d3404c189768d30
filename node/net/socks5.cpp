#include "net/socks5.h"

#include <arpa/inet.h>

#include <charconv>
#include <string>

#include "base/byte_io.h"

namespace ww::net {
namespace {

constexpr std::uint8_t kVersion = 5, kLoginVersion = 1;
constexpr std::uint8_t kUserMethod = 2, kNoMethod = 0xFF;
constexpr std::uint8_t kConnect = 1, kGranted = 0;
constexpr std::uint8_t kIpv4 = 1, kName = 3, kIpv6 = 4;
constexpr std::size_t kCountedMax = 255;

bool countable(std::string_view text) { return !text.empty() && text.size() <= kCountedMax; }

void put_counted(ByteWriter& out, std::string_view text) {
  out.u8(static_cast<std::uint8_t>(text.size())).raw(as_bytes(text));
}

Bytes login_of(std::string_view user) {
  ByteWriter out;
  out.u8(kLoginVersion);
  put_counted(out, user);
  put_counted(out, user);  // as the password, which must not be empty
  return out.take();
}

std::uint16_t port_of(std::string_view text) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && number <= 65535 ? static_cast<std::uint16_t>(number) : 0;
}

// Literal addresses go as such: not every proxy reads one out of a name.
Result<> put_host(ByteWriter& out, std::string_view host) {
  ByteArray<16> address{};
  if (host.front() == '[') {
    if (host.size() < 2 || host.back() != ']') return fail(Errc::malformed);
    const std::string inner(host.substr(1, host.size() - 2));
    if (inet_pton(AF_INET6, inner.c_str(), address.data()) != 1) return fail(Errc::malformed);
    out.u8(kIpv6).raw(address);
  } else if (inet_pton(AF_INET, std::string(host).c_str(), address.data()) == 1) {
    out.u8(kIpv4).raw(ByteView(address).first(4));
  } else {
    out.u8(kName);
    put_counted(out, host);
  }
  return done();
}

Result<Bytes> request_of(std::string_view host_port) {
  const auto colon = host_port.rfind(':');
  if (colon == std::string_view::npos) return fail(Errc::malformed);
  const std::uint16_t port = port_of(host_port.substr(colon + 1));
  if (port == 0) return fail(Errc::malformed);
  const std::string_view host = host_port.substr(0, colon);
  if (!countable(host)) return fail(Errc::too_large);
  ByteWriter out;
  out.u8(kVersion).u8(kConnect).u8(0);
  WW_TRY(put_host(out, host));
  out.u8(static_cast<std::uint8_t>(port >> 8)).u8(static_cast<std::uint8_t>(port));
  return out.take();
}

}  // namespace

Result<Socks5> Socks5::start(std::string_view host_port, std::string_view user) {
  if (!countable(user)) return fail(Errc::too_large);
  WW_TRY_SET(Bytes request, request_of(host_port));
  return Socks5({kVersion, 1, kUserMethod}, login_of(user), std::move(request));
}

Bytes Socks5::take_output() { return std::exchange(output_, {}); }

Bytes Socks5::take_rest() { return std::exchange(input_, {}); }

Result<> Socks5::take(ByteView input) {
  input_ = ByteWriter().raw(input_).raw(input).take();
  for (bool more = true; more && !done();) {
    WW_TRY_SET(more, answer());
  }
  return ww::done();
}

// Each of these: false while the answer is not whole.
Result<bool> Socks5::answer() {
  switch (step_) {
    case Step::method:
      return on_method();
    case Step::login:
      return on_login();
    default:
      return on_request();
  }
}

Result<bool> Socks5::on_method() {
  if (!input_.empty() && input_[0] != kVersion) return fail(Errc::malformed);
  if (input_.size() < 2) return false;
  if (input_[1] == kNoMethod) return fail(Errc::refused);
  if (input_[1] != kUserMethod) return fail(Errc::malformed);
  next(Step::login, 2, std::move(login_));
  return true;
}

Result<bool> Socks5::on_login() {
  if (!input_.empty() && input_[0] != kLoginVersion) return fail(Errc::malformed);
  if (input_.size() < 2) return false;
  if (input_[1] != kGranted) return fail(Errc::refused);
  next(Step::request, 2, std::move(request_));
  return true;
}

// version | reply | 0 | kind of address | address | port; where we come out is of no use to us.
Result<bool> Socks5::on_request() {
  if (!input_.empty() && input_[0] != kVersion) return fail(Errc::malformed);
  if (input_.size() >= 2 && input_[1] != kGranted) return fail(Errc::refused);
  if (input_.size() >= 3 && input_[2] != 0) return fail(Errc::malformed);
  if (input_.size() < 4) return false;
  std::size_t size = 4 + 2;
  if (input_[3] == kIpv4) {
    size += 4;
  } else if (input_[3] == kIpv6) {
    size += 16;
  } else if (input_[3] == kName) {
    if (input_.size() < 5) return false;
    size += 1 + std::size_t{input_[4]};
  } else {
    return fail(Errc::malformed);
  }
  if (input_.size() < size) return false;
  next(Step::done, size, {});
  return true;
}

void Socks5::next(Step step, std::size_t used, Bytes output) {
  step_ = step;
  input_.erase(input_.begin(), input_.begin() + static_cast<std::ptrdiff_t>(used));
  output_ = ByteWriter().raw(output_).raw(output).take();
}

}  // namespace ww::net
