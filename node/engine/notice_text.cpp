#include "engine/notice_text.h"

#include <algorithm>
#include <iterator>

namespace ww::engine {
namespace {

struct Sentence {
  std::string_view code, text;
};
constexpr Sentence kSentences[] = {
    {"older_copy_brought_back",
     "This is an older copy of your profile. New keys are being made with everybody; compare the "
     "words again with each of them."},
    {"another_copy_reads",
     "Another copy of this profile reads your messages. If that is not you, somebody has your "
     "profile: make a new one and tell your contacts."},
    {"another_copy_writes",
     "The relay says that something else was sent to this person in your name, so what you send "
     "her "
     "waits. It is tried again by itself. If it stays so, another copy of your profile writes to "
     "her, or this one is an old copy: remove her and exchange a new invite. If the copy is not "
     "yours, somebody has your profile."},
    {"relay_lost_messages",
     "The relay lost messages that it had taken for her: an older copy of it was put back. "
     "Warnings "
     "that she has not confirmed go again."},
    {"relay_lost_posts",
     "The relay lost posts of this circle: an older copy of it was put back. What you posted in "
     "the "
     "last 7 days goes again."},
    {"taken",
     "The relay says that somebody else answered this invite first. It is tried again for 30 days, "
     "in case that is not true. Ask for a new invite, and whom the old one was shown to."},
    {"messages_missing", "Messages are missing: a relay lost or withholds some."},
    {"relay_refused",
     "The relay refuses what is sent there. It waits here and is tried again; `watchword relay "
     "test` "
     "may tell why. If it stays so: add another relay, and remove this one."},
    {"relay_password",
     "This relay asks for a password, and yours is missing or wrong. Until then nothing of yours "
     "is "
     "made there. Ask who runs it, and say it with `watchword relay add {relay} --password`."},
    {"queue_lost",
     "The relay has lost where she writes to you, and what lay there. A new place is being made; "
     "what she sends reaches you again when her device has found it."},
    {"invite_lost",
     "The relay has lost the place of this invite, so nobody can answer it. Remove it and make a "
     "new one."},
    {"board_lost",
     "The relay has lost the board of this circle, so nobody can be heard there. The device of the "
     "one who runs the circle makes a new board by itself."},
    {"another_copy_posts",
     "Another copy of this profile posts in this circle. If that is not you, somebody has your "
     "profile: make a new one and tell your people."},
    {"board_junk",
     "Somebody in this circle fills its board with what nobody can read, and hides who she is. "
     "`watchword circle move` leads all to a new board."},
    {"epoch_not_made",
     "The next member list of this circle could not be made, so nothing was changed in it. Remove "
     "whom you asked in last, and add her again."},
    {"two_rosters",
     "Two different member lists came from one person, so this circle stands still. Ask her by "
     "another way, and make a new circle."},
    {"renewal_refused",
     "New keys could not be made with this person so far. It is tried again; if it stays so, "
     "remove "
     "her and exchange a new invite."},
    {"keys_renewed_compare_words",
     "The keys with this person are new. Compare the words again; until then nothing is sent to "
     "her."},
    {"move_refused",
     "The new relay did not take the place for what she sends you. She goes on writing to the old "
     "one, and it is tried again tomorrow."},
    {"does_not_know_new_place",
     "She has not written to your new relay yet, and the old one is not read any more. Ask her, in "
     "another way, to add the new relay."},
    {"relay_not_added",
     "The relay {relay} is used here and is not one of yours, so this device does not connect to "
     "it. If you trust it: `watchword relay add {relay}`."},
    {"flood_by",
     "{member} puts so much on the board of this circle that others may find no room. Who made the "
     "circle can remove her."},
    {"key_of_another",
     "{member} brought somebody else's key as her own. What she writes under it is not taken."},
    {"card_of_another",
     "{contact} answered with somebody else's card, so she was not let in. Ask her in another "
     "way."},
    {"relay_removed", "Nothing is left at this relay, so it is removed."},
    {"clock_wrong",
     "This device's clock is {apart} of what every relay says. Nothing old is erased, and no "
     "warning is sent without asking you. Set the clock; if it is right, add another relay."},
    {"sent_by_wrong_clock",
     "Your warning {alert} left before a relay could be heard, with a time that its readers do not "
     "take. Set the clock and send it again."},
    {"alert_id_clash",
     "Other words came from here under the id of alert {alert}. The first ones stand."},
};

// {relay} in a sentence is what the argument of that name shows.
std::string filled(std::string_view sentence, const ArgumentList& args) {
  std::string text(sentence);
  for (const Argument& arg : args) {
    const std::string place = "{" + arg.name + "}";
    for (auto at = text.find(place); at != std::string::npos;
         at = text.find(place, at + arg.shown.size())) {
      text.replace(at, place.size(), arg.shown);
    }
  }
  return text;
}

std::string sentence_of(std::string_view code, const ArgumentList& args) {
  const auto* found = std::find_if(std::begin(kSentences), std::end(kSentences),
                                   [&](const Sentence& each) { return each.code == code; });
  return found == std::end(kSentences) ? std::string(code) : filled(found->text, args);
}

}  // namespace

std::string notice_text(std::string_view code, const ArgumentList& args) {
  const bool named = !args.empty() && args.front().is_owner();
  return (named ? args.front().shown : std::string("this node")) + ": " + sentence_of(code, args);
}

}  // namespace ww::engine
