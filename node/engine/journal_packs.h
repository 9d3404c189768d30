// The packs that are in use: built in, or imported later; of each nation the newest edition.
//
// Read once and kept: help must come at once. An imported pack that does not hold any more (its key
// is not this build's) is passed over; the built-in one then answers.
#pragma once

#include "domain/pack.h"
#include "engine/journal_base.h"

namespace ww::engine::journal {

struct KnownPack {
  domain::Pack pack;
  bool imported = false;
};

class PackShelf {
 public:
  explicit PackShelf(Context& context) : context_(context) {}

  const std::vector<KnownPack>& all();
  // In the order of the nations.
  std::vector<const KnownPack*> of(const std::vector<std::string>& nations);
  Answer<api::PackLine> import(const Bytes& pack, const Bytes& signature);

 private:
  void put(domain::Pack pack, bool imported);

  Context& context_;
  std::vector<KnownPack> known_;
};

// Those that came with the program.
std::vector<KnownPack> built_in();
// In the order of the nations.
std::vector<const KnownPack*> of_nations(const std::vector<KnownPack>& packs,
                                         const std::vector<std::string>& nations);
api::PackLine line_of(const KnownPack& pack);
std::vector<api::SourceLine> lines_of(const std::vector<domain::Source>& sources);

}  // namespace ww::engine::journal
