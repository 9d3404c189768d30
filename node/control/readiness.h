// What a node that was started by a command says to it, in one byte by a pipe, when it is known how
// the start went. No byte at all: it ended before.
#pragma once

namespace ww::control {

enum class Readiness : char {
  ready = 'r',       // it listens
  running = 'b',     // another node of this profile runs, and listens
  bad_home = 'h',    // others may read the folder, or it is another user's
  no_writing = 'w',  // the folder cannot be made or written: a wrong path, a read-only disk
  bad_config = 'c',  // the configuration file cannot be read
  failed = 'f',      // anything else; the log may tell
};

}  // namespace ww::control
