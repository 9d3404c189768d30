@0xa2a5f465a3c61549;
# What one whole message says, between two contacts or inside a circle (PROTOCOL.md 7).
#
# Structs grow at their ends; an ordinal is never used twice. The same value has the same bytes, because
# HELLO1 and HELLO2 are hashed as they stand.
#
# Read only inside an opened, authenticated envelope. Which kind may come from where is the engine's rule:
# a kind in the wrong place is passed over. Sizes in bytes; an id or key of another size refuses the message.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("ww::schema::wire");

struct Content @0xc8a1d4f0957b3e62 {
  union {
    unspecified @0 :Void;
    # Nobody sends this. A reader that finds it, or a kind that it does not know, has a newer peer: the
    # message is passed over.

    hello1 @1 :Hello1;
    # The acceptor's answer to an invite. In the invite queue only, and one per invite.

    hello2 @2 :Hello2;
    # The inviter's answer to hello1.

    hello3 @3 :Data;
    # 32: H("hello2"; the content bytes of hello2). Ends the handshake: both hold one transcript.

    alert @4 :SignedAlert;
    # New, changed or withdrawn. From a contact, or from a member on a circle's board.

    have @5 :List(Data);
    # Ids (16) of messages that are committed here, <= 128. Sent at a random time, never at once.

    circleOffer @6 :CircleOffer;
    # An admin asks a contact whose words are checked to join.

    circleJoin @7 :CircleJoin;
    # She will, and this is her card.

    circleDecline @8 :Data;
    # 16: the circle's id. She will not.

    circleWelcome @9 :CircleWelcome;
    # She stands in the roster of an epoch, and here is the way in. Also the answer to circleState.

    circleState @10 :CircleState;
    # After a long absence: where are you now?

    circleEpoch @11 :Data;
    # The exact bytes of an epoch slot, by another way than the board that a relay may withhold.

    circleLeave @12 :CircleLeave;
    # A member goes of her own will. On the board, and pairwise to the admin.

    move @13 :Move;
    # The sender's own queue has a new place. Pairwise only.
  }
}

struct Route {
  # Where a queue or a board is. Never one that the reader's own network would answer to.

  relay @0 :Data;
  # 32: the relay's CURVE key, which the reader pins.
  hostPort @1 :Text;
  # "host:port", <= 80: lower-case names, IPv4, or IPv6 in brackets.
}

struct Hello1 {
  invite @0 :Data;
  # 32: H("invite"; the invite's bytes). Binds this answer to that one invite.
  identity @1 :Data;
  # 32: IK_B, which must be the session's.
  rB @2 :Data;
  # 32, random: her share of the words, which cover this whole message.
  sB @3 :Data;
  # 32: goes into K.
  sealPub @4 :Data;
  # 32, X25519: the inviter seals slots to it.
  routes @5 :List(Route);
  # 1..3: the acceptor's lasting queue.
  versionMin @6 :UInt16;
  versionMax @7 :UInt16;
  # Of this protocol, both included. The inviter chooses the highest that she speaks too, or stops.
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
  # 1..3: the inviter's lasting queue.
  version @3 :UInt16;
  # Chosen from hello1's range.
  suite @4 :UInt8;
  # Chosen from hello1's list, for the life of this contact's generation.
  name @5 :Text;
  # <= 40: what she calls herself.
}

struct Move {
  # The queue of the next generation stands: put everything there from now on. The old one is read for 30
  # days more.

  generation @0 :UInt32;
  # Of the new queue, >= 2: exactly one more than the reader knows.
  route @1 :Route;
  # Of the new queue.
}

struct SignedAlert {
  bytes @0 :Data;
  # The exact canonical bytes of alert.capnp's Alert, <= 32 KiB. Carried, hashed and verified as they are.
  signature @1 :Data;
  # 64, Ed25519 by the author key inside, over "alert-sig" | H("alert"; bytes).
  marks @2 :Data;
  # 144: three sealed marks of 48, each for one reader whom the sender chose; random bytes where there is
  # none, and always sent. Outside the signed bytes: whoever carries an alert on draws them anew, and no id
  # depends on them. Missing: the sender is of a version without them.
}

struct Policy {
  # What holds in a circle. Stands in its signed snapshot too, in other bytes.

  hopsMax @0 :UInt8;
  # How often an alert may be passed on beyond the circle. 0: not at all.
  membersMax @1 :UInt8;
  # Of the roster, <= 50.
  regions @2 :List(Text);
  # Where the circle works: "GB-LDS" (ISO 3166-2) or "GB", <= 8.
}

struct CircleOffer {
  circle @0 :Data;
  # 16.
  name @1 :Text;
  # <= 80: what its people call it. The relay never learns it.
  policy @2 :Policy;
  # So that she knows the rules before she says yes.
  founder @3 :Data;
  # 32, Ed25519: the id of the circle is made of this and the nonce.
  nonce @4 :Data;
  # 16.
  signature @5 :Data;
  # 64, by founder, label "offer", over the circle and this pair: nobody else offers this circle.
}

struct CircleJoin {
  circle @0 :Data;
  # 16.
  signPub @1 :Data;
  # 32, Ed25519, of this circle alone.
  kemPub @2 :Data;
  # 32, X25519, of this circle alone.
  name @3 :Text;
  # <= 32: her pseudonym.
  signature @4 :Data;
  # 64, by signPub, label "join", over the four above: nobody brings another's card as her own.
}

struct CircleWelcome {
  circle @0 :Data;
  # 16.
  name @1 :Text;
  # <= 80.
  epoch @2 :UInt32;
  # The newest one.
  secret @3 :Data;
  # 32: E of that epoch.
  snapshot @4 :Data;
  # 32: snapshotHash. The snapshot itself is on the board; only the one with this hash is believed.
  route @5 :Route;
  # Of the board.
}

struct CircleState {
  circle @0 :Data;
  # 16.
  epoch @1 :UInt32;
  # The last one that the asker knows.
}

struct CircleLeave {
  circle @0 :Data;
  # 16.
  epoch @1 :UInt32;
  # The one that she leaves: the notice is good for no other.
  signPub @2 :Data;
  # 32: hers, as it stands in the roster.
  signature @3 :Data;
  # 64, over "leave" | H("leave"; circle, epoch).
}
