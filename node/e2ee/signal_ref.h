// Ownership of libsignal's objects. The only header that frees them.
//
// Most are reference-counted (SignalRef); builders, ciphers and contexts are not and each has its
// own free function (SignalOwned); buffers are wiped as they go (BufferRef). A getter of the
// library lends: share() what it returns before holding it.
#pragma once

#include <signal/fingerprint.h>
#include <signal/group_cipher.h>
#include <signal/group_session_builder.h>
#include <signal/key_helper.h>
#include <signal/protocol.h>
#include <signal/session_builder.h>
#include <signal/session_cipher.h>
#include <signal/session_state.h>
#include <signal/signal_protocol.h>

#include <memory>

#include "base/bytes.h"

namespace ww::e2ee {

struct SignalUnref {
  template <class T>
  void operator()(T* object) const noexcept {
    // every counted type starts with a signal_type_base
    signal_type_unref(reinterpret_cast<signal_type_base*>(object));
  }
};
template <class T>
using SignalRef = std::unique_ptr<T, SignalUnref>;

template <class T>
SignalRef<T> share(T* lent) {
  if (lent != nullptr) signal_type_ref(reinterpret_cast<signal_type_base*>(lent));
  return SignalRef<T>(lent);
}

template <auto Free>
struct SignalFree {
  template <class T>
  void operator()(T* object) const noexcept {
    Free(object);
  }
};
template <class T, auto Free>
using SignalOwned = std::unique_ptr<T, SignalFree<Free>>;

using BufferRef = SignalOwned<signal_buffer, signal_buffer_bzero_free>;
using SessionBuilder = SignalOwned<session_builder, session_builder_free>;
using SessionCipher = SignalOwned<session_cipher, session_cipher_free>;
using GroupBuilder = SignalOwned<group_session_builder, group_session_builder_free>;
using GroupCipher = SignalOwned<group_cipher, group_cipher_free>;
using FingerprintGenerator = SignalOwned<fingerprint_generator, fingerprint_generator_free>;

// Receives a C out-parameter: `SignalRef<ec_key_pair> pair; f(context, out(pair));`
// The target is set when the whole statement ends: do not use it behind an && of the same one.
template <class Owner>
class Out {
 public:
  explicit Out(Owner& target) : target_(target) {}
  ~Out() { target_.reset(raw_); }
  Out(const Out&) = delete;
  Out& operator=(const Out&) = delete;
  operator typename Owner::pointer *() { return &raw_; }

 private:
  Owner& target_;
  typename Owner::pointer raw_ = nullptr;
};
template <class Owner>
Out<Owner> out(Owner& target) {
  return Out<Owner>(target);
}

// Borrowed: valid as long as the buffer is.
inline ByteView view(const signal_buffer* buffer) {
  return {signal_buffer_const_data(buffer), signal_buffer_len(buffer)};
}

}  // namespace ww::e2ee
