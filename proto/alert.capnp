@0xea3840e5b10b9d59;
using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("ww::schema::alert");

struct Placeholder { nothing @0 :Void; }
