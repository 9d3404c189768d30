@0xff3d319ce4deb845;
# What every answer of the control socket has: why something was not done, and times that may be unknown.
# A file of its own, because control.capnp and journal.capnp both need it.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("ww::schema::control");

struct Problem @0xd5c9fd2f2b1f6c02 {
  # Why a call did not do what was asked.

  kind @0 :Kind;
  # What a program can act on.

  message @1 :Text;
  # Plain words for a person: what is wrong and what to do next.

  errors @2 :List(FieldError);
  # Of an alert that the model forbids: every field that is wrong.

  findings @3 :List(Finding);
  # Of the redactor: each must be accepted or removed.

  code @4 :Text;
  # Stable, for programs: what exactly it was, where more than one thing shares a kind. May be empty.

  args @5 :List(Argument);
  # What the code is about.

  enum Kind {
    other @0;
    usage @1;
    locked @2;
    noNode @3;
    wrongPassphrase @4;
    notFound @5;
    uncheckedWords @6;
    invalid @7;
    notInThisVersion @8;
  }

  struct FieldError {
    field @0 :Text;
    # Path within the alert, as "what.codes[1]".
    code @1 :Text;
    # Stable, for programs.
    message @2 :Text;
    # For people.
  }

  struct Finding {
    id @0 :Text;
    # What `SendRequest.accept` takes.
    field @1 :Text;
    # Path within the alert.
    kind @2 :Text;
    # Sort of thing that was found, as "email".
    text @3 :Text;
    # The words that were found.
  }
}

struct Argument @0xd2b06c8f9a1e4753 {
  # What a notice or a problem is about (node/domain/argument.h).

  kind @0 :UInt8;
  # 1 contact, 2 circle, 3 relay, 4 alert, 5 text, 6 number, 7 time
  name @1 :Text;
  value @2 :Text;
  shown @3 :Text;
}

struct MaybeInstant @0xb6d1a9e40b5f2d17 {
  # A time that may be unknown.

  union {
    none @0 :Void;
    # There is none.
    at @1 :Int64;
    # Milliseconds since 1970-01-01 UTC.
  }
}
