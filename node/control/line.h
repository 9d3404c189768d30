// Line: the caller's end of one connection to a node, with what every call does: ask, wait, and
// turn whatever broke into `no_node`.
#pragma once

#include <capnp/rpc-twoparty.h>
#include <kj/async-io.h>

#include "control/bounds.h"
#include "control/convert_lists.h"
#include "control/secret_frame.h"
#include "control/socket_file.h"
#include "proto/control.capnp.h"

namespace ww::control {

// What an answer's `value` is as a value of the api.
template <class T>
struct Taken {
  template <class Response>
  static T from(const Response& response) {
    return read(response.getValue());
  }
};
template <>
struct Taken<Unit> {
  template <class Response>
  static Unit from(const Response&) {
    return {};
  }
};
template <class T>
struct Taken<std::vector<T>> {
  template <class Response>
  static std::vector<T> from(const Response& response) {
    return read_all(response.getValue());
  }
};
template <>
struct Taken<std::uint32_t> {
  template <class Response>
  static std::uint32_t from(const Response& response) {
    return response.getValue();
  }
};
template <>
struct Taken<Bytes> {
  template <class Response>
  static Bytes from(const Response& response) {
    return bytes(response.getValue());
  }
};
template <>
struct Taken<std::string> {
  template <class Response>
  static std::string from(const Response& response) {
    return text(response.getValue());
  }
};

class Line {
 public:
  Line(kj::AsyncIoContext context, Fd socket);

  api::Answer<> greet();

  template <class T, class Request>
  api::Answer<T> ask(Request request) {
    try {
      auto response = request.send().wait(io.waitScope);
      wipe(held_.span());
      if (response.hasProblem()) return read(response.getProblem());
      return Taken<T>::from(response);
    } catch (const kj::Exception&) {
      wipe(held_.span());
      return lost();
    }
  }
  // `make`: from the journal's capability to a request.
  template <class T, class Make>
  api::Answer<T> ask_journal(Make make) {
    WW_TRY(reach_journal());
    return ask<T>(make(*journal_));
  }

  // The message refers to our locked memory instead of holding a copy. The memory stays until the
  // next secret or the end, because the library may let go of the message later than it answers.
  template <class SecretBuilder>
  void put(SecretBuilder to, const SecretBytes& secret) {
    held_ = frame_secret(secret);
    auto orphanage = capnp::Orphanage::getForMessageContaining(to);
    to.adoptPadded(orphanage.referenceExternalData(
        capnp::Data::Reader(held_.view().data(), held_.view().size())));
  }

  // Returns when the node has closed the connection.
  void wait_until_gone();

 private:
  static api::Problem lost();
  api::Answer<> reach_journal();

  SecretBytes held_;

 public:
  kj::AsyncIoContext io;
  kj::Own<kj::AsyncIoStream> stream;
  capnp::TwoPartyVatNetwork network;
  capnp::RpcSystem<capnp::rpc::twoparty::VatId> rpc;
  schema::Node::Client node;

 private:
  std::optional<schema::Journal::Client> journal_;
};

}  // namespace ww::control
