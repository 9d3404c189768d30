// By what alerts are found: the list with its filters, the beginning of an id, tokens.
#include <algorithm>
#include <map>

#include "domain/alert_limits.h"
#include "store/alert_rows.h"
#include "store/id_list.h"

namespace ww::store {
namespace {

// SQLite asks the inner subquery once, not for each row.
#define WW_NOT_MUTED                                                                           \
  "(a.own=1 OR EXISTS (SELECT 1 FROM alert_origin o WHERE o.alert=a.id AND NOT (o.kind=2 AND " \
  "o.origin IN (SELECT id FROM contact WHERE muted=1))))"

constexpr std::size_t kChunk = 500;

// A voice's newest are in its share; an alert that several brought is told in the share of any.
bool is_in_share(const std::vector<Voice>& voices, std::map<Voice, std::size_t>& told) {
  bool share = false;
  for (const Voice& voice : voices) share = told[voice]++ < limits::kListedPerVoice || share;
  return share;
}

}  // namespace

std::vector<AlertId> SqlAlertRows::with_prefix(std::string_view base32, std::size_t most) {
  return ids_with_prefix<AlertId>(
      db_, "SELECT id FROM alert WHERE name >= ? AND name < ? ORDER BY name LIMIT ?", base32, most);
}

std::vector<std::string> SqlAlertRows::known_regions() {
  std::vector<std::string> regions;
  for (auto& [region] : db_.all<std::string>("SELECT DISTINCT region FROM alert_region")) {
    regions.push_back(std::move(region));
  }
  return regions;
}

// One pass from the newest on, in pieces, until the page is full. What is more than a voice's share
// is set aside, and follows when everything else was told.
std::vector<StoredAlert> SqlAlertRows::list(const Filter& filter) {
  // At most a few dozen regions (a nation and its parts), so one temporary list serves.
  db_.run("DELETE FROM temp.wanted_region");
  for (const auto& region : filter.regions) {
    db_.run("INSERT OR IGNORE INTO temp.wanted_region VALUES (?)", region);
  }
  const std::size_t wanted = filter.offset + filter.limit;
  std::map<Voice, std::size_t> told;
  std::vector<AlertId> page, aside;
  auto chunk = listed_after(INT64_MAX, {}, filter);
  while (!chunk.empty() && page.size() < wanted) {
    for (const auto& [id, received] : chunk) {
      if (page.size() == wanted) break;
      if (!has_words(id, filter.words)) continue;
      (is_in_share(voices_of(id), told) ? page : aside).push_back(id);
    }
    chunk = listed_after(chunk.back().second, chunk.back().first, filter);
  }
  page.insert(page.end(), aside.begin(), aside.end());
  std::vector<StoredAlert> alerts;
  for (std::size_t at = filter.offset; at < std::min(page.size(), wanted); ++at) {
    alerts.push_back(load(page[at]));
  }
  return alerts;
}

std::vector<std::pair<AlertId, std::int64_t>> SqlAlertRows::listed_after(std::int64_t received,
                                                                         const AlertId& id,
                                                                         const Filter& filter) {
  constexpr const char* kAll =
      "SELECT a.id, a.received FROM alert a WHERE a.listed=1 AND a.received<=?1 AND "
      "a.received>=?3 AND (a.received<?1 OR a.id>?2) AND (?4='' OR instr(?4, '|' || a.severity || "
      "'|')) AND " WW_NOT_MUTED " ORDER BY a.received DESC, a.id LIMIT ?5";
  constexpr const char* kInRegions =
      "SELECT a.id, a.received FROM alert a WHERE a.listed=1 AND a.received<=?1 AND "
      "a.received>=?3 AND (a.received<?1 OR a.id>?2) AND (?4='' OR instr(?4, '|' || a.severity || "
      "'|')) AND " WW_NOT_MUTED
      " AND EXISTS (SELECT 1 FROM temp.wanted_region w CROSS JOIN alert_region r ON "
      "r.region=w.region AND r.alert=a.id) ORDER BY a.received DESC, a.id LIMIT ?5";
  std::string severities;
  for (const auto& each : filter.severities)
    severities += (severities.empty() ? "|" : "") + each + "|";
  const std::int64_t since = filter.since ? to_ms(*filter.since) : INT64_MIN;
  std::vector<std::pair<AlertId, std::int64_t>> found;
  for (const auto& [each, at] : db_.all<Bytes, std::int64_t>(
           filter.regions.empty() ? kAll : kInRegions, received, id, since, severities, kChunk)) {
    found.emplace_back(AlertId{fixed<16>(each)}, at);
  }
  return found;
}

bool SqlAlertRows::has_words(const AlertId& id, const std::vector<std::string>& words) {
  if (words.empty()) return true;
  const auto row = db_.one<std::string>("SELECT words FROM alert_words WHERE alert=?", id);
  return row && std::all_of(words.begin(), words.end(), [&](const std::string& word) {
           return std::get<0>(*row).find(word) != std::string::npos;
         });
}

std::vector<Voice> SqlAlertRows::voices_of(const AlertId& id) {
  std::vector<Voice> voices;
  for (const auto& [origin, member] :
       db_.all<Bytes, Bytes>("SELECT origin, member FROM alert_origin WHERE alert=?", id)) {
    voices.push_back({fixed<16>(origin), MemberId{fixed<16>(member)}});
  }
  if (voices.empty()) voices.emplace_back();  // the owner's own
  return voices;
}

std::vector<TokenHit> SqlAlertRows::find_tokens(const std::vector<std::string>& keys, Instant now) {
  std::vector<TokenHit> hits;
  for (const auto& key : keys) {
    for (const auto& [alert, identifier] : db_.all<Bytes, std::int64_t>(
             "SELECT alert, identifier FROM alert_token WHERE key=? AND until>?", key,
             to_ms(now))) {
      hits.push_back({AlertId{fixed<16>(alert)}, key, static_cast<std::uint32_t>(identifier)});
    }
  }
  return hits;
}

std::vector<TokenHit> SqlAlertRows::find_shared(const std::vector<std::string>& keys,
                                                std::size_t least, Instant now) {
  using Place = std::pair<AlertId, std::uint32_t>;
  std::vector<Place> places;
  for (const TokenHit& hit : find_tokens(keys, now)) places.emplace_back(hit.alert, hit.identifier);
  std::sort(places.begin(), places.end());
  std::vector<TokenHit> shared;
  for (auto first = places.begin(); first != places.end();) {
    const auto last = std::upper_bound(first, places.end(), *first);
    if (static_cast<std::size_t>(last - first) >= least) {
      shared.push_back({first->first, {}, first->second});
    }
    first = last;
  }
  return shared;
}

std::vector<AlertId> SqlAlertRows::expired_tokens(Instant now, std::size_t most) {
  return ids_of<AlertId>(
      db_.all<Bytes>("SELECT id FROM alert WHERE tokens>0 AND expires<=? ORDER BY expires LIMIT ?",
                     to_ms(now), most));
}

// All are counted by the index alone; only for somebody muted are rows looked at.
std::size_t SqlAlertRows::count() {
  std::int64_t listed = std::get<0>(
      *db_.one<std::int64_t>("SELECT count(*) FROM alert INDEXED BY alert_listed WHERE listed=1"));
  if (db_.one<std::int64_t>("SELECT 1 FROM contact WHERE muted=1 LIMIT 1")) {
    listed = std::get<0>(
        *db_.one<std::int64_t>("SELECT count(*) FROM alert a WHERE a.listed=1 AND " WW_NOT_MUTED));
  }
  return static_cast<std::size_t>(listed);
}

}  // namespace ww::store
