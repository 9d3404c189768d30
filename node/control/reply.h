// How the control server answers a call: the value, or the Problem; never an exception's text.
#pragma once

#include <kj/async.h>

#include "control/bounds.h"
#include "control/convert_lists.h"

namespace ww::control {

inline api::Problem failed_inside() {
  return {api::Problem::Kind::other,
          "The node could not do this. `watchword doctor` may tell why.",
          {},
          {}};
}
inline api::Problem too_long() {
  return problem(api::Problem::Kind::usage, "That is too long for one call to the node.");
}

template <class Results>
void put(Results, const Unit&) {}
template <class Results, class T>
void put(Results results, const T& value) {
  write(results.initValue(), value);
}
template <class Results, class T>
void put(Results results, const std::vector<T>& values) {
  write_all(results.initValue(count(values)), values);
}

template <class Results>
void put(Results results, const std::string& value) {
  results.setValue(text(value));
}
template <class Results>
void put(Results results, const std::uint32_t& value) {
  results.setValue(value);
}
template <class Results>
void put(Results results, const Bytes& value) {
  results.setValue(bytes(value));
}

template <class Results, class T>
void fill(Results results, const api::Answer<T>& answer) {
  if (answer.ok()) {
    put(results, *answer);
  } else {
    write(results.initProblem(), answer.error());
  }
}

// `ask` gets the parameters and gives an Answer; whatever it throws becomes a Problem.
template <class Context, class Ask>
kj::Promise<void> reply(Context& context, Ask ask) {
  try {
    auto params = context.getParams();
    if (params.totalSize().wordCount * sizeof(capnp::word) > kTextMax) {
      write(context.getResults().initProblem(), too_long());
    } else {
      fill(context.getResults(), ask(params));
    }
  } catch (const kj::Exception&) {
    write(context.getResults().initProblem(), failed_inside());
  } catch (const std::exception&) {
    write(context.getResults().initProblem(), failed_inside());
  }
  return kj::READY_NOW;
}

}  // namespace ww::control
