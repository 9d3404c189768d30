#include <algorithm>
#include <array>

#include "identify/finder.h"

namespace ww::identify {
namespace {

// In alphabetical order.
constexpr std::array<std::string_view, 195> kCommon{
    "about",    "after",       "again",    "also",      "always",    "another",   "anyone",
    "anything", "appointment", "april",    "around",    "august",    "available", "back",
    "because",  "been",        "before",   "being",     "book",      "booked",    "booking",
    "both",     "call",        "called",   "calls",     "came",      "cash",      "client",
    "come",     "coming",      "could",    "date",      "december",  "discreet",  "does",
    "doing",    "done",        "down",     "each",      "email",     "evening",   "every",
    "february", "first",       "five",     "four",      "free",      "friday",    "from",
    "full",     "girl",        "give",     "going",     "good",      "half",      "have",
    "hello",    "here",        "home",     "hotel",     "hour",      "hours",     "house",
    "incall",   "instagram",   "into",     "january",   "july",      "june",      "just",
    "know",     "last",        "later",    "left",      "like",      "little",    "london",
    "long",     "look",        "looking",  "made",      "make",      "many",      "march",
    "massage",  "maybe",       "meet",     "meeting",   "message",   "minutes",   "monday",
    "money",    "more",        "morning",  "most",      "much",      "name",      "need",
    "never",    "next",        "nice",     "night",     "nothing",   "november",  "number",
    "numbers",  "october",     "okay",     "once",      "only",      "other",     "outcall",
    "over",     "paid",        "people",   "person",    "phone",     "photos",    "picture",
    "pictures", "place",       "please",   "pounds",    "private",   "quick",     "really",
    "right",    "said",        "same",     "saturday",  "sent",      "september", "service",
    "services", "should",      "some",     "someone",   "something", "soon",      "sorry",
    "still",    "street",      "sunday",   "sure",      "telegram",  "text",      "texted",
    "thank",    "thanks",      "that",     "their",     "them",      "then",      "there",
    "these",    "they",        "thing",    "think",     "this",      "thursday",  "time",
    "times",    "today",       "tomorrow", "tonight",   "tuesday",   "under",     "until",
    "very",     "want",        "wanted",   "wants",     "water",     "wednesday", "week",
    "well",     "went",        "were",     "what",      "whatsapp",  "when",      "where",
    "which",    "while",       "will",     "with",      "without",   "work",      "would",
    "wrote",    "year",        "years",    "yesterday", "your",      "yours"};

}  // namespace

bool is_common_word(std::string_view word) {
  return std::binary_search(kCommon.begin(), kCommon.end(), word);
}

}  // namespace ww::identify
