@0xa2a5f465a3c61549;
using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("ww::schema::wire");

struct Placeholder { nothing @0 :Void; }
