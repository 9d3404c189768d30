// The rows of contacts. Names are unique without regard to case.
#pragma once

#include <vector>

#include "domain/contact.h"

namespace ww {

class ContactRows {
 public:
  virtual ~ContactRows() = default;
  virtual void put(const Contact& contact) = 0;  // inserts or replaces by id
  virtual std::optional<Contact> find(const ContactId& id) = 0;
  virtual std::optional<Contact> find_by_name(std::string_view name) = 0;
  virtual std::optional<Contact> find_by_invite(
      const Digest32& invite_hash) = 0;                           // SHA-256 of the bytes
  virtual std::vector<Contact> all() = 0;                         // by name; removed ones too
  virtual std::vector<Contact> in_state(ContactState state) = 0;  // by name
  virtual std::vector<Contact> renewed() = 0;  // those with keys from before, by name
  virtual std::vector<Contact> moving() = 0;   // those with own_move or peer_next, by name
  // How many are written to, or would be, at this relay; failed and removed ones left out.
  virtual std::size_t count_written_at(const RelayKey& relay) = 0;
  virtual void erase(const ContactId& id) = 0;
};

}  // namespace ww
