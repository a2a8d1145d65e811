package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.tenancy.BureauId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An inquiry as the database has it.
 *
 * @param attempt this one run of it; a later one under the same key is another
 * @param parents the events of the releases that it was sourced from
 */
record StoredInquiry(
    BureauId bureau,
    UUID attempt,
    Ask ask,
    InquiryState state,
    List<String> parents,
    Optional<Intent> intent,
    int attempts,
    Optional<String> refusal) {
  StoredInquiry {
    parents = List.copyOf(parents);
  }

  /** Who asks about whom for what. */
  record Ask(String lender, String subject, String product) {}

  /**
   * What is being logged, or is.
   *
   * @param fee as in the event
   * @param notAfter the end of the decision that it rests on
   * @param loggedAt when the log took it in
   * @param waits whether the answer waits for a reader that comes by itself
   */
  record Intent(
      String eventId, String fee, Instant notAfter, Optional<Instant> loggedAt, boolean waits) {}

  /** When the log took it in. */
  Optional<Instant> loggedAt() {
    return intent.flatMap(Intent::loggedAt);
  }
}
