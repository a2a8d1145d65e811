package dev.tallystick.vault.objection;

import dev.tallystick.vault.record.SaltedText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * An objection.
 *
 * @param party who has to answer: it has deposited the records
 * @param records which records
 * @param dueOn the last day for the answer
 * @param statement what the person wrote
 * @param answer what the party wrote, once it did
 */
record Objection(
    String id,
    String subject,
    String party,
    List<String> records,
    State state,
    Instant filedAt,
    LocalDate dueOn,
    SaltedText statement,
    Optional<Outcome> outcome,
    Optional<SaltedText> answer) {
  Objection {
    records = List.copyOf(records);
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
