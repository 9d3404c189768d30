// Goal: a handle taken from an address is the name in it, or it is refused; never another part.
#include "identify/normalise.h"
#include "support/catch.h"

using namespace ww;

namespace {

std::string read(std::string_view raw, std::string_view platform = "") {
  const auto reading = identify::normalise_handle(raw, platform);
  return reading.ok() ? reading->platform + " " + reading->canon : "error " + reading.error().code;
}

}  // namespace

TEST_CASE("what stands behind the name in an address is not the name", "[identify][handle]") {
  for (const char* raw :
       {"https://instagram.com/clock.tick_ldn", "https://instagram.com/clock.tick_ldn/",
        "https://instagram.com/clock.tick_ldn/reel/C07fqT", "instagram.com/clock.tick_ldn/p/C07",
        "https://www.instagram.com/stories/clock.tick_ldn/3456/", "ig.me/m/clock.tick_ldn",
        "https://m.instagram.com/clock.tick_ldn?igsh=abc", "instagram: clock.tick_ldn",
        "ig:@clock.tick_ldn", "insta = clock.tick_ldn", "Instagram clock.tick_ldn"}) {
    CAPTURE(raw);
    CHECK(read(raw) == "instagram.com clock.tick_ldn");
  }
  CHECK(read("https://onlyfans.com/clocktick/media") == "onlyfans.com clocktick");
  CHECK(read("https://onlyfans.com/clocktick/videos") == "onlyfans.com clocktick");
  CHECK(read("https://x.com/clocktick/status/1234567890") == "x.com clocktick");
  CHECK(read("https://www.tiktok.com/@clocktick/video/7212345") == "tiktok.com clocktick");
  CHECK(read("https://t.me/clocktick/123") == "t.me clocktick");
  CHECK(read("https://t.me/s/clocktick") == "t.me clocktick");
  CHECK(read("https://clocktick9.t.me") == "t.me clocktick9");
  CHECK(read("tg://resolve?domain=clocktick9") == "t.me clocktick9");
  CHECK(read("https://www.snapchat.com/add/tocksnap?share_id=x") == "snapchat.com tocksnap");
  CHECK(read("snapchat://add/tocksnap") == "snapchat.com tocksnap");
  CHECK(read("https://www.reddit.com/user/clocktick/comments/") == "reddit.com clocktick");
  CHECK(read("https://www.youtube.com/@clocktick/videos") == "youtube.com clocktick");
  // A place that is not known: a word that says "here comes a name", a usual page behind it.
  CHECK(read("https://chatapp.example/users/clocktick/photos") == "chatapp.example clocktick");
  CHECK(read("https://chatapp.example/clocktick/media") == "chatapp.example clocktick");
}

TEST_CASE("an address that names no profile is no handle", "[identify][handle]") {
  for (const char* raw :
       {"https://directory.example/ViewProfile.asp?UserID=1234567",
        "https://www.facebook.com/profile.php?id=100000000000001",
        "https://www.youtube.com/watch?v=aaaaaaaaaaa", "https://forum.example/member.php?u=17",
        "https://forum.example/?u=17", "https://chatapp.example/show?id=7",
        "https://wa.me/447700900142", "https://api.whatsapp.com/send?phone=447700900142",
        "https://www.instagram.com/reel/C07fqT/", "https://www.instagram.com/p/C07fqT/",
        "https://www.instagram.com/explore/", "https://t.me/+AbCdEf", "https://t.me/joinchat/AbCd",
        "https://x.com/i/status/1", "https://onlyfans.com/", "https://chatapp.example/leeds/a/b",
        "https://chatapp.example/escorts/leeds/clocktick", "https://chatapp.example/1234567",
        "clocktick/media"}) {
    CAPTURE(raw);
    CHECK(read(raw) == "error not_readable");
  }
  const auto phone = identify::normalise_handle("https://wa.me/447700900142", "");
  CHECK_THAT(phone.error().message, ContainsSubstring("phone"));
  const auto deep = identify::normalise_handle("https://chatapp.example/leeds/a/b", "");
  CHECK_THAT(deep.error().message, ContainsSubstring("name"));
}

TEST_CASE("a platform has one key, whichever of its names was written", "[identify][handle]") {
  const auto key = [](std::string_view platform) {
    domain::Identifier id;
    id.kind = domain::IdentifierKind::handle;
    id.canon = "clocktick";
    id.platform = std::string(platform);
    return identify::tokens_of(id).exact;
  };
  CHECK(key("twitter.com") == key("x.com"));
  CHECK(key("telegram.me") == key("t.me"));
  CHECK(key("instagram") == key("instagram.com"));
  CHECK(key("instagram.com") != key("x.com"));
}
