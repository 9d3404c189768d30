// Agent: one request line in, one answer line out (version 1 of the line protocol, README.md).
//
// It runs the very e2ee that watchwordd runs, guards included, and adds nothing to it but text. A
// line that it does not understand is `err bad-request`; it never ends because of one.
#pragma once

#include <memory>

#include "fields.h"
#include "party_host.h"

namespace ww::interop {

// What "err" says: a code of the protocol, and the reason as text.
struct Refusal {
  std::string_view code;
  Errc reason;
};

class Agent {
 public:
  // The answer, without its line end.
  std::string answer(std::string_view line);
  bool finished() const { return finished_; }

 private:
  using Answer = Result<std::string, Refusal>;
  using Command = Answer (Agent::*)(const Fields&);
  struct Entry {
    std::string_view verb;
    std::size_t fields;
    bool needs_party;
    Command run;
  };
  static const Entry* find(std::string_view verb);

  Answer run(const Fields& fields);
  Answer hello(const Fields&);
  Answer init(const Fields&);
  Answer restart(const Fields&);
  Answer bundle(const Fields&);
  Answer process(const Fields&);
  Answer encrypt(const Fields&);
  Answer decrypt(const Fields&);
  Answer skdm_create(const Fields&);
  Answer skdm_process(const Fields&);
  Answer group_encrypt(const Fields&);
  Answer group_decrypt(const Fields&);
  Answer fingerprint(const Fields&);
  Answer compare(const Fields&);
  Answer trust(const Fields&);
  Answer quit(const Fields&);

  std::unique_ptr<PartyHost> host_;
  bool finished_ = false;
};

}  // namespace ww::interop
