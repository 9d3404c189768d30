#include "control/line.h"

#include <kj/debug.h>

namespace ww::control {

using api::Answer;

namespace {

// A greeting needs no disk and no passphrase: a node that is alive answers at once, unless a file
// is inspected (10 s) or a database is opened.
const kj::Duration kGreetWait = 30 * kj::SECONDS;

capnp::ReaderOptions bounded() {
  capnp::ReaderOptions options;
  options.traversalLimitInWords = kMessageWords;
  options.nestingLimit = kNesting;
  return options;
}

api::Problem silent() {
  return problem(api::Problem::Kind::no_node,
                 "The node runs, but does not answer. If it was stopped (SIGSTOP), `kill -CONT` to "
                 "the process watchwordd lets it go on; else the machine is too busy: try again.",
                 "silent");
}

api::Problem older_node() {
  return {api::Problem::Kind::not_in_this_version,
          "The node that runs is older and keeps no journal. Stop it with `watchword node stop`.",
          {},
          {}};
}

}  // namespace

Line::Line(kj::AsyncIoContext context, Fd socket)
    : io(kj::mv(context)),
      stream(io.lowLevelProvider->wrapSocketFd(socket.release(),
                                               kj::LowLevelAsyncIoProvider::TAKE_OWNERSHIP |
                                                   kj::LowLevelAsyncIoProvider::ALREADY_CLOEXEC |
                                                   kj::LowLevelAsyncIoProvider::ALREADY_NONBLOCK)),
      network(*stream, capnp::rpc::twoparty::Side::CLIENT, bounded()),
      rpc(capnp::makeRpcClient(network)),
      node(nullptr) {}

Answer<> Line::greet() {
  try {
    capnp::MallocMessageBuilder message;
    auto vat = message.initRoot<capnp::rpc::twoparty::VatId>();
    vat.setSide(capnp::rpc::twoparty::Side::SERVER);
    auto request = rpc.bootstrap(vat).castAs<schema::Gate>().helloRequest();
    request.setVersionMin(kVersionMin);
    request.setVersionMax(kVersionMax);
    using Greeted = capnp::Response<schema::Gate::HelloResults>;
    kj::Promise<Greeted> answered = request.send();
    auto late = io.provider->getTimer().afterDelay(kGreetWait).then([]() -> kj::Promise<Greeted> {
      return KJ_EXCEPTION(OVERLOADED, "the node is silent");
    });
    auto response = answered.exclusiveJoin(kj::mv(late)).wait(io.waitScope);
    if (response.hasProblem()) return read(response.getProblem());
    node = response.getNode();
    return Unit{};
  } catch (const kj::Exception& exception) {
    if (exception.getType() == kj::Exception::Type::OVERLOADED) return silent();
    return lost();
  }
}

Answer<> Line::reach_journal() {
  if (journal_) return Unit{};
  try {
    auto response = node.journalRequest().send().wait(io.waitScope);
    if (response.hasProblem()) return read(response.getProblem());
    journal_ = response.getJournal();
    return Unit{};
  } catch (const kj::Exception& exception) {
    // A node from before there was a journal, still running after the package was renewed.
    if (exception.getType() == kj::Exception::Type::UNIMPLEMENTED) return older_node();
    return lost();
  }
}

void Line::wait_until_gone() {
  try {
    network.onDisconnect().wait(io.waitScope);
  } catch (const kj::Exception&) {
    return;  // broken is gone, too
  }
}

api::Problem Line::lost() {
  return problem(api::Problem::Kind::no_node, "The node went away before it answered.");
}

}  // namespace ww::control
