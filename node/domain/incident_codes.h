// The closed lists of the incident model that the alert model does not have, with their names in
// JSON. Stored by name: an order may change, a name never.
#pragma once

#include "domain/alert_codes.h"

namespace ww::domain {

enum class Channel : std::uint8_t {
  in_person,
  call,
  voicemail,
  sms,
  messenger,
  email,
  social,
  post,
  ad_site,
  third_party,
};
enum class Effect : std::uint8_t {
  distressed,
  alarmed,
  nervous,
  anxious,
  thinking_of_it_daily,
  looking_over_shoulder,
  not_sleeping,
  not_working,
  other,
};
enum class AssaultRoute : std::uint8_t { vaginal, anal, oral, other };
// What a letter or electronic message was, or threatened.
enum class MessageTick : std::uint8_t {
  indecent,
  grossly_offensive,
  obscene,
  threatening,
  threat_of_death,
  threat_of_serious_injury,
  threat_of_rape,
  threat_of_financial_loss,
};
enum class Menace : std::uint8_t { violence, damage, outing, images, authorities };
enum class FilmConsent : std::uint8_t { agreed, not_agreed, agreed_then_misused };
enum class ImageUse : std::uint8_t { taken, shared, posted, threatened };
enum class Exposed : std::uint8_t {
  images,
  phone,
  email,
  address,
  real_name,
  message_screenshots,
  other,
};
enum class TakedownGround : std::uint8_t { copyright, data_protection, intimate_image, other };
enum class TakedownState : std::uint8_t { found, recorded, asked, removed, refused };
enum class ChecklistState : std::uint8_t { open, done, not_for_me };

// Of the journal around an incident (domain/journal.h).
enum class ConsentRoute : std::uint8_t { alert, project, scheme, police_anonymous, police_full };
enum class ReportTo : std::uint8_t {
  police,
  num,
  scheme,
  project,
  platform,
  host,
  ico,
  helpline,
  medical,
  other,
};
enum class HowCaptured : std::uint8_t {
  own_screenshot,
  saved_message,
  saved_voicemail,
  photo_of_letter,
  photo,
  recording,
  from_third_party,
  other,
};

}  // namespace ww::domain
