#include <algorithm>
#include <array>

#include "identify/finder.h"

namespace ww::identify {
namespace {

// In alphabetical order.
constexpr std::array<std::string_view, 248> kCommon{
    "about",    "after",    "again",    "all",       "also",        "always",    "and",
    "another",  "any",      "anyone",   "anything",  "appointment", "april",     "are",
    "around",   "ask",      "august",   "available", "back",        "bad",       "because",
    "been",     "before",   "being",    "big",       "book",        "booked",    "booking",
    "both",     "but",      "call",     "called",    "calls",       "came",      "can",
    "car",      "cash",     "city",     "client",    "come",        "coming",    "could",
    "date",     "day",      "december", "did",       "discreet",    "does",      "doing",
    "done",     "down",     "driver",   "each",      "email",       "evening",   "every",
    "february", "first",    "five",     "flat",      "for",         "four",      "free",
    "friday",   "from",     "full",     "get",       "girl",        "give",      "going",
    "good",     "got",      "had",      "half",      "has",         "have",      "hello",
    "her",      "here",     "him",      "his",       "home",        "hotel",     "hour",
    "hours",    "house",    "how",      "incall",    "instagram",   "into",      "its",
    "january",  "july",     "june",     "just",      "know",        "last",      "later",
    "left",     "let",      "like",     "little",    "london",      "long",      "look",
    "looking",  "made",     "make",     "man",       "many",        "march",     "massage",
    "may",      "maybe",    "meet",     "meeting",   "men",         "message",   "minutes",
    "monday",   "money",    "more",     "morning",   "most",        "much",      "name",
    "need",     "never",    "new",      "next",      "nice",        "night",     "not",
    "nothing",  "november", "now",      "number",    "numbers",     "october",   "off",
    "okay",     "old",      "once",     "one",       "only",        "other",     "our",
    "out",      "outcall",  "over",     "paid",      "people",      "person",    "phone",
    "photos",   "picture",  "pictures", "place",     "please",      "pounds",    "private",
    "put",      "quick",    "really",   "right",     "said",        "same",      "saturday",
    "say",      "see",      "sent",     "september", "service",     "services",  "she",
    "should",   "some",     "someone",  "something", "soon",        "sorry",     "still",
    "street",   "sunday",   "sure",     "telegram",  "text",        "texted",    "thank",
    "thanks",   "that",     "the",      "their",     "them",        "then",      "there",
    "these",    "they",     "thing",    "think",     "this",        "thursday",  "time",
    "times",    "today",    "tomorrow", "tonight",   "too",         "town",      "tuesday",
    "two",      "under",    "until",    "use",       "van",         "very",      "want",
    "wanted",   "wants",    "was",      "water",     "way",         "wednesday", "week",
    "well",     "went",     "were",     "what",      "whatsapp",    "when",      "where",
    "which",    "while",    "who",      "why",       "will",        "with",      "without",
    "work",     "would",    "wrote",    "year",      "years",       "yes",       "yesterday",
    "you",      "your",     "yours"};

}  // namespace

bool is_common_word(std::string_view word) {
  return std::binary_search(kCommon.begin(), kCommon.end(), word);
}

}  // namespace ww::identify
