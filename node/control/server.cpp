#include "control/server.h"

#include <algorithm>

#include <capnp/rpc-twoparty.h>
#include <kj/async.h>
#include <sys/socket.h>

#include "control/bounds.h"
#include "control/journal_server.h"
#include "control/reply.h"
#include "control/secret_frame.h"

namespace ww::control {
namespace {

using api::Answer;
using api::Problem;

Problem no_secret() {
  return problem(Problem::Kind::usage, "The passphrase is missing or too long.");
}

// Rung when something happens; whoever waits asks again.
class Bell {
 public:
  Bell() { hang(); }
  kj::Promise<void> next() { return waiting_.addBranch(); }
  void ring() {
    auto ringing = kj::mv(fulfiller_);
    hang();
    ringing->fulfill();
  }

 private:
  void hang() {
    auto pair = kj::newPromiseAndFulfiller<void>();
    waiting_ = pair.promise.fork();
    fulfiller_ = kj::mv(pair.fulfiller);
  }
  kj::ForkedPromise<void> waiting_ = nullptr;
  kj::Own<kj::PromiseFulfiller<void>> fulfiller_;
};

// The bytes lie in the connection's receive buffer, which is ours to wipe.
std::optional<SecretBytes> take(schema::Secret::Reader secret) {
  const auto padded = secret.getPadded();
  return take_secret({const_cast<kj::byte*>(padded.begin()), padded.size()});
}

class NodeServer final : public schema::Node::Server {
 public:
  NodeServer(api::NodeApi& node, kj::Timer& timer, Bell& bell)
      : node_(node), timer_(timer), bell_(bell) {}

  using Done = kj::Promise<void>;

  Done init(InitContext context) override {
    return reply(context, [&](auto params) -> Answer<> {
      auto passphrase = take(params.getPassphrase());
      if (!passphrase) return no_secret();
      api::InitRequest request{text(params.getName()), text(params.getRegion()), std::nullopt,
                               std::move(*passphrase)};
      if (params.hasRelay()) request.relay = text(params.getRelay());
      return node_.init(request);
    });
  }
  Done unlock(UnlockContext context) override {
    return reply(context, [&](auto params) -> Answer<> {
      const auto passphrase = take(params.getPassphrase());
      if (!passphrase) return no_secret();
      return node_.unlock(*passphrase);
    });
  }
  Done lock(LockContext context) override {
    return reply(context, [&](auto) { return node_.lock(); });
  }
  Done status(StatusContext context) override {
    return reply(context, [&](auto) { return node_.status(); });
  }
  Done doctor(DoctorContext context) override {
    return reply(context, [&](auto) { return node_.doctor(); });
  }
  Done stop(StopContext context) override {
    return reply(context, [&](auto) { return node_.stop(); });
  }

  Done notices(NoticesContext context) override {
    return reply(context, [&](auto params) { return node_.notices(params.getEnded()); });
  }
  Done noticeDone(NoticeDoneContext context) override {
    return reply(context, [&](auto params) { return node_.notice_done(text(params.getId())); });
  }

  Done relays(RelaysContext context) override {
    return reply(context, [&](auto) { return node_.relays(); });
  }
  Done relayAdd(RelayAddContext context) override {
    return reply(context, [&](auto params) -> Answer<> {
      if (!params.hasPassword()) return node_.relay_add(text(params.getAddress()), std::nullopt);
      auto password = take(params.getPassword());
      if (!password) return no_secret();
      return node_.relay_add(text(params.getAddress()), std::move(password));
    });
  }
  Done relayRemove(RelayRemoveContext context) override {
    return reply(context,
                 [&](auto params) { return node_.relay_remove(text(params.getAddress())); });
  }
  Done configSet(ConfigSetContext context) override {
    return reply(context, [&](auto params) {
      return node_.config_set(text(params.getKey()), text(params.getValue()));
    });
  }
  Done config(ConfigContext context) override {
    return reply(context, [&](auto) { return node_.config(); });
  }
  Done torSet(TorSetContext context) override {
    return reply(context, [&](auto params) {
      api::TorSetting setting{text(params.getMode()), std::nullopt};
      if (params.hasProxy()) setting.proxy = text(params.getProxy());
      return node_.tor_set(setting);
    });
  }

