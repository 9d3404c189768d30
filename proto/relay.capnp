@0xbd9e5146be0415f6;
# What a node and a relay say to each other: the bodies of the 4,096-byte frames (PROTOCOL.md 5 and 9).
#
# A body is one segment without a segment table; the frame's header says its length, and zeros follow.
# The header also carries the capability, the sequence, the id that the request is about (rid, sid or
# board id) and the MAC, so none of these stands here again.
#
# A PUT's body has 3,824 bytes, a post's 3,840, an item's 3,816: all members of a union share one data
# section, so each pays for the largest. A frame takes 4,032; what is added here must leave room.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("ww::schema::relay");

struct Request @0xb1f0d0b3a6c84e11 {
  union {
    unspecified @0 :Void;
    # Nobody sets this: the relay answers `malformed`.

    noop @1 :Void;
    # Keeps a connection's traffic going. Answered with ok.

    hello :group {
      versionMin @2 :UInt16;
      versionMax @3 :UInt16;
      # Frame versions that the node speaks. The first frame of every connection, without a MAC.
    }

    queueNew @4 :QueueNew;
    # Header id: rid. MAC: read.

    queueSecure @5 :Data;
    # Header id: sid of an invite queue. MAC: write, by this public key (32 bytes), which from now on is
    # the only one that may put. Refused with `taken` when another key was set before.

    put :group {
      # Header id: sid. MAC: write.
      number @6 :UInt64;
      # The last one + 1.
      slot @7 :Data;
      # 3,776 bytes: opaque.
    }

    get :group {
      # Header id: rid. MAC: read.
      after @8 :UInt64;
      # Wanted: positions above this; 0: all that is there.
      mark @9 :UInt64;
      # Of the slot at `after`: the first 8 bytes of its SHA-256, little-endian. The two are a place. One
      # that the relay does not know is answered from the beginning, and acknowledges nothing.
      ack @20 :Bool;
      # Everything up to the place is processed and may be deleted.
      count @10 :UInt8;
      # 1 or 4 frames: exactly so many come back.
      wait @11 :Bool;
      # Hold the answer until something is there, or for 25 s.
    }

    queueDelete @12 :Void;
    # Header id: rid. MAC: read.

    boardNew @13 :BoardNew;
    # Header id: board. MAC: admin.

    boardPut :group {
      # Header id: board. MAC: write or anonymous.
      putId @14 :Data;
      # 16 bytes. The same id with the same slot gets the same answer.
      slot @15 :Data;
      # 3,776 bytes.
    }

    boardGet :group {
      # Header id: board. MAC: read.
      after @16 :UInt64;
      mark @21 :UInt64;
      # A place, as in get. Nothing is deleted by reading a board.
      count @17 :UInt8;
      # 1 or 4.
      wait @18 :Bool;
      # As in get.
    }

    boardClose @19 :Void;
    # Header id: board. MAC: admin.
  }
}

struct QueueNew {
  sid @0 :Data;
  # 16 bytes: the id that senders use.
  recvPub @1 :Data;
  # 32 bytes, X25519: whose holder reads, acknowledges and deletes.
  sendPub @2 :Data;
  # 32 bytes, or empty: an invite queue, open until queueSecure.
  ttlDays @3 :UInt8;
  # 1, 7, 14 or 30: how long a slot is kept.
  access @4 :Data;
  # <= 512 bytes: the proof of a password (PROTOCOL.md 8), later a ticket.
}

struct BoardNew {
  ttlDays @0 :UInt8;
  # 1, 7, 14 or 30: how long a post is kept.
  caps @1 :List(BoardCap);
  # <= 64. The first with the admin right makes this request's MAC.
  access @2 :Data;
  # As in QueueNew.
}

struct BoardCap {
  pub @0 :Data;
  # 32 bytes, X25519: its holder may do what `rights` says.
  rights @1 :UInt8;
  # Bits: 1 read, 2 write, 4 anonymous, 8 admin.
  perDay @2 :UInt16;
  # Posts a day; 0: the relay's default.
}

struct Reply @0xe2b4d3c47b0c9f25 {
  union {
    unspecified @0 :Void;
    # Nobody sends this: the node takes the reply for broken.

    hello @1 :HelloReply;
    # To hello, once per connection.

    ok @2 :Void;
    # Durable: what was asked for is on the relay's disk.

    refused :group {
      why @3 :Refusal;
      # Never `none`.
      last @4 :UInt64;
      # `conflict` alone: the number of the last put.
    }

    position @5 :UInt64;
    # Of a boardPut, durable.

    item :group {
      # One frame of an answer to get or boardGet.
      position @6 :UInt64;
      # 0: a dummy; its slot is noise.
      acked @7 :UInt64;
      # How far the queue has been acknowledged: a clone that reads gives itself away.
      index @8 :UInt8;
      # 0 .. count-1.
      closed @9 :Bool;
      # A board that takes no more posts.
      refused @10 :Refusal;
      # `none`, or why the whole answer holds nothing.
      slot @11 :Data;
      # 3,776 bytes, always.
      anew @12 :Bool;
      # The place in the request is not known here: this is from the beginning of what is there.
    }
  }
}

struct HelloReply {
  version @0 :UInt16;
  # Chosen from the node's range.
  session @1 :Data;
  # 32 bytes, X25519: new every 24 h.
  challenge @2 :Data;
  # 32 bytes, of this connection.
  time5min @3 :Int64;
  # Unix time divided by 300: coarse, so that it identifies nobody's clock.
  password @4 :Bool;
  # New queues and boards need an access proof.
  queueSlotsMax @5 :UInt32;
  boardSlotsMax @6 :UInt32;
  # Beyond these a put or post is refused with `full`.
  generation @7 :Data;
  # 16 bytes, random, new at each start: a store cannot know whether it is an older copy put back. A
  # node that meets another one than before looks whether what it wrote is still there.
}

enum Refusal {
  none @0;
  # Not refused.
  auth @1;
  # Unknown id or wrong MAC: one answer, after the same work.
  sequence @2;
  # Not the last sequence + 1, or no hello yet: begin a new connection.
  full @3;
  # A quota: try later.
  conflict @4;
  # Another slot stands under this number or put id, or a number was skipped.
  taken @5;
  # Another key was there first: the invite is used, or the id is somebody's.
  closed @6;
  # The board takes no more posts.
  access @7;
  # The proof of the password is missing or wrong.
  malformed @8;
  unsupported @9;
  # A newer kind than this relay speaks.
  busy @10;
  # Back off.
}
