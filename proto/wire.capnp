@0xa2a5f465a3c61549;
# What one whole message says, between two contacts or inside a circle (PROTOCOL.md, PAYLOAD).
#
# Read only inside an opened, authenticated envelope. Which kind may come from where is the engine's rule:
# a kind in the wrong place is passed over. Sizes in bytes; an id or key of another size refuses the message.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("ww::schema::wire");

struct Content @0xc8a1d4f0957b3e62 {
  union {
    unspecified @0 :Void;
    # Nobody sends this. A reader that finds it, or a kind that it does not know, has a newer peer: the
    # message is passed over, and kept aside when its payload says that it is critical.

    hello1 @1 :Hello1;
    hello2 @2 :Hello2;
    hello3 @3 :Data;
    # 32: H("hello2"; the content bytes of hello2).

    alert @4 :SignedAlert;
    have @5 :List(Data);
    # Ids (16) of messages that are committed here, <= 128. Sent at a random time, never at once.

    circleOffer @6 :CircleOffer;
    circleJoin @7 :CircleJoin;
    circleDecline @8 :Data;
    # 16: the circle's id.
    circleWelcome @9 :CircleWelcome;
    circleState @10 :CircleState;
    circleEpoch @11 :Data;
    # The exact bytes of an epoch slot, by another way than the board that a relay may withhold.
    circleLeave @12 :CircleLeave;
  }
}

struct Route {
  relay @0 :Data;
  # 32: the relay's CURVE key.
  hostPort @1 :Text;
  # "host:port", <= 80.
}

struct Hello1 {
  invite @0 :Data;
  # 32: H("invite"; the invite's bytes). Binds this answer to that one invite.
  identity @1 :Data;
  # 32: IK_B, which must be the session's.
  rB @2 :Data;
  # 32.
  sB @3 :Data;
  # 32: goes into K.
  sealPub @4 :Data;
  # 32, X25519.
  routes @5 :List(Route);
  # 1..3: the acceptor's lasting queue.
  versionMin @6 :UInt16;
  versionMax @7 :UInt16;
  suites @8 :List(UInt8);
  # 1..16, in order of preference.
  name @9 :Text;
  # <= 40: what she calls herself.
}

struct Hello2 {
  hello1 @0 :Data;
  # 32: H("hello1"; the content bytes of hello1).
  rA @1 :Data;
  # 32: opens the invite's words commitment.
  routes @2 :List(Route);
  version @3 :UInt16;
  suite @4 :UInt8;
  name @5 :Text;
}

struct SignedAlert {
  bytes @0 :Data;
  # The exact canonical bytes of alert.capnp's Alert, <= 32 KiB. Carried, hashed and verified as they are.
  signature @1 :Data;
  # 64, Ed25519 by the author key inside, over "alert-sig" | H("alert"; bytes).
}

struct Policy {
  hopsMax @0 :UInt8;
  membersMax @1 :UInt8;
  regions @2 :List(Text);
  # ISO 3166-2, <= 8.
}

struct CircleOffer {
  circle @0 :Data;
  # 16.
  name @1 :Text;
  # <= 80.
  policy @2 :Policy;
}

struct CircleJoin {
  circle @0 :Data;
  signPub @1 :Data;
  # 32, Ed25519, of this circle alone.
  kemPub @2 :Data;
  # 32, X25519, of this circle alone.
  name @3 :Text;
  # <= 32: her pseudonym.
}

struct CircleWelcome {
  circle @0 :Data;
  name @1 :Text;
  epoch @2 :UInt32;
  secret @3 :Data;
  # 32: E of that epoch.
  snapshot @4 :Data;
  # 32: snapshotHash.
  route @5 :Route;
  # Of the board.
}

struct CircleState {
  circle @0 :Data;
  epoch @1 :UInt32;
  # The last one that the asker knows.
}

struct CircleLeave {
  circle @0 :Data;
  epoch @1 :UInt32;
  signPub @2 :Data;
  # 32.
  signature @3 :Data;
  # 64, over "leave" | H("leave"; circle, epoch).
}
