// What stands in the golden journals: one contact with a session, one setting; from version 2 on an
// incident with a person of concern, evidence, a consent, a report and a pack. All fictional.
#pragma once

#include "base/crypto.h"
#include "ports/contact_rows.h"
#include "ports/evidence_rows.h"
#include "ports/journal_rows.h"
#include "ports/ratchet.h"
#include "ports/settings_rows.h"
#include "ports/store.h"
#include "support/journal_samples.h"
#include "support/sim_random.h"

namespace ww::test {

inline crypto::Key golden_key() { return crypto::Key(Bytes(32, 42)); }

inline const Instant kGoldenTime = from_ms(1'750'000'000'000);

struct GoldenRows {
  StoredSubject subject;
  StoredIncident incident;
  domain::Evidence evidence;
  domain::CustodyEntry custody;
  domain::Consent consent;
  domain::Report report;
};

inline GoldenRows golden_rows() {
  SimRandom random(7);
  GoldenRows rows;
  rows.subject = sample_subject(random, "the one with the van", kGoldenTime);
  rows.incident = sample_incident(random, kGoldenTime);
  rows.incident.subject = rows.subject.id;
  rows.evidence = sample_evidence(random, rows.incident.id, kGoldenTime);
  rows.custody = sample_custody(random, rows.evidence.id, 0);
  rows.consent = sample_consent(random, rows.incident.id, kGoldenTime);
  rows.report = sample_report(random, rows.incident.id, kGoldenTime);
  return rows;
}

inline void fill_golden_incident(Store& store) {
  const GoldenRows rows = golden_rows();
  store.journal().put_subject(rows.subject, {sample_phone("447700900124")});
  store.journal().put_incident(rows.incident, {sample_phone("447700900123")}, "white van");
  store.journal().put_consent(rows.consent);
  store.journal().put_report(rows.report);
  store.journal().put_undo({UndoId{}, kGoldenTime, "{}", false});
  store.evidence().begin_upload(rows.evidence.id, kGoldenTime);
  store.evidence().add_chunk(rows.evidence.id, 0, Bytes(70, 9));
  store.evidence().finish(rows.evidence);
  store.evidence().add_custody(rows.custody);
  store.packs().put({"gb-eng", "2025-06-01", Bytes{1, 2}, Bytes(64, 3)});
}

inline void fill_golden_journal(Store& store) {
  Contact contact;
  contact.id.bytes.fill(1);
  contact.party = contact.id;
  contact.name = "Alex";
  for (crypto::Key* key : {&contact.s0, &contact.own_r, &contact.r_word, &contact.k}) {
    *key = crypto::Key(Bytes(32, 7));
  }
  contact.peer_routes = {{RelayKey{}, "relay.example.com:7077"}};
  store.contacts().put(contact);
  store.settings().set("tor", "require");
  store.ratchet().save(RatchetStore::Kind::session, contact.id, Bytes{1}, Bytes{4, 5, 6});
  fill_golden_incident(store);
}

}  // namespace ww::test
