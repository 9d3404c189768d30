// Names of files that leave: a stored name is data from whoever made the file, and is not used as
// a path as it is.
//
// Rules
//   - One component: no separator of any system, not "." or "..", no leading dot or dash, no
//     trailing dot or space, no reserved device name (CON, NUL ...), none of our own export files.
//   - Only what is seen as it is: control characters, direction overrides, widthless characters
//     and bytes that are no UTF-8 are dropped; characters that a shell or another system reads
//     otherwise become "_". "photo[RLO]gpj.exe" must not be read as a picture.
//   - The ending tells the type by content. A name that ends otherwise gets the right ending
//     behind its own ("bill.exe" that is a picture: "bill.exe.jpg"); what is unknown, or could run
//     or load something when it is opened, ends in ".bin" or ".txt".
//   - At most 120 bytes, cut between characters, ending kept. Never empty: then "evidence".
// It takes its own results unchanged. Pure.
#pragma once

#include <string>
#include <string_view>

namespace ww::evidence {

std::string safe_file_name(std::string_view stored, std::string_view mime);

}  // namespace ww::evidence
