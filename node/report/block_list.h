// Numbers of persons of concern as contacts for a phone's block list (vCard 3.0, RFC 2426).
//
// A contact list is seen by whoever holds the phone, and synchronised to strangers' servers: each
// person becomes "Block 1", "Block 2" ... and the file holds no label, no word of the program and
// nothing else. Persons keep the order in which they are given.
#pragma once

#include <string>
#include <vector>

namespace ww::report {

// One person's numbers as E.164 ("+447700900123"). What is no such number is left out, a number
// that came before too; a person without any gives no contact.
using Numbers = std::vector<std::string>;
std::string block_list(const std::vector<Numbers>& persons);

}  // namespace ww::report
