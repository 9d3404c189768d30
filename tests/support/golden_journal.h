// What stands in the golden journals: one contact with a session, one setting. All fictional.
#pragma once

#include "base/crypto.h"
#include "ports/contact_rows.h"
#include "ports/ratchet.h"
#include "ports/settings_rows.h"
#include "ports/store.h"

namespace ww::test {

inline crypto::Key golden_key() { return crypto::Key(Bytes(32, 42)); }

inline void fill_golden_journal(Store& store) {
  Contact contact;
  contact.id.bytes.fill(1);
  contact.name = "Alex";
  for (crypto::Key* key : {&contact.s0, &contact.own_r, &contact.r_word, &contact.k}) {
    *key = crypto::Key(Bytes(32, 7));
  }
  contact.peer_routes = {{RelayKey{}, "relay.example.com:7077"}};
  store.contacts().put(contact);
  store.settings().set("tor", "require");
  store.ratchet().save(RatchetStore::Kind::session, contact.id, Bytes{1}, Bytes{4, 5, 6});
}

}  // namespace ww::test
