#include "agent.h"

#include <array>

#include "base/text_codec.h"

namespace ww::interop {
namespace {

// Of a message, a bundle or a key that was handed to e2ee.
std::string_view code_of(Errc reason) {
  switch (reason) {
    case Errc::duplicate:
      return "duplicate";
    case Errc::untrusted:
      return "untrusted-identity";
    case Errc::no_session:
      return "no-session";
    case Errc::no_key:
      return "invalid-key-id";
    case Errc::internal:
    case Errc::storage:
      return "internal";
    default:
      return "invalid-message";
  }
}

// What went wrong where, as a code of the protocol: in a field, in a key, in e2ee.
template <class T>
Result<T, Refusal> with_code(std::string_view code, Result<T> result) {
  if (!result) return Refusal{code, result.error().code};
  return std::move(result).value();
}
template <class T>
Result<T, Refusal> field(Result<T> result) {
  return with_code("bad-request", std::move(result));
}
template <class T>
Result<T, Refusal> key(Result<T> result) {
  return with_code("invalid-key", std::move(result));
}
template <class T>
Result<T, Refusal> e2ee_says(Result<T> result) {
  return result ? Result<T, Refusal>(std::move(result).value())
                : Refusal{code_of(result.error().code), result.error().code};
}

}  // namespace

std::string Agent::answer(std::string_view line) {
  const Answer result = run(split(line));
  if (!result) {
    return "err " + std::string(result.error().code) + " " + to_string(result.error().reason);
  }
  return result->empty() ? "ok" : "ok " + *result;
}

const Agent::Entry* Agent::find(std::string_view verb) {
  static constexpr std::array<Entry, 15> kEntries{{
      {"hello", 0, false, &Agent::hello},
      {"init", 2, false, &Agent::init},
      {"restart", 0, true, &Agent::restart},
      {"bundle", 2, true, &Agent::bundle},
      {"process", 10, true, &Agent::process},
      {"encrypt", 3, true, &Agent::encrypt},
      {"decrypt", 4, true, &Agent::decrypt},
      {"skdm-create", 1, true, &Agent::skdm_create},
      {"skdm-process", 4, true, &Agent::skdm_process},
      {"gencrypt", 2, true, &Agent::group_encrypt},
      {"gdecrypt", 4, true, &Agent::group_decrypt},
      {"fingerprint", 5, true, &Agent::fingerprint},
      {"fpcompare", 2, true, &Agent::compare},
      {"trust", 3, true, &Agent::trust},
      {"quit", 0, false, &Agent::quit},
  }};
  for (const Entry& entry : kEntries) {
    if (entry.verb == verb) return &entry;
  }
  return nullptr;
}

Agent::Answer Agent::run(const Fields& fields) {
  const Entry* entry = find(fields[0]);
  if (entry == nullptr || fields.size() != entry->fields + 1) {
    return Refusal{"bad-request", Errc::malformed};
  }
  if (entry->needs_party && !host_) return Refusal{"bad-request", Errc::not_found};
  return (this->*entry->run)(fields);
}

Agent::Answer Agent::hello(const Fields&) { return std::string("signal-interop 1 watchword"); }

Agent::Answer Agent::init(const Fields& fields) {
  WW_TRY_SET(std::string own_name, field(name(fields[1])));
  WW_TRY_SET(const std::int32_t own_device, field(device(fields[2])));
  host_ = std::make_unique<PartyHost>(std::move(own_name), own_device);
  WW_TRY_SET(const crypto::PublicKey identity, e2ee_says(host_->party().create()));
  WW_TRY_SET(const std::uint32_t id, e2ee_says(host_->party().registration_id()));
  return std::to_string(id) + " " + key_field(identity);
}

Agent::Answer Agent::restart(const Fields&) {
  host_->restart();
  return std::string();
}

Agent::Answer Agent::bundle(const Fields& fields) {
  const bool with_one_time = fields[1] != "-";
  std::uint32_t one_time_id = 0;
  if (with_one_time) {
    WW_TRY_SET(one_time_id, field(number(fields[1])));
  }
  WW_TRY_SET(const std::uint32_t signed_id, field(number(fields[2])));
  std::string one_time = "- -";
  if (with_one_time) {
    WW_TRY_SET(const auto made, e2ee_says(host_->party().make_one_time(one_time_id)));
    one_time = std::to_string(made.id) + " " + key_field(made.key);
  }
  WW_TRY_SET(const auto signed_key, e2ee_says(host_->party().signed_prekey(signed_id)));
  WW_TRY_SET(const auto identity, e2ee_says(host_->party().identity()));
  WW_TRY_SET(const std::uint32_t registration, e2ee_says(host_->party().registration_id()));
  return std::to_string(registration) + " " + std::to_string(host_->self().device) + " " +
         one_time + " " + std::to_string(signed_id) + " " + key_field(signed_key.key) + " " +
         hex_field(signed_key.signature) + " " + key_field(identity);
}

Agent::Answer Agent::process(const Fields& fields) {
  WW_TRY_SET(const std::string peer, field(name(fields[1])));
  WW_TRY_SET(const std::int32_t peer_device, field(device(fields[2])));
  e2ee::Bundle theirs;
  WW_TRY_SET(theirs.registration_id, field(number(fields[3])));
  WW_TRY_SET(theirs.device, field(device(fields[4])));
  if ((fields[5] == "-") != (fields[6] == "-")) return Refusal{"bad-request", Errc::malformed};
  if (fields[5] != "-") {
    theirs.one_time.emplace();
    WW_TRY_SET(theirs.one_time->id, field(number(fields[5])));
    WW_TRY_SET(theirs.one_time->key, key(public_key(fields[6])));
  }
  WW_TRY_SET(theirs.signed_key.id, field(number(fields[7])));
  WW_TRY_SET(theirs.signed_key.key, key(public_key(fields[8])));
  WW_TRY_SET(const Bytes signature, key(binary(fields[9])));
  if (signature.size() != 64) return Refusal{"invalid-key", Errc::malformed};
  theirs.signed_key.signature = to_array<64>(signature);
  WW_TRY_SET(theirs.identity, key(public_key(fields[10])));
  const auto started = host_->party().process({peer, peer_device}, theirs);
  if (started) return std::string();
  const Errc reason = started.error().code;
  return Refusal{reason == Errc::untrusted ? code_of(reason) : "invalid-key", reason};
}

Agent::Answer Agent::encrypt(const Fields& fields) {
  WW_TRY_SET(const std::string peer, field(name(fields[1])));
  WW_TRY_SET(const std::int32_t peer_device, field(device(fields[2])));
  WW_TRY_SET(const Bytes plain, field(binary(fields[3])));
  WW_TRY_SET(const auto sealed, e2ee_says(host_->party().encrypt({peer, peer_device}, plain)));
  return (sealed.prekey ? "pre " : "sig ") + hex_field(sealed.message);
}

Agent::Answer Agent::decrypt(const Fields& fields) {
  WW_TRY_SET(const std::string peer, field(name(fields[1])));
  WW_TRY_SET(const std::int32_t peer_device, field(device(fields[2])));
  if (fields[3] != "pre" && fields[3] != "sig") return Refusal{"bad-request", Errc::malformed};
  WW_TRY_SET(const Bytes message, field(binary(fields[4])));
  WW_TRY_SET(const auto opened,
             e2ee_says(host_->party().decrypt({peer, peer_device}, fields[3] == "pre", message)));
  return hex_field(opened.plain.view());
}

Agent::Answer Agent::skdm_create(const Fields& fields) {
  WW_TRY_SET(const std::string group, field(name(fields[1])));
  WW_TRY_SET(const Bytes skdm, e2ee_says(host_->group(group).distribution(host_->self())));
  return hex_field(skdm);
}

// The port lets these very bytes pass a second time, without effect; here it is said.
Agent::Answer Agent::skdm_process(const Fields& fields) {
  WW_TRY_SET(const std::string group, field(name(fields[1])));
  WW_TRY_SET(const std::string sender, field(name(fields[2])));
  WW_TRY_SET(const std::int32_t sender_device, field(device(fields[3])));
  WW_TRY_SET(const Bytes skdm, field(binary(fields[4])));
  WW_TRY_SET(const auto taken,
             e2ee_says(host_->group(group).process({sender, sender_device}, skdm)));
  if (taken == e2ee::SenderKeys::Taken::repeated) return Refusal{"duplicate", Errc::duplicate};
  return std::string();
}

Agent::Answer Agent::group_encrypt(const Fields& fields) {
  WW_TRY_SET(const std::string group, field(name(fields[1])));
  WW_TRY_SET(const Bytes plain, field(binary(fields[2])));
  WW_TRY_SET(const Bytes message, e2ee_says(host_->group(group).encrypt(host_->self(), plain)));
  return hex_field(message);
}

Agent::Answer Agent::group_decrypt(const Fields& fields) {
  WW_TRY_SET(const std::string group, field(name(fields[1])));
  WW_TRY_SET(const std::string sender, field(name(fields[2])));
  WW_TRY_SET(const std::int32_t sender_device, field(device(fields[3])));
  WW_TRY_SET(const Bytes message, field(binary(fields[4])));
  WW_TRY_SET(const auto plain,
             e2ee_says(host_->group(group).decrypt({sender, sender_device}, message)));
  return hex_field(plain.view());
}

Agent::Answer Agent::fingerprint(const Fields& fields) {
  WW_TRY_SET(const std::uint32_t iterations, field(number(fields[1])));
  WW_TRY_SET(const std::uint32_t version, field(number(fields[2])));
  WW_TRY_SET(const Bytes local, field(binary(fields[3])));
  WW_TRY_SET(const Bytes remote, field(binary(fields[4])));
  WW_TRY_SET(const auto remote_identity, key(public_key(fields[5])));
  WW_TRY_SET(const auto identity, e2ee_says(host_->party().identity()));
  WW_TRY_SET(const auto made,
             field(e2ee::fingerprint(host_->library(), iterations, version,
                                     {std::string(as_text(local)), identity},
                                     {std::string(as_text(remote)), remote_identity})));
  return made.digits + " " + hex_field(made.scannable);
}

Agent::Answer Agent::compare(const Fields& fields) {
  WW_TRY_SET(const Bytes ours, field(binary(fields[1])));
  WW_TRY_SET(const Bytes theirs, field(binary(fields[2])));
  WW_TRY_SET(const bool match, field(e2ee::scannable_match(host_->library(), ours, theirs)));
  return std::string(match ? "match" : "mismatch");
}

Agent::Answer Agent::trust(const Fields& fields) {
  WW_TRY_SET(const std::string peer, field(name(fields[1])));
  WW_TRY_SET(const std::int32_t peer_device, field(device(fields[2])));
  WW_TRY_SET(const auto identity, key(public_key(fields[3])));
  WW_TRY(e2ee_says(host_->party().trust({peer, peer_device}, identity)));
  return std::string();
}

Agent::Answer Agent::quit(const Fields&) {
  finished_ = true;
  return std::string();
}

}  // namespace ww::interop
