// What a process that holds keys asks of the system before it does anything else.
#pragma once

namespace ww::runtime {

// No core dumps, no debugger of another process, new files closed to others, and as much locked
// memory as the system allows. Never fails: what is refused, the doctor tells.
void os_harden_process();
bool os_may_dump();                 // a crash would write the memory down
unsigned long os_lockable_bytes();  // of memory that is kept off the swap

}  // namespace ww::runtime
