// Invites: exact bytes, and the text "watchword:" + base32 (proto/PROTOCOL.md, INVITE v1).
#pragma once

#include <string>

#include "base/result.h"
#include "domain/invite.h"

namespace ww::wire {

Bytes encode_invite(const Invite& invite);  // ends with the check, 4 bytes of SHA-256
// malformed (also when the check does not fit: mistyped), unsupported (version, suite, critical
// extension).
Result<Invite> decode_invite(ByteView bytes);

std::string invite_text(ByteView bytes);  // "watchword:..." in lower case
// Either case; white space anywhere is passed over, as mail programs and chats put it there.
Result<Bytes> invite_bytes(std::string_view text);
// The invite within a text that was pasted with whatever stood round it: quotation marks, "> "
// before each line, who sent it when, the sentences that follow it, marks that nobody sees. Its
// check tells where it ends; where none fits, what invite_bytes() says.
Result<Bytes> invite_in(std::string_view text);

}  // namespace ww::wire