  Done contactInvite(ContactInviteContext context) override {
    return reply(context,
                 [&](auto params) { return node_.contact_invite({text(params.getName())}); });
  }
  Done contactAccept(ContactAcceptContext context) override {
    return reply(context, [&](auto params) {
      return node_.contact_accept(
          {text(params.getInvite()), text(params.getName()), params.getAllowRelay()});
    });
  }
  Done contacts(ContactsContext context) override {
    return reply(context, [&](auto) { return node_.contacts(); });
  }
  Done contact(ContactContext context) override {
    return reply(context, [&](auto params) { return node_.contact(text(params.getName())); });
  }
  Done contactVerify(ContactVerifyContext context) override {
    return reply(context, [&](auto params) {
      const auto words =
          params.getConfirm() ? std::optional(text(params.getWords())) : std::nullopt;
      return node_.contact_verify(text(params.getName()), words);
    });
  }
  Done contactRename(ContactRenameContext context) override {
    return reply(context, [&](auto params) {
      return node_.contact_rename(text(params.getName()), text(params.getNewName()));
    });
  }
  Done contactMute(ContactMuteContext context) override {
    return reply(context, [&](auto params) {
      return node_.contact_mute(text(params.getName()), params.getMuted());
    });
  }
  Done contactRemove(ContactRemoveContext context) override {
    return reply(context,
                 [&](auto params) { return node_.contact_remove(text(params.getName())); });
  }

  Done circleNew(CircleNewContext context) override {
    return reply(context, [&](auto params) {
      return node_.circle_new({text(params.getName()), read_texts(params.getRegions())});
    });
  }
  Done circles(CirclesContext context) override {
    return reply(context, [&](auto) { return node_.circles(); });
  }
  Done circle(CircleContext context) override {
    return reply(context, [&](auto params) { return node_.circle(text(params.getName())); });
  }
  Done circleAdd(CircleAddContext context) override {
    return reply(context, [&](auto params) {
      return node_.circle_add(text(params.getCircle()), text(params.getContact()));
    });
  }
  Done circleRemove(CircleRemoveContext context) override {
    return reply(context, [&](auto params) {
      return node_.circle_remove(text(params.getCircle()), text(params.getMember()));
    });
  }
  Done circleJoin(CircleJoinContext context) override {
    return reply(context, [&](auto params) { return node_.circle_join(text(params.getCircle())); });
  }
  Done circleMove(CircleMoveContext context) override {
    return reply(context, [&](auto params) { return node_.circle_move(text(params.getCircle())); });
  }
  Done circleLeave(CircleLeaveContext context) override {
    return reply(context,
                 [&](auto params) { return node_.circle_leave(text(params.getCircle())); });
  }

  Done alertSend(AlertSendContext context) override {
    return reply(context, [&](auto params) { return node_.alert_send(read(params)); });
  }
  Done alerts(AlertsContext context) override {
    return reply(context, [&](auto params) {
      api::ListRequest request;
      if (params.hasRegion()) request.region = text(params.getRegion());
      request.since = read(params.getSince());
      request.limit = params.getLimit();
      request.offset = params.getOffset();
      if (params.hasText()) request.text = text(params.getText());
      if (params.hasSeverity()) request.severity = text(params.getSeverity());
      return node_.alerts(request);
    });
  }
  Done alert(AlertContext context) override {
    return reply(context, [&](auto params) { return node_.alert(text(params.getId())); });
  }
  Done alertCorroborate(AlertCorroborateContext context) override {
    return reply(context, [&](auto params) {
      api::CorroborateRequest request;
      request.id = text(params.getId());
      request.reason = text(params.getReason());
      if (params.hasBasis()) request.basis = text(params.getBasis());
      return node_.alert_corroborate(request);
    });
  }
  Done alertUpdate(AlertUpdateContext context) override {
    return reply(context, [&](auto params) { return node_.alert_update(read(params)); });
  }
  Done alertRetract(AlertRetractContext context) override {
    return reply(context, [&](auto params) {
      return node_.alert_retract({text(params.getId()), text(params.getReason())});
    });
  }
  Done check(CheckContext context) override {
    // What it was read as is part of the answer.
    return reply(context, [&](auto params) { return node_.check(as_it_came(params.getText())); });
  }

  Done journal(JournalContext context) override {
    context.getResults().setJournal(serve_journal(node_.journal()));
    return kj::READY_NOW;
  }

  Done events(EventsContext context) override {
    // A caller that has gone must not leave its question behind. From Cap'n Proto 1.0 (Debian 13)
    // on it is the schema that allows this, in a word that 0.9 (Debian 12) does not know; there the
    // question ends by its own time.
#if CAPNP_VERSION < 1000000
    context.allowCancellation();
#endif
    const Duration asked{context.getParams().getWaitMs()};
    const Duration wait = std::clamp(asked, Duration{0}, Duration{kWaitMax});
    return hold(context, timer_.now() + wait.count() * kj::MILLISECONDS);
  }

 private:
  Done hold(EventsContext context, kj::TimePoint until) {
    bool empty = false;
    auto asked = [&](auto params) {
      auto answer = node_.events(params.getAfter(), Duration{0});
      empty = answer.ok() && answer->empty();
      return answer;
    };
    reply(context, asked);
    if (!empty || timer_.now() >= until) return kj::READY_NOW;
    return bell_.next().exclusiveJoin(timer_.atTime(until)).then([this, context, until]() mutable {
      return hold(context, until);
    });
  }

