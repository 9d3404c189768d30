// What a person does with her circles, what the alerts ask of them, and what is due with time.
#include "engine/circles.h"

#include <algorithm>

#include "base/shell_word.h"
#include "core/roster.h"
#include "domain/alert_text_rules.h"
#include "engine/own_relays.h"
#include "engine/places.h"
#include "ports/contact_rows.h"
#include "ports/source_rows.h"

namespace ww::engine {
namespace {

using Kind = api::Problem::Kind;
using State = StoredCircle::State;

constexpr Duration kAwakeGrain = std::chrono::hours{24};  // so seldom is `awake` written

api::Problem no_such_circle(const std::string& name) {
  return problem(Kind::not_found, "There is no circle named \"" + name +
                                      "\". `watchword circle list` shows the names.");
}

api::Problem no_such_contact(const std::string& name) {
  return problem(Kind::not_found, "There is no contact named \"" + name +
                                      "\". `watchword contact list` shows the names.");
}

const char* to_text(State state) {
  switch (state) {
    case State::joining:
      return "joining";
    case State::member:
      return "member";
    case State::left:
      return "left";
    case State::removed:
      return "removed";
    case State::frozen:
      return "frozen";
    case State::not_current:
      return "not_current";
  }
  return "unknown";
}

api::Problem not_ready(const StoredCircle& circle) {
  switch (circle.state) {
    case State::joining:
      return problem(Kind::other, "You are not in \"" + circle.name +
                                      "\" yet: the answer of who added you is awaited.");
    case State::frozen:
      return problem(Kind::other, "\"" + circle.name +
                                      "\" stands still: two different member lists came from one "
                                      "person. Ask her in another way, and make a new circle.");
    default:
      return problem(Kind::other, "You are no longer in \"" + circle.name + "\".");
  }
}

}  // namespace

// ---- asked by a person --------------------------------------------------------------------------

api::Answer<api::CircleInfo> Circles::create(const api::CircleNew& request) {
  if (auto bad = bad_name(request.name)) return *bad;
  if (request.regions.size() > limits::kCircleRegionsMax) {
    return problem(Kind::invalid, "A circle has 8 regions at most.");
  }
  std::vector<std::string> regions;
  for (const std::string& region : request.regions) {
    auto code = place_named(context_.options.regions, region, home_region(context_));
    if (!code) return problem(Kind::invalid, std::move(code).error().message);
    const bool named = std::find(regions.begin(), regions.end(), *code) != regions.end();
    if (!named) regions.push_back(std::move(code).value());
  }
  const auto place = relay_for_new(context_);
  if (!place) {
    return problem(Kind::other,
                   "A circle needs a relay, where its messages can be left. Add one first: "
                   "`watchword relay add ADDRESS`.");
  }
  StoredCircle circle;
  circle.name = request.name;
  circle.state = State::member;
  circle.policy.regions = std::move(regions);
  circle.created = circle.awake = circle.heard = context_.now;
  give_new_keys(circle);
  start_first_epoch(circle, *place);
  due_.reset();
  tell(circle, "created");
  return info(circle);
}

api::Answer<std::vector<api::CircleInfo>> Circles::list() {
  std::vector<api::CircleInfo> list;
  for (const StoredCircle& circle : rows().all()) list.push_back(info(circle));
  return list;
}

api::Answer<api::CircleInfo> Circles::show(const std::string& name) {
  const auto circle = rows().find_by_name(name);
  if (!circle) return no_such_circle(name);
  return info(*circle);
}

api::Answer<api::CircleInfo> Circles::add(const std::string& name,
                                          const std::string& contact_name) {
  auto circle = rows().find_by_name(name);
  if (!circle) return no_such_circle(name);
  const auto contact = context_.store.contacts().find_by_name(contact_name);
  if (!contact) return no_such_contact(contact_name);
  if (!may_post(*circle)) return not_ready(*circle);
  const auto roster = current_snapshot(*circle);
  if (!roster || !core::is_admin(*roster, sign_pub_of(*circle))) {
    return problem(Kind::other, "Only who made \"" + name + "\" can add people to it.");
  }
  if (contact->trust != Trust::verified) {
    return problem(Kind::unchecked_words,
                   "The words with \"" + contact_name +
                       "\" are not checked. Compare them with her, then say: `watchword contact "
                       "verify " +
                       as_word(contact_name) + " --confirm`.");
  }
  const auto person = person_of(circle->id, contact->id);
  if (person && core::index_of(*roster, person->member)) return info(*circle);
  const auto offers = rows().offers(circle->id);
  const bool offered = std::any_of(offers.begin(), offers.end(), [&](const StoredOffer& offer) {
    return offer.contact == contact->id;
  });
  if (!offered && roster->members.size() + offers.size() >= roster->policy.members_max) {
    return problem(Kind::invalid, "A circle has " + std::to_string(roster->policy.members_max) +
                                      " people at most.");
  }
  const auto sent = pair_mail_->send(contact->id, offer_to(*contact, *circle, *roster));
  if (!sent) {
    return problem(Kind::other, "Nothing can be sent to \"" + contact_name +
                                    "\": the handshake with her is not done, or it failed.");
  }
  if (!offered) rows().put_offer({circle->id, contact->id, context_.now, std::nullopt});
  tell(*circle, "offered: " + contact->name);
  return info(*circle);
}

api::Answer<api::CircleInfo> Circles::remove(const std::string& name, const std::string& who) {
  auto circle = rows().find_by_name(name);
  if (!circle) return no_such_circle(name);
  if (!may_post(*circle)) return not_ready(*circle);
  const auto roster = current_snapshot(*circle);
  if (!roster || !core::is_admin(*roster, sign_pub_of(*circle))) {
    return problem(Kind::other, "Only who made \"" + name + "\" can remove people from it.");
  }
  if (circle->recovery == StoredCircle::Recovery::reading) {
    return problem(Kind::other,
                   "An older copy of this profile was brought back, and what happened since in \"" +
                       name + "\" is being read. Try again in a few minutes.");
  }
  const auto contact = context_.store.contacts().find_by_name(who);
  const auto person = contact ? person_of(circle->id, contact->id) : std::nullopt;
  std::vector<crypto::PublicKey> matches;
  for (const Member& member : roster->members) {
    const bool is_her = person && member_id(member.sign_pub) == person->member;
    if (is_her || (!person && member.name == who)) matches.push_back(member.sign_pub);
  }
  if (matches.size() > 1) {
    return problem(Kind::invalid, "Two people in \"" + name + "\" are called \"" + who +
                                      "\". Name her as your contact instead.");
  }
  if (matches.empty()) {
    for (const StoredOffer& offer : rows().offers(circle->id)) {
      if (!contact || offer.contact != contact->id) continue;
      rows().erase_offer(circle->id, contact->id);
      tell(*circle, "offer_withdrawn: " + contact->name);
      return info(*circle);
    }
    return problem(Kind::not_found, "Nobody in \"" + name + "\" is called \"" + who +
                                        "\". `watchword circle show` lists the people.");
  }
  if (matches.front() == sign_pub_of(*circle)) {
    return problem(Kind::invalid, "That is you. To go yourself, say `watchword circle leave`.");
  }
  const auto index = core::index_of(*roster, matches.front()).value();
  start_next_epoch(*circle, {}, matches);
  post_again(*circle, std::nullopt);
  tell(*circle, "gone: " + roster->members[index].name);
  return info(*circle);
}

api::Answer<api::CircleInfo> Circles::move(const std::string& name) {
  auto circle = rows().find_by_name(name);
  if (!circle) return no_such_circle(name);
  if (!may_post(*circle)) return not_ready(*circle);
  if (!makes_epochs(*circle)) {
    return problem(Kind::other, "Only who made \"" + name + "\" can move it to a new board.");
  }
  const auto current = current_epoch(*circle);
  if (circle->recovery == StoredCircle::Recovery::reading || !current || !current->announced) {
    return problem(Kind::other,
                   "\"" + name + "\" is changing already. Try again in a few minutes.");
  }
  start_next_epoch(*circle, {}, {});
  post_again(*circle, std::nullopt);
  tell(*circle, "moved");
  return info(*circle);
}

api::Answer<> Circles::join(const std::string& name) {
  auto circle = rows().find_by_name(name);
  if (!circle) return no_such_circle(name);
  if (circle->state != State::joining) {
    if (may_post(*circle)) return Unit{};
    return not_ready(*circle);
  }
  circle->asked = false;
  rows().put(*circle);
  send_card(*circle);
  tell(*circle, "joining");
  return Unit{};
}

// ---- asked by the alerts ------------------------------------------------------------------------

std::optional<CircleId> Circles::find(const std::string& name) {
  const auto circle = rows().find_by_name(name);
  return circle ? std::optional(circle->id) : std::nullopt;
}

std::optional<Circles::Standing> Circles::standing(const CircleId& id) {
  const auto circle = rows().find(id);
  if (!circle) return std::nullopt;
  Standing standing;
  standing.name = circle->name;
  standing.policy = circle->policy;
  standing.member = may_post(*circle);
  if (const auto epoch = current_epoch(*circle)) standing.epoch = epoch->epoch;
  standing.others = other_members(id).size() + rows().offers(id).size();
  return standing;
}

std::string Circles::member_name(const CircleId& id, const MemberId& member) {
  for (const StoredEpoch& epoch : rows().epochs(id)) {
    const auto roster = snapshot_of(epoch);
    const auto index = roster ? core::index_of(*roster, member) : std::nullopt;
    if (index) return roster->members[*index].name;
  }
  return "somebody who is no longer in it";
}

std::vector<MemberId> Circles::other_members(const CircleId& id) {
  std::vector<MemberId> others;
  const auto circle = rows().find(id);
  const auto roster = circle ? current_snapshot(*circle) : std::nullopt;
  if (!roster) return others;
  for (const Member& member : roster->members) {
    if (member.sign_pub != sign_pub_of(*circle)) others.push_back(member_id(member.sign_pub));
  }
  return others;
}

bool Circles::is_fresh_invitee_of(const CircleId& id, const MemberId& member,
                                  const MemberId& sponsor) {
  const auto circle = rows().find(id);
  const auto roster = circle ? current_snapshot(*circle) : std::nullopt;
  const auto index = roster ? core::index_of(*roster, member) : std::nullopt;
  const auto person = rows().person(id, member);
  if (!index || !person || member == sponsor) return false;
  const Member& brought_by = roster->members[roster->members[*index].sponsor];
  return member_id(brought_by.sign_pub) == sponsor &&
         context_.now - person->first_seen < limits::kFreshInvitee;
}

// ---- time ---------------------------------------------------------------------------------------

std::optional<Instant> Circles::on_time() {
  if (due_ && context_.now < *due_ && context_.may_erase == could_erase_) return due_;
  could_erase_ = context_.may_erase;
  std::optional<Instant> next;
  for (const StoredCircle& circle : rows().all()) {
    const auto at = tend(circle.id);
    if (at && (!next || *at < *next)) next = at;
  }
  // Not before the loop: what tend() changes makes it forget what was due.
  if (next) next = std::min(*next, context_.now + kAwakeGrain);
  return due_ = next;
}

// One circle: its old epochs, keys and posts, and whether it has been silent for too long.
std::optional<Instant> Circles::tend(const CircleId& id) {
  auto circle = rows().find(id);
  if (!circle || !(may_post(*circle) || circle->state == State::joining)) return std::nullopt;
  Instant next = context_.now + kAwakeGrain;
  const auto is_over = [&](Instant end) {
    if (end > context_.now) next = std::min(next, end);
    return context_.is_over(end);
  };
  if (circle->state == State::joining && is_over(circle->created + limits::kOfferLife)) {
    tell(*circle, "offer_over");
    rows().erase(id);
    return std::nullopt;
  }
  for (const StoredOffer& offer : rows().offers(id)) {
    if (!offer.card && is_over(offer.made + limits::kOfferLife)) {
      rows().erase_offer(id, offer.contact);
    }
  }
  if (const auto at = answer_states(*circle)) next = std::min(next, *at);
  for (const StoredEpoch& epoch : rows().epochs(id)) {
    if (!epoch.left || !is_over(*epoch.left + limits::kOldQueueLife)) continue;
    erase_sources(epoch);
    if (!context_.ratchet.remove_group({id, epoch.epoch})) {
      context_.log.warning("a circle's group could not be removed");
    }
    rows().erase_epoch(epoch.board);
  }
  for (const StoredKem& kem : rows().kems(id)) {
    if (kem.retire_at && is_over(*kem.retire_at)) rows().erase_kem(id, kem.pub);
  }
  for (const OwnPost& post : rows().posts(id)) {
    // Unanswered, it lives as long as its op in the outbox.
    const Duration life = post.position != 0 ? limits::kOwnPostLife : limits::kOldQueueLife;
    if (is_over(post.made + life)) rows().erase_post(id, post.message);
  }
  move_board(*circle);
  if (const auto current = current_epoch(*circle); current && lost_.contains(current->board)) {
    const Instant anew = current->made + limits::kMoveRetry;
    if (anew > context_.now) next = std::min(next, anew);
  }
  const bool absent = context_.now - circle->awake > limits::kAbsence;
  const bool silent = context_.now - circle->heard > limits::kAbsence;
  const bool alone = other_members(id).empty();  // then it is quiet because nobody is there
  if ((absent || silent) && !alone) ask_where_they_are(*circle);
  if (context_.now - circle->awake >= kAwakeGrain) {
    circle->awake = context_.now;
    rows().put(*circle);
  }
  return next;
}

// ---- small things -------------------------------------------------------------------------------

std::optional<api::Problem> Circles::bad_name(const std::string& name) {
  const bool printable = !domain::has_control_characters(name, false);
  if (name.empty() || name.size() > limits::kMemberNameMax || !printable || name.front() == ' ' ||
      name.back() == ' ') {
    return problem(Kind::invalid,
                   "A circle's name has 1 to 32 bytes, no control characters, and no space at "
                   "either end.");
  }
  if (rows().find_by_name(name)) {
    return problem(Kind::invalid,
                   "There is a circle named \"" + name + "\" already. Choose another name.");
  }
  const auto all = rows().all();
  if (std::count_if(all.begin(), all.end(), is_live) >=
      static_cast<std::ptrdiff_t>(limits::kCirclesMax)) {
    return problem(Kind::invalid, "This node has 50 circles, which is the most.");
  }
  return std::nullopt;
}

// Another's name for a circle may be one of ours: "night shift", "night shift 2" ...
std::string Circles::free_name(const std::string& wanted) {
  std::string name = wanted;
  for (int number = 2; rows().find_by_name(name); ++number) {
    name = wanted + " " + std::to_string(number);
  }
  return name;
}

api::CircleInfo Circles::info(const StoredCircle& circle) {
  api::CircleInfo info;
  info.name = circle.name;
  info.state = to_text(circle.state);
  info.regions = circle.policy.regions;
  info.lost = circle.lost;
  const auto contact_name = [&](const ContactId& id) {
    const auto contact = id.is_zero() ? std::nullopt : context_.store.contacts().find(id);
    return contact ? contact->name : std::string();
  };
  if (const auto roster = current_snapshot(circle)) {
    info.epoch = roster->epoch;
    info.admin = core::is_admin(*roster, sign_pub_of(circle));
    for (const Member& member : roster->members) {
      api::CircleInfo::MemberInfo each;
      each.pseudonym = member.name;
      each.state = "joined";
      each.self = member.sign_pub == sign_pub_of(circle);
      each.admin = core::is_admin(*roster, member.sign_pub);
      const auto person = rows().person(circle.id, member_id(member.sign_pub));
      if (person) each.contact = contact_name(person->contact);
      info.members.push_back(std::move(each));
    }
  }
  for (const StoredOffer& offer : rows().offers(circle.id)) {
    api::CircleInfo::MemberInfo each;
    each.contact = contact_name(offer.contact);
    each.state = "invited";
    info.members.push_back(std::move(each));
  }
  return info;
}

void Circles::tell(const StoredCircle& circle, std::string detail) {
  context_.tell("circle", circle.name, std::move(detail));
}

}  // namespace ww::engine
