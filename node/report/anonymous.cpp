#include "report/four_ws.h"
#include "report/kinds.h"

namespace ww::report {

void write_police_anonymous(Writer& out, const PacketFacts& facts) {
  out.paragraph(
      "This information is given anonymously. The person who gives it has not agreed to be "
      "identified or contacted.");
  const bool several = facts.incidents.size() > 1;
  if (several) {
    out.paragraph("It concerns " + std::to_string(facts.incidents.size()) +
                  " incidents with the same person of concern.");
  }
  if (const auto summary = filled(facts, "summary")) {
    out.heading(2, "In short");
    out.free_paragraph("summary", *summary);
  }
  for (std::size_t i = 0; i < facts.incidents.size(); ++i) {
    const WView view{Sight::anonymous, facts, facts.incidents[i].incident, incident_path(i)};
    if (several) out.heading(2, "Incident " + std::to_string(i + 1));
    const int level = several ? 3 : 2;
    write_who(out, view, level);
    write_when(out, view, level);
    write_where(out, view, level);
    write_what(out, view, level);
  }
}

}  // namespace ww::report