  api::NodeApi& node_;
  kj::Timer& timer_;
  Bell& bell_;
};

class GateServer final : public schema::Gate::Server {
 public:
  GateServer(api::NodeApi& node, kj::Timer& timer, Bell& bell)
      : node_(node), timer_(timer), bell_(bell) {}

  kj::Promise<void> hello(HelloContext context) override {
    const auto params = context.getParams();
    const auto version = std::min(params.getVersionMax(), kVersionMax);
    auto results = context.getResults();
    if (version < std::max(params.getVersionMin(), kVersionMin)) {
      write(results.initProblem(), other_version());
    } else {
      results.setVersion(version);
      results.setNode(kj::heap<NodeServer>(node_, timer_, bell_));
    }
    return kj::READY_NOW;
  }

 private:
  static Problem other_version() {
    return {Problem::Kind::other,
            "The node that runs is of another version. Stop it with `watchword node stop`.",
            {},
            {}};
  }
  api::NodeApi& node_;
  kj::Timer& timer_;
  Bell& bell_;
};

capnp::ReaderOptions bounded() {
  capnp::ReaderOptions options;
  options.traversalLimitInWords = kMessageWords;
  options.nestingLimit = kNesting;
  return options;
}

struct Connection {
  Connection(kj::Own<kj::AsyncIoStream> socket, schema::Gate::Client gate)
      : stream(kj::mv(socket)),
        network(*stream, capnp::rpc::twoparty::Side::SERVER, bounded()),
        rpc(capnp::makeRpcServer(network, kj::mv(gate))) {}
  kj::Own<kj::AsyncIoStream> stream;
  capnp::TwoPartyVatNetwork network;
  capnp::RpcSystem<capnp::rpc::twoparty::VatId> rpc;
};

}  // namespace

class Server::Impl final : private kj::TaskSet::ErrorHandler {
 public:
  Impl(kj::Own<kj::ConnectionReceiver> listening, kj::Timer& timer, api::NodeApi& node,
       uid_t allowed_user)
      : listening_(kj::mv(listening)),
        timer_(timer),
        node_(node),
        allowed_user_(allowed_user),
        connected_(*this),
        accepting_(accept().eagerlyEvaluate(nullptr)) {}

  void something_happened() { bell_.ring(); }
  std::size_t connections() const { return count_; }

  kj::Promise<void> wind_down(Duration most) {
    accepting_ = nullptr;
    bell_.ring();
    return connected_.onEmpty().exclusiveJoin(timer_.afterDelay(most.count() * kj::MILLISECONDS));
  }

 private:
  kj::Promise<void> accept() {
    return listening_->accept()
        .then(
            [this](kj::Own<kj::AsyncIoStream> stream) -> kj::Promise<void> {
              admit(kj::mv(stream));
              return kj::READY_NOW;
            },
            // No descriptor is left, most likely: one will come free.
            [this](kj::Exception&&) { return timer_.afterDelay(1 * kj::SECONDS); })
        .then([this]() { return accept(); });
  }

  void admit(kj::Own<kj::AsyncIoStream> stream) {
    if (count_ >= kConnectionsMax || !is_allowed(*stream)) return;
    auto connection = kj::heap<Connection>(
        kj::mv(stream), schema::Gate::Client(kj::heap<GateServer>(node_, timer_, bell_)));
    ++count_;
    auto gone = connection->network.onDisconnect();
    connected_.add(gone.attach(kj::mv(connection), kj::defer([this]() { --count_; })));
  }

  bool is_allowed(kj::AsyncIoStream& stream) const {
    ucred who{};
    kj::uint size = sizeof(who);
    try {
      stream.getsockopt(SOL_SOCKET, SO_PEERCRED, &who, &size);
    } catch (const kj::Exception&) {
      return false;
    }
    return size == sizeof(who) && who.uid == allowed_user_;
  }

  // A connection that breaks is gone; there is nobody to tell.
  void taskFailed(kj::Exception&&) override {}

  kj::Own<kj::ConnectionReceiver> listening_;
  kj::Timer& timer_;
  api::NodeApi& node_;
  uid_t allowed_user_;
  Bell bell_;
  std::size_t count_ = 0;
  kj::TaskSet connected_;
  kj::Promise<void> accepting_;
};

Server::Server(kj::Own<kj::ConnectionReceiver> listening, kj::Timer& timer, api::NodeApi& node,
               uid_t allowed_user)
    : impl_(std::make_unique<Impl>(kj::mv(listening), timer, node, allowed_user)) {}
Server::~Server() = default;

void Server::something_happened() { impl_->something_happened(); }
std::size_t Server::connections() const { return impl_->connections(); }
kj::Promise<void> Server::wind_down(Duration most) { return impl_->wind_down(most); }

}  // namespace ww::control
