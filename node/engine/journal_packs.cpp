#include "engine/journal_packs.h"

#include <algorithm>

#include "packs/accept.h"
#include "packs/packs.h"

namespace ww::engine::journal {
namespace {

std::vector<packs::KnownEdition> editions_of(const std::vector<KnownPack>& known) {
  std::vector<packs::KnownEdition> editions;
  for (const auto& each : known) editions.push_back({each.pack.nation, each.pack.edition});
  return editions;
}

const char* why_refused(packs::PackRefusal refusal) {
  switch (refusal) {
    case packs::PackRefusal::signature:
      return "This pack is not signed by those who made this program, or it was changed since. It "
             "was not taken.";
    case packs::PackRefusal::malformed:
      return "This pack is not whole, or is for another version. It was not taken.";
    case packs::PackRefusal::unknown_nation:
      return "This pack is for a place that this version does not know.";
    case packs::PackRefusal::older_edition:
      return "You have this edition or a newer one already.";
  }
  return "This pack was not taken.";
}

}  // namespace

std::vector<KnownPack> built_in() {
  std::vector<KnownPack> known;
  for (const auto& each : packs::built_in_packs()) {
    auto pack = packs::accept_pack(as_bytes(each.text), each.signature, packs::pack_public_key());
    WW_CHECK(pack.ok());  // a test of the build asks the same
    known.push_back({std::move(*pack), false});
  }
  return known;
}

std::vector<const KnownPack*> of_nations(const std::vector<KnownPack>& packs,
                                         const std::vector<std::string>& nations) {
  std::vector<const KnownPack*> found;
  for (const auto& nation : nations) {
    for (const auto& each : packs) {
      if (each.pack.nation == nation) found.push_back(&each);
    }
  }
  return found;
}

api::PackLine line_of(const KnownPack& known) {
  return {known.pack.id, known.pack.nation, known.pack.edition, known.pack.lang,
          known.imported ? "imported" : "built_in"};
}

std::vector<api::SourceLine> lines_of(const std::vector<domain::Source>& sources) {
  std::vector<api::SourceLine> lines;
  for (const auto& source : sources)
    lines.push_back({source.name, source.url, source.checked.value_or("")});
  return lines;
}

const std::vector<KnownPack>& PackShelf::all() {
  if (!known_.empty()) return known_;
  const auto& key = context_.options.pack_key.value_or(packs::pack_public_key());
  known_ = built_in();
  for (const auto& stored : context_.store.packs().all()) {
    auto pack = packs::accept_pack(stored.bytes, stored.signature, key, editions_of(known_));
    if (pack) put(std::move(*pack), true);
  }
  return known_;
}

void PackShelf::put(domain::Pack pack, bool imported) {
  std::erase_if(known_, [&](const KnownPack& each) { return each.pack.nation == pack.nation; });
  known_.push_back({std::move(pack), imported});
}

std::vector<const KnownPack*> PackShelf::of(const std::vector<std::string>& nations) {
  return of_nations(all(), nations);
}

Answer<api::PackLine> PackShelf::import(const Bytes& bytes, const Bytes& signature) {
  const auto& key = context_.options.pack_key.value_or(packs::pack_public_key());
  auto pack = packs::accept_pack(bytes, signature, key, editions_of(all()));
  if (!pack) return problem(Kind::invalid, why_refused(pack.error()));
  context_.store.packs().put({pack->id, pack->edition, bytes, signature});
  const KnownPack known{std::move(*pack), true};
  known_.clear();  // read anew by the next question: this step may yet fail
  return line_of(known);
}

}  // namespace ww::engine::journal
