// Four: a circle's admin, two people whom she may add, and Mal, who keeps to no rule.
#pragma once

#include "core/envelope.h"
#include "support/circle_net.h"

namespace ww::test {

inline constexpr const char* kCircle = "night shift";

struct Four {
  Four() : ada(net.add("Ada")), bea(net.add("Bea")), cleo(net.add("Cleo")), mal(net.add("Mal")) {
    REQUIRE(ada.circles().create({kCircle, {}}).ok());
    net.settle();
  }
  void add(const char* name) {
    REQUIRE(ada.circles().add(kCircle, name).ok());
    net.settle();
  }
  BoardRelay::Board& current_board(Person& person) {
    return net.relay.boards.at(person.circle(kCircle).current);
  }
  StoredEpoch current_epoch(Person& person) {
    return std::move(*person.store.circle_rows.epoch(person.circle(kCircle).current));
  }
  // What a member, or who was one, can put on a board whose secret she knows.
  void put(const StoredEpoch& epoch, SlotKind kind, ByteView message,
           std::optional<std::uint16_t> author = std::nullopt) {
    const auto seed = mal.circle(kCircle).sign_seed.clone();
    net.relay.boards.at(epoch.board)
        .slots.push_back(board_slot(mal.random, epoch, static_cast<std::uint8_t>(kind), message,
                                    seed, author.value_or(place_of(epoch, seed))));
  }
  // Every slot of a kind on a board, opened.
  std::vector<Bytes> messages(const StoredEpoch& epoch, SlotKind kind) {
    std::vector<Bytes> list;
    for (const auto& slot : net.relay.boards.at(epoch.board).slots) {
      const auto opened =
          core::open_board_slot(core::epoch_keys(epoch.secret).board_key, epoch.board, slot);
      REQUIRE(opened.ok());
      const auto inner = wire::decode_slot_inner(*opened);
      REQUIRE(inner.ok());
      if (inner->kind != static_cast<std::uint8_t>(kind)) continue;
      const auto tagged = core::read_tag(inner->message);
      REQUIRE(tagged);
      list.push_back(to_bytes(tagged->body));
    }
    return list;
  }
  CircleNet net;
  Person &ada, &bea, &cleo, &mal;
};

}  // namespace ww::test
