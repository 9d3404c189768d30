// OsDisk: ports/disk.h on a real folder.
//
// Every file is of mode 0600 and no name leads out of the folder or through a symbolic link. What
// makes, renames or removes a name syncs the folder too: a name that was answered for survives a
// power cut.
#pragma once

#include "ports/disk.h"
#include "runtime/os_file.h"

namespace ww::runtime {

class OsDisk final : public Disk {
 public:
  // The folder must be there; fails with not_found or storage.
  static Result<std::unique_ptr<OsDisk>> at(const std::string& folder);

  Result<std::unique_ptr<DiskFile>> open(const std::string& name, bool create) override;
  Result<bool> exists(const std::string& name) override;
  Result<> remove(const std::string& name) override;
  Result<> rename(const std::string& from, const std::string& to) override;
  Result<std::vector<std::string>> list() override;

 private:
  explicit OsDisk(OsFile folder) : folder_(std::move(folder)) {}
  Result<> sync_folder();
  OsFile folder_;
};

}  // namespace ww::runtime
