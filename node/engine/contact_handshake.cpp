// The three-step handshake (proto/PROTOCOL.md, HANDSHAKE): what each step checks, derives and
// sends.
#include "core/contact_keys.h"
#include "core/envelope.h"
#include "engine/contacts.h"
#include "engine/relay_choice.h"
#include "ports/outbox_rows.h"
#include "wire/content.h"
#include "wire/frame.h"
#include "wire/invite.h"
#include "wire/payload.h"

namespace ww::engine {
namespace {

constexpr std::uint16_t kVersion = 1;
constexpr std::uint8_t kSuite = 1;

Digest32 content_hash(std::string_view name, ByteView content) {
  return Digest32{crypto::hash(name, {content})};
}

bool spoken(const content::Hello1& hello) {
  return hello.version_min <= kVersion && kVersion <= hello.version_max &&
         std::find(hello.suites.begin(), hello.suites.end(), kSuite) != hello.suites.end();
}

}  // namespace

Result<Invite> Contacts::readable_invite(const std::string& text, Bytes& bytes) const {
  WW_TRY_SET(bytes, wire::invite_in(text));
  return wire::decode_invite(bytes);
}

// A fresh invite for this contact, whose routes are set: it is answered at the first.
Result<Invite> Contacts::make_invite(Contact& contact, InviteKind kind, Duration life) {
  contact.s0 = context_.random.key();
  Invite invite;
  invite.kind = kind;
  invite.not_after = std::chrono::floor<std::chrono::seconds>(context_.now + life);
  invite.s0 = to_array<32>(contact.s0.view());
  invite.seal_pub = crypto::x25519_public(core::seal_key(contact.own_r));
  invite.words_commit = core::words_commit(contact.r_word);
  invite.sid = context_.random.id<QueueId>();
  invite.routes = contact.own_routes;
  WW_TRY(context_.ratchet.create_party(contact.party));
  WW_TRY_SET(invite.offer, context_.ratchet.make_offer(contact.party));
  contact.invite = wire::encode_invite(invite);
  contact.invite_not_after = invite.not_after;
  return invite;
}

// The acceptor's side of X3DH. A key that cannot be used leaves nothing behind.
Result<crypto::PublicKey> Contacts::open_party(const ContactId& party, const Invite& invite) {
  if (!crypto::x25519(context_.random.key(), invite.seal_pub)) return fail(Errc::unauthenticated);
  WW_TRY_SET(const crypto::PublicKey identity, context_.ratchet.create_party(party));
  const auto accepted = context_.ratchet.accept_offer(party, invite.offer);
  if (accepted) return identity;
  WW_TRY(context_.ratchet.remove_party(party));
  return accepted.error();
}

// Step 1, at the acceptor. Everything is in the outbox when this returns; the lane keeps the order.
Result<> Contacts::begin_answer(Contact& contact, const Invite& invite,
                                const crypto::PublicKey& identity, const Route& own_route) {
  const crypto::Key s_b = context_.random.key();

  content::Hello1 hello;
  hello.invite = Digest32{crypto::hash("invite", {contact.invite})};
  hello.identity = identity;
  hello.r_b = to_array<32>(contact.r_word.view());
  hello.s_b = to_array<32>(s_b.view());
  hello.seal_pub = crypto::x25519_public(core::seal_key(contact.own_r));
  hello.routes = {own_route};
  hello.version_min = hello.version_max = kVersion;
  hello.suites = {kSuite};
  hello.name = own_name();
  contact.hello1_content = wire::encode_content(hello);
  wipe(hello.r_b);
  wipe(hello.s_b);
  contact.hello1 = content_hash("hello1", contact.hello1_content);
  contact.k = core::contact_secret(contact.s0, s_b, contact.invite, contact.hello1_content);
  contact.own_routes = {own_route};

  const auto keys = core::shared_queue_keys(contact.k, core::Direction::to_acceptor, 1);
  const auto source = add_source(contact, Source::Kind::queue, 1, keys.sid, own_route);
  queue_new(contact, source, keys.sid, crypto::x25519_public(keys.send_cap), relay::Ttl::month);

  Target target;
  target.route = invite.routes.front();
  target.sid = invite.sid;
  target.send_cap =
      context_.random.key();  // fresh: the invite queue is open until someone secures it
  target.seal_secret = contact.s0.clone();
  target.seal_pub = invite.seal_pub;
  OutboxOp secure = op_for(contact, OutboxOp::Purpose::contact_queue_secure, target.route);
  secure.cap = relay::Cap::write;
  secure.cap_secret = target.send_cap.clone();
  secure.target = target.sid.bytes;
  secure.body =
      wire::encode_body(relay::QueueSecure{target.sid, crypto::x25519_public(target.send_cap)});
  context_.store.outbox().add(secure);

  WW_TRY(post_bytes(contact, target, contact.hello1_content));
  contact.put_number = 0;  // the lasting queue counts its own
  context_.store.contacts().put(contact);
  return done();
}

// Step 2, at the inviter. The first message that decrypts uses the invite up, whatever it says:
// exactly one person may answer. One that does not decrypt leaves no trace.
void Contacts::on_first_message(Contact& contact, const Source&, const SlotInner& inner) {
  if (contact.state != ContactState::invited && contact.state != ContactState::renewing) return;
  if (inner.kind != static_cast<std::uint8_t>(SlotKind::prekey_message)) return;
  if (context_.now > contact.invite_not_after + limits::kInviteGrace) {
    if (contact.before) return renew(contact, Root::before);
    return fail_contact(contact, "expired");
  }
  const auto opened = context_.ratchet.decrypt(contact.party, true, inner.message);
  if (!opened) {
    ++context_.spent.failures;
    return context_.log.warning("an answer to an invite does not decrypt");
  }
  ++context_.spent.sessions;

  const auto payload = wire::decode_payload(opened->plain.view());
  const auto content =
      payload ? wire::decode_content(payload->content) : Result<Content>(payload.error());
  const auto* hello = content ? std::get_if<content::Hello1>(&*content) : nullptr;
  const bool fits = hello != nullptr && payload->header.parts == 1 &&
                    hello->identity == opened->peer_identity &&
                    hello->invite == Digest32{crypto::hash("invite", {contact.invite})};
  if (!fits) return fail_contact(contact, "changed");
  if (!spoken(*hello)) return fail_contact(contact, "version");
  contact.k =
      core::contact_secret(contact.s0, crypto::Key(hello->s_b), contact.invite, payload->content);
  if (payload->header.context != core::pair_context(contact.k, core::Direction::to_inviter)) {
    return fail_contact(contact, "changed");
  }
  contact.peer_identity = opened->peer_identity;
  note_order(contact, payload->header, opened->plain.view());
  if (!take_hello1(contact, *hello, payload->content)) fail_contact(contact, "changed");
}

bool Contacts::take_hello1(Contact& contact, const content::Hello1& hello, ByteView content) {
  const auto invite = wire::decode_invite(contact.invite);
  WW_CHECK(invite.ok());  // our own
  if (!context_.ratchet.drop_offer(contact.party, invite->offer)) return false;
  contact.hello1 = content_hash("hello1", content);
  contact.their_name = hello.name;
  contact.peer_seal_pub = hello.seal_pub;
  contact.peer_routes = hello.routes;
  contact.state = ContactState::answered;

  const Route own_route = contact.own_routes.front();
  const auto keys = core::shared_queue_keys(contact.k, core::Direction::to_inviter, 1);
  const auto source = add_source(contact, Source::Kind::queue, 1, keys.sid, own_route);
  queue_new(contact, source, keys.sid, crypto::x25519_public(keys.send_cap), relay::Ttl::month);

  content::Hello2 answer;
  answer.hello1 = contact.hello1;
  answer.r_a = to_array<32>(contact.r_word.view());
  answer.routes = {own_route};
  answer.version = kVersion;
  answer.suite = kSuite;
  answer.name = own_name();
  contact.hello2 = content_hash("hello2", wire::encode_content(answer));
  const auto words = core::safety_words(contact.invite, content, contact.r_word);
  contact.words = words.words;
  contact.digits = words.digits;
  if (!post(contact, answer)) return false;
  if (!relay_is_chosen(context_, contact.peer_routes.front())) {
    context_.notify("relay_not_added", {about(contact), about(contact.peer_routes.front())});
  }
  tell(contact, "answered");
  return true;
}

// Step 3, at the acceptor. A wordsCommit that does not open means that somebody in between answered
// in the inviter's place, choosing rA so that the words would fit.
void Contacts::on_hello2(Contact& contact, const content::Hello2& hello, ByteView content) {
  if (contact.state != ContactState::answering) return;
  const auto invite = wire::decode_invite(contact.invite);
  WW_CHECK(invite.ok());
  const crypto::Key r_a(hello.r_a);
  if (hello.hello1 != contact.hello1 || core::words_commit(r_a) != invite->words_commit) {
    return fail_contact(contact, "changed");
  }
  if (hello.version != kVersion || hello.suite != kSuite) return fail_contact(contact, "version");
  contact.their_name = hello.name;
  contact.peer_routes = hello.routes;
  const auto words = core::safety_words(contact.invite, contact.hello1_content, r_a);
  contact.words = words.words;
  contact.digits = words.digits;
  contact.state = ContactState::established;
  contact.s0 = crypto::Key();
  contact.hello1_content.clear();
  if (!post(contact, content::Hello3{content_hash("hello2", content)})) {
    return fail_contact(contact, "internal");
  }
  tell(contact, "established");
  finish_renewal(contact);
}

void Contacts::on_hello3(Contact& contact, const content::Hello3& hello) {
  if (contact.state != ContactState::answered) return;
  if (hello.hello2 != contact.hello2) return fail_contact(contact, "changed");
  contact.state = ContactState::established;
  end_invite_queue(contact);
  contact.s0 = crypto::Key();
  context_.store.contacts().put(contact);
  tell(contact, "established");
  finish_renewal(contact);
}

void Contacts::end_invite_queue(Contact& contact) {
  for (const Source& source : context_.store.sources().of_owner(contact.id)) {
    if (source.kind == Source::Kind::invite_queue) queue_delete(source);
  }
}

// Ends the handshake or the contact with a reason that a person can be told. Nothing more is sent
// to her and nothing more is read from her.
void Contacts::fail_contact(Contact& contact, std::string_view code) {
  contact.state = ContactState::failed;
  contact.failure = code;
  auto& outbox = context_.store.outbox();
  const auto unsent = outbox.lane(contact.id, limits::kOutboxPerLane);
  outbox.erase_lane(contact.id);
  drop_try(contact);
  contact.own_move.reset();
  contact.peer_next.reset();
  for (const OutboxOp& op : unsent) {
    if (!op.message.is_zero()) receiver_.on_undeliverable(op.message);
  }
  for (const Source& source : context_.store.sources().of_owner(contact.id)) queue_delete(source);
  drop_before(contact);
  receiver_.on_ended(contact.id);
  context_.store.contacts().put(contact);
  tell(contact, "failed: " + contact.failure);
}

}  // namespace ww::engine
