@0xc87ddc5cf5e70c11;
using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("ww::schema::control");

struct Placeholder { nothing @0 :Void; }
