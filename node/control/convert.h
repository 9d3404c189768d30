// Node api values to and from the control schema, one pair of functions per type. No decisions.
//
// write() fills a builder, read() makes a value. Lists go by write_all() and read_all()
// (convert_lists.h).
#pragma once

#include <capnp/list.h>

#include "api/node_api.h"
#include "base/outside_text.h"
#include "proto/control.capnp.h"

namespace ww::control {

namespace schema = ww::schema::control;

inline capnp::Text::Reader text(const std::string& value) { return {value.c_str(), value.size()}; }
// Whatever bytes a client sends, what the node gets is text.
inline std::string text(capnp::Text::Reader value) {
  return read_outside_text({value.begin(), value.size()}).text;
}

// What has rules of its own about its bytes: an alert's JSON, which travels, is never mended.
inline std::string as_it_came(capnp::Text::Reader value) { return {value.begin(), value.size()}; }

void write(schema::Problem::Builder to, const api::Problem& from);
api::Problem read(schema::Problem::Reader from);

void write(schema::Problem::FieldError::Builder to, const api::Problem::FieldError& from);
api::Problem::FieldError read(schema::Problem::FieldError::Reader from);
void write(schema::Problem::Finding::Builder to, const api::Problem::Finding& from);
api::Problem::Finding read(schema::Problem::Finding::Reader from);

void write(schema::MaybeInstant::Builder to, const std::optional<Instant>& from);
std::optional<Instant> read(schema::MaybeInstant::Reader from);

void write(schema::Relay::Builder to, const api::RelayInfo& from);
api::RelayInfo read(schema::Relay::Reader from);
void write(schema::RelayRemoved::Builder to, const api::RelayRemoved& from);
api::RelayRemoved read(schema::RelayRemoved::Reader from);
void write(schema::Argument::Builder to, const Argument& from);
Argument read(schema::Argument::Reader from);
void write(schema::Notice::Builder to, const api::Notice& from);
api::Notice read(schema::Notice::Reader from);
void write(schema::Status::Builder to, const api::Status& from);
api::Status read(schema::Status::Reader from);
void write(schema::Check::Builder to, const api::Check& from);
api::Check read(schema::Check::Reader from);
void write(schema::Setting::Builder to, const std::pair<std::string, std::string>& from);
std::pair<std::string, std::string> read(schema::Setting::Reader from);

void write(schema::Invite::Builder to, const api::InviteMade& from);
api::InviteMade read(schema::Invite::Reader from);
void write(schema::Contact::Builder to, const api::ContactInfo& from);
api::ContactInfo read(schema::Contact::Reader from);
void write(schema::Circle::Builder to, const api::CircleInfo& from);
api::CircleInfo read(schema::Circle::Reader from);

void write(schema::Circle::Member::Builder to, const api::CircleInfo::MemberInfo& from);
api::CircleInfo::MemberInfo read(schema::Circle::Member::Reader from);

void write(schema::SendRequest::Builder to, const api::SendRequest& from);
api::SendRequest read(schema::SendRequest::Reader from);
void write(schema::UpdateRequest::Builder to, const api::UpdateRequest& from);
api::UpdateRequest read(schema::UpdateRequest::Reader from);
void write(schema::Sent::Builder to, const api::Sent& from);
api::Sent read(schema::Sent::Reader from);
void write(schema::AlertLine::Builder to, const api::AlertLine& from);
api::AlertLine read(schema::AlertLine::Reader from);
void write(schema::AlertShown::Builder to, const api::AlertShown& from);
api::AlertShown read(schema::AlertShown::Reader from);
void write(schema::Checked::Builder to, const api::Checked& from);
api::Checked read(schema::Checked::Reader from);
void write(schema::AlertShown::Step::Builder to, const api::AlertShown::Event& from);
api::AlertShown::Event read(schema::AlertShown::Step::Reader from);
void write(schema::AlertShown::Way::Builder to, const api::AlertShown::Way& from);
api::AlertShown::Way read(schema::AlertShown::Way::Reader from);
void write(schema::Checked::Extracted::Builder to, const api::Extracted& from);
api::Extracted read(schema::Checked::Extracted::Reader from);
void write(schema::Checked::Match::Builder to, const api::Match& from);
api::Match read(schema::Checked::Match::Reader from);
void write(schema::Checked::JournalMatch::Builder to, const api::JournalMatch& from);
api::JournalMatch read(schema::Checked::JournalMatch::Reader from);
void write(schema::Checked::Unread::Builder to, const api::Unread& from);
api::Unread read(schema::Checked::Unread::Reader from);
void write(schema::Event::Builder to, const api::Event& from);
api::Event read(schema::Event::Reader from);

void write_texts(capnp::List<capnp::Text>::Builder to, const std::vector<std::string>& from);
std::vector<std::string> read_texts(capnp::List<capnp::Text>::Reader from);

inline unsigned count(const auto& values) { return static_cast<unsigned>(values.size()); }

}  // namespace ww::control
