// What libsignal asks of its stores, answered from the current call's overlay.
//
// Rules of the library: a loader gives a fresh buffer, which the library frees, and 1, or leaves it
// unset and gives 0; the prekey loaders give SG_ERR_INVALID_KEY_ID instead of 0; what a storer gets
// is borrowed. Each callback catches everything: see library.h.
#include "e2ee/guards.h"
#include "e2ee/library.h"
#include "e2ee/party_record.h"
#include "e2ee/signal_ref.h"

namespace ww::e2ee {

using Kind = RatchetStore::Kind;

struct Callbacks {
  template <class Work>
  static int run(void* user, Work work) {
    Call* call = *static_cast<Call**>(user);
    if (call == nullptr) return SG_ERR_UNKNOWN;
    try {
      return work(*call);
    } catch (...) {
      call->caught_ = std::current_exception();
      return SG_ERR_UNKNOWN;
    }
  }
};

namespace {

constexpr int kFound = 1;
constexpr int kNotFound = 0;

int hand_out(const SecretBytes* record, signal_buffer** target, int missing) {
  if (record == nullptr) return missing;
  *target = signal_buffer_create(record->view().data(), record->size());
  return *target != nullptr ? kFound : SG_ERR_NOMEM;
}

Bytes key_of(const signal_protocol_address* address) {
  return row_key({address->name, address->name_len}, address->device_id);
}

Bytes key_of(const signal_protocol_sender_key_name* name) {
  return ByteWriter{}
      .raw(as_bytes({name->group_id, name->group_id_len}))
      .u8(0)
      .raw(key_of(&name->sender))
      .take();
}

int load_session(signal_buffer** record, signal_buffer**, const signal_protocol_address* address,
                 void* user) {
  return Callbacks::run(user, [&](Call& call) {
    return hand_out(call.load(Kind::session, key_of(address)), record, kNotFound);
  });
}

int sub_devices(signal_int_list** sessions, const char*, std::size_t, void*) {
  *sessions = signal_int_list_alloc();  // nobody asks: devices are addressed one by one
  return *sessions != nullptr ? 0 : SG_ERR_NOMEM;
}

int store_session(const signal_protocol_address* address, std::uint8_t* record, std::size_t size,
                  std::uint8_t*, std::size_t, void* user) {
  return Callbacks::run(user, [&](Call& call) {
    call.save(Kind::session, key_of(address), {record, size});
    return SG_SUCCESS;
  });
}

int contains_session(const signal_protocol_address* address, void* user) {
  return Callbacks::run(user, [&](Call& call) {
    return call.load(Kind::session, key_of(address)) != nullptr ? kFound : kNotFound;
  });
}

int delete_session(const signal_protocol_address* address, void* user) {
  return Callbacks::run(user, [&](Call& call) {
    call.erase(Kind::session, key_of(address));
    return kFound;
  });
}

int delete_all_sessions(const char*, std::size_t, void*) { return SG_ERR_INVAL; }

template <Kind kind>
int load_key(signal_buffer** record, std::uint32_t id, void* user) {
  return Callbacks::run(user, [&](Call& call) {
    return hand_out(call.load(kind, row_key(id)), record, SG_ERR_INVALID_KEY_ID);
  });
}

template <Kind kind>
int store_key(std::uint32_t id, std::uint8_t* record, std::size_t size, void* user) {
  return Callbacks::run(user, [&](Call& call) {
    call.save(kind, row_key(id), {record, size});
    return SG_SUCCESS;
  });
}

template <Kind kind>
int contains_key(std::uint32_t id, void* user) {
  return Callbacks::run(user, [&](Call& call) {
    return call.load(kind, row_key(id)) != nullptr ? kFound : kNotFound;
  });
}

template <Kind kind>
int remove_key(std::uint32_t id, void* user) {
  return Callbacks::run(user, [&](Call& call) {
    call.erase(kind, row_key(id));
    return SG_SUCCESS;
  });
}

int own_identity(signal_buffer** public_key, signal_buffer** secret_key, void* user) {
  return Callbacks::run(user, [&](Call& call) -> int {
    const auto party = load_party(call);
    if (!party) return SG_ERR_UNKNOWN;
    const Bytes typed = typed_key(party->identity);
    BufferRef shown(signal_buffer_create(typed.data(), typed.size()));
    BufferRef kept(signal_buffer_create(party->secret.view().data(), party->secret.size()));
    if (!shown || !kept) return SG_ERR_NOMEM;
    *public_key = shown.release();
    *secret_key = kept.release();
    return SG_SUCCESS;
  });
}

int own_registration(void* user, std::uint32_t* id) {
  return Callbacks::run(user, [&](Call& call) -> int {
    const auto party = load_party(call);
    if (!party) return SG_ERR_UNKNOWN;
    *id = party->registration_id;
    return SG_SUCCESS;
  });
}

// Trust on first use. A pin that is there is changed by Party::trust() alone.
int save_identity(const signal_protocol_address* address, std::uint8_t* key, std::size_t size,
                  void* user) {
  return Callbacks::run(user, [&](Call& call) {
    const Bytes row = key_of(address);
    if (key != nullptr && call.load(Kind::identity, row) == nullptr) {
      call.save(Kind::identity, row, {key, size});
    }
    return SG_SUCCESS;
  });
}

// While a message is opened everyone is let in, because it is not authenticated yet: Party compares
// the identity with the pin once it is. Of a bundle the answer is wanted at once.
int is_trusted(const signal_protocol_address* address, std::uint8_t* key, std::size_t size,
               void* user) {
  return Callbacks::run(user, [&](Call& call) {
    if (on(Guard::authenticated_alarm) && call.opening) return 1;
    const SecretBytes* pin = call.load(Kind::identity, key_of(address));
    return pin == nullptr || same_bytes(pin->view(), {key, size}) ? 1 : 0;
  });
}

int store_sender_key(const signal_protocol_sender_key_name* name, std::uint8_t* record,
                     std::size_t size, std::uint8_t*, std::size_t, void* user) {
  return Callbacks::run(user, [&](Call& call) {
    call.save(Kind::sender_key, key_of(name), {record, size});
    return SG_SUCCESS;
  });
}

int load_sender_key(signal_buffer** record, signal_buffer**,
                    const signal_protocol_sender_key_name* name, void* user) {
  return Callbacks::run(user, [&](Call& call) {
    return hand_out(call.load(Kind::sender_key, key_of(name)), record, kNotFound);
  });
}

}  // namespace

bool set_store_callbacks(signal_protocol_store_context* stores, Call** current) {
  const signal_protocol_session_store sessions{
      load_session,   sub_devices,         store_session, contains_session,
      delete_session, delete_all_sessions, nullptr,       current};
  const signal_protocol_pre_key_store one_time{load_key<Kind::prekey>,
                                               store_key<Kind::prekey>,
                                               contains_key<Kind::prekey>,
                                               remove_key<Kind::prekey>,
                                               nullptr,
                                               current};
  const signal_protocol_signed_pre_key_store signed_keys{load_key<Kind::signed_prekey>,
                                                         store_key<Kind::signed_prekey>,
                                                         contains_key<Kind::signed_prekey>,
                                                         remove_key<Kind::signed_prekey>,
                                                         nullptr,
                                                         current};
  const signal_protocol_identity_key_store identities{own_identity, own_registration, save_identity,
                                                      is_trusted,   nullptr,          current};
  const signal_protocol_sender_key_store sender_keys{store_sender_key, load_sender_key, nullptr,
                                                     current};
  return signal_protocol_store_context_set_session_store(stores, &sessions) >= 0 &&
         signal_protocol_store_context_set_pre_key_store(stores, &one_time) >= 0 &&
         signal_protocol_store_context_set_signed_pre_key_store(stores, &signed_keys) >= 0 &&
         signal_protocol_store_context_set_identity_key_store(stores, &identities) >= 0 &&
         signal_protocol_store_context_set_sender_key_store(stores, &sender_keys) >= 0;
}

}  // namespace ww::e2ee
