# Every foreign library, as an imported target. Each is named in one folder of node/ only
# (tests/lint holds the rule); where Debian 12 and 13 differ, the difference stands here.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(nlohmann_json REQUIRED)
find_package(CapnProto REQUIRED)
find_package(CLI11 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(Protobuf REQUIRED)

pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(zmq REQUIRED IMPORTED_TARGET libzmq)
pkg_check_modules(signal REQUIRED IMPORTED_TARGET libsignal-protocol-c)
pkg_check_modules(qrencode REQUIRED IMPORTED_TARGET libqrencode)
pkg_check_modules(bsd REQUIRED IMPORTED_TARGET libbsd)
pkg_check_modules(readline REQUIRED IMPORTED_TARGET readline)
pkg_check_modules(psl REQUIRED IMPORTED_TARGET libpsl)
pkg_check_modules(magic REQUIRED IMPORTED_TARGET libmagic)
pkg_check_modules(jpeg REQUIRED IMPORTED_TARGET libjpeg)
pkg_check_modules(png REQUIRED IMPORTED_TARGET libpng)
pkg_check_modules(webp REQUIRED IMPORTED_TARGET libwebp)
pkg_check_modules(exiv2 REQUIRED IMPORTED_TARGET exiv2)
pkg_check_modules(zlib REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(seccomp REQUIRED IMPORTED_TARGET libseccomp)
pkg_check_modules(pangocairo REQUIRED IMPORTED_TARGET pangocairo pangofc fontconfig cairo-pdf)

# SQLCipher is linked statically and its symbols are kept inside: a dynamic libsqlcipher and a
# libsqlite3 in one process take each other's calls, and then the file may be written in plain.
find_library(SQLCIPHER_STATIC NAMES libsqlcipher.a REQUIRED)
find_path(SQLCIPHER_INCLUDE sqlcipher/sqlite3.h REQUIRED)
add_library(watchword_sqlcipher INTERFACE)
target_include_directories(watchword_sqlcipher SYSTEM INTERFACE ${SQLCIPHER_INCLUDE}/sqlcipher)
target_compile_definitions(watchword_sqlcipher INTERFACE SQLITE_HAS_CODEC)
target_link_libraries(watchword_sqlcipher INTERFACE
  ${SQLCIPHER_STATIC} OpenSSL::Crypto Threads::Threads ${CMAKE_DL_LIBS} m)
target_link_options(watchword_sqlcipher INTERFACE LINKER:--exclude-libs,libsqlcipher.a)

find_library(PHONENUMBER_LIBRARY phonenumber REQUIRED)
add_library(watchword_phonenumber INTERFACE)
target_link_libraries(watchword_phonenumber INTERFACE ${PHONENUMBER_LIBRARY} protobuf::libprotobuf)
