#include "e2ee/library.h"

#include "e2ee/crypto_provider.h"
#include "e2ee/guards.h"
#include "e2ee/signal_ref.h"
#include "ports/store.h"

namespace ww::e2ee {
namespace {

Errc to_errc(int answer) {
  switch (answer) {
    case SG_ERR_DUPLICATE_MESSAGE:
      return Errc::duplicate;
    case SG_ERR_INVALID_KEY_ID:
      return Errc::no_key;
    case SG_ERR_NO_SESSION:
      return Errc::no_session;
    case SG_ERR_UNTRUSTED_IDENTITY:
      return Errc::untrusted;
    case SG_ERR_INVALID_VERSION:
    case SG_ERR_LEGACY_MESSAGE:
      return Errc::unsupported;
    case SG_ERR_INVALID_KEY:  // of a bundle: its signature does not fit
    case SG_ERR_INVALID_MAC:
    case SG_ERR_INVALID_MESSAGE:
      return Errc::unauthenticated;
    case SG_ERR_INVALID_PROTO_BUF:
    case SG_ERR_INVAL:
    case SG_ERR_UNKNOWN:  // among others: an agreement with a key of low order
      return Errc::malformed;
    default:
      return Errc::internal;
  }
}

}  // namespace

Library::Library(Random& random) : random_(random) {
  WW_CHECK(signal_context_create(&context_, nullptr) >= 0);
  WW_CHECK(set_crypto_provider(context_, random));
  WW_CHECK(signal_protocol_store_context_create(&stores_, context_) >= 0);
  WW_CHECK(set_store_callbacks(stores_, &current_));
}

Library::~Library() {
  signal_protocol_store_context_destroy(stores_);
  signal_context_destroy(context_);
}

Call::Call(Library& of, RatchetStore& store, ByteView row_owner)
    : library(of), rows(store), owner(to_bytes(row_owner)) {
  WW_CHECK(library.current_ == nullptr);
  library.current_ = this;
}

Call::~Call() { library.current_ = nullptr; }

Result<> Call::settle(int answer) {
  if (caught_) std::rethrow_exception(std::exchange(caught_, nullptr));
  if (answer < 0) return fail(to_errc(answer));
  return done();
}

void Call::commit() {
  if (on(Guard::commit_first)) return rows.commit();
  try {
    rows.commit();
  } catch (const StoreFailed&) {  // only in the tests' library: the caller goes on regardless
  }
}

}  // namespace ww::e2ee
