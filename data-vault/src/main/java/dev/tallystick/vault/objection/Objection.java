package dev.tallystick.vault.objection;

import dev.tallystick.vault.record.SaltedText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An objection.
 *
 * @param party who has to answer: it has deposited the records, or asked for or sold the releases
 * @param records which records; none if it is to releases
 * @param releases the entries of which releases; none if it is to records
 * @param dueOn the last day for the answer
 * @param statement what the person wrote
 * @param answer what the party wrote, once it did
 */
record Objection(
    String id,
    String subject,
    String party,
    List<String> records,
    List<UUID> releases,
    State state,
    Instant filedAt,
    LocalDate dueOn,
    SaltedText statement,
    Optional<Outcome> outcome,
    Optional<SaltedText> answer) {
  Objection {
    records = List.copyOf(records);
    releases = List.copyOf(releases);
  }

  /** Where it stands. */
  enum State {
    OPEN,
    /** Still open, and late. */
    OVERDUE,
    RESOLVED
  }

  /** How it ended. */
  enum Outcome {
    CORRECTED,
    REJECTED,
    UNVERIFIABLE
  }

  boolean isOpen() {
    return state != State.RESOLVED;
  }

  @Override
  public String toString() {
    return "Objection[" + id + ", " + state + "]";
  }
}
