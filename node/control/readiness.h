// What a node that was started by a command says to it, in one byte by a pipe, when it is known how
// the start went. No byte at all: it ended before.
#pragma once

namespace ww::control {

enum class Readiness : char {
  ready = 'r',       // it listens
  running = 'b',     // another node of this profile runs, and listens
  bad_home = 'h',    // the folder cannot be made, or others may read it
  bad_config = 'c',  // the configuration file cannot be read
  failed = 'f',      // anything else; the log may tell
};

}  // namespace ww::control
