// watchword-packs: composes, checks and signs help packs. A tool for who builds and packages
// Watchword; node/packs/README.md says how it is used.
//
//   watchword-packs build FOLDER KEYFILE OUT   FOLDER/*.json composed into OUT/ID.json, each with
//                                              OUT/ID.json.sig, OUT/public.pem and OUT/signed.cpp
//   watchword-packs check FOLDER               only says what is wrong
//   watchword-packs key KEYFILE                makes a key, unless there is one
//
// KEYFILE holds the 32 secret bytes as 64 hex digits, readable by its owner alone. What leaves here
// is complete and well formed, or nothing leaves.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/text_codec.h"
#include "domain/pack_rules.h"
#include "json/pack_compose.h"
#include "json/pack_json.h"
#include "packs/required.h"
#include "runtime/os_random.h"

namespace fs = std::filesystem;
using namespace ww;

namespace {

struct Signed {
  std::string id, text;
  crypto::Signature signature;
};

std::optional<std::string> read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

bool write_file(const fs::path& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return static_cast<bool>(out.flush());
}

// The nations' own files: everything in the folder that is no part.
std::vector<fs::path> own_files(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool complain(const fs::path& file, const std::vector<domain::FieldError>& errors) {
  for (const auto& error : errors) {
    std::cerr << file.filename().string() << ": " << error.field << ": " << error.message << "\n";
  }
  return !errors.empty();
}

// The composed text; nullopt after saying what is wrong.
std::optional<std::string> composed(const fs::path& file, domain::Pack& pack) {
  const auto own = read_file(file);
  const auto result = json::compose_pack(own.value_or(""), [&](const std::string& name) {
    return read_file(file.parent_path() / "parts" / (name + ".json"));
  });
  if (complain(file, result.errors)) return std::nullopt;
  pack = json::read_pack(result.text).pack;
  bool bad = complain(file, domain::check_pack(pack));
  for (const auto& missing : packs::missing_from(pack)) {
    std::cerr << file.filename().string() << ": has no " << missing << "\n";
    bad = true;
  }
  return bad ? std::nullopt : std::optional(result.text);
}

std::optional<crypto::Key> load_key(const fs::path& path) {
  const auto text = read_file(path).value_or("");
  const auto bytes = from_hex(std::string_view(text).substr(0, 64));
  if (!bytes || bytes->size() != crypto::Key::size()) return std::nullopt;
  return crypto::Key(*bytes);
}

bool make_key(const fs::path& path) {
  if (fs::exists(path)) return true;
  runtime::OsRandom random;
  crypto::Key key;
  random.fill(key.span());
  if (!write_file(path, "")) return false;  // its rights come before its content
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  return write_file(path, to_hex(key.view()) + "\n");
}

// ---- the generated source

void write_array(std::ostream& out, ByteView bytes) {
  out << "{";
  for (const auto byte : bytes) out << static_cast<int>(byte) << ",";
  out << "}";
}

// As literals of one line each: compilers join them, and refuse nothing by length.
void write_literal(std::ostream& out, std::string_view text) {
  out << '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out << '\\' << c;
    } else if (c == '\n') {
      out << "\\n\"\n\"";
    } else {
      out << c;
    }
  }
  out << '"';
}

std::string generated(const std::vector<Signed>& all, const crypto::PublicKey& key) {
  std::ostringstream out;
  out << "// Made by watchword-packs while building.\n#include \"packs/packs.h\"\n\n"
         "namespace ww::packs {\nnamespace {\n\nconst BuiltInPack kPacks[] = {\n";
  for (const auto& pack : all) {
    out << "{\"" << pack.id << "\",\n";
    write_literal(out, pack.text);
    out << ",\n{";
    write_array(out, pack.signature);
    out << "}},\n";
  }
  out << "};\nconst crypto::PublicKey kKey = {";
  write_array(out, key);
  out << "};\n\n}  // namespace\n\n"
         "std::span<const BuiltInPack> built_in_packs() { return kPacks; }\n"
         "const crypto::PublicKey& pack_public_key() { return kKey; }\n\n}  // namespace "
         "ww::packs\n";
  return out.str();
}

// The public half as every tool reads it (RFC 8410).
std::string pem_of(const crypto::PublicKey& key) {
  Bytes der = *from_hex("302a300506032b6570032100");
  der.insert(der.end(), key.begin(), key.end());
  return "-----BEGIN PUBLIC KEY-----\n" + to_base64(der) + "\n-----END PUBLIC KEY-----\n";
}

bool write_all(const fs::path& out, const std::vector<Signed>& all, const crypto::PublicKey& key) {
  fs::create_directories(out);
  bool ok = write_file(out / "public.pem", pem_of(key));
  for (const auto& pack : all) {
    ok = write_file(out / (pack.id + ".json"), pack.text) && ok;
    ok = write_file(out / (pack.id + ".json.sig"), as_text(pack.signature)) && ok;
  }
  return write_file(out / "signed.cpp", generated(all, key)) && ok;
}

// Every nation's pack; nullopt after saying what is wrong with any of them.
std::optional<std::vector<Signed>> all_composed(const fs::path& folder) {
  std::vector<Signed> all;
  bool bad = false;
  for (const auto& file : own_files(folder)) {
    domain::Pack pack;
    auto text = composed(file, pack);
    bad = bad || !text;
    if (text) all.push_back({pack.id, *std::move(text), {}});
  }
  return bad || all.empty() ? std::nullopt : std::optional(std::move(all));
}

int build(const fs::path& folder, const fs::path& key_file, const fs::path& out) {
  auto all = all_composed(folder);
  if (!all) return 1;
  const auto key = load_key(key_file);
  if (!key) {
    std::cerr << "The key file cannot be read, or does not begin with 64 hex digits.\n";
    return 1;
  }
  for (auto& pack : *all) pack.signature = crypto::ed25519_sign_text(*key, pack.text);
  return write_all(out, *all, crypto::ed25519_public(*key)) ? 0 : 1;
}

int run(const std::vector<std::string>& words) {
  const auto is = [&](const char* name, std::size_t size) {
    return words.size() == size && words[0] == name;
  };
  if (is("build", 4)) return build(words[1], words[2], words[3]);
  if (is("check", 2)) return all_composed(words[1]) ? 0 : 1;
  if (is("key", 2)) return make_key(words[1]) ? 0 : 1;
  std::cerr << "watchword-packs build FOLDER KEYFILE OUT\n"
               "watchword-packs check FOLDER\nwatchword-packs key KEYFILE\n";
  return 2;
}

}  // namespace

int main(int count, char** arguments) {
  init_secret_memory();
  try {
    return run({arguments + 1, arguments + count});
  } catch (const fs::filesystem_error& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
