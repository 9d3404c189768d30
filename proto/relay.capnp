@0xbd9e5146be0415f6;
using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("ww::schema::relay");

struct Placeholder { nothing @0 :Void; }
