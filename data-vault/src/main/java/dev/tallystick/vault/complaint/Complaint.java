package dev.tallystick.vault.complaint;

import dev.tallystick.vault.record.SaltedText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A complaint.
 *
 * @param authority who decides
 * @param against the party that it is about
 * @param acceptBy the last day for accepting it
 * @param accepted when it was accepted, and until when it is to be answered
 * @param words what was written
 * @param decision how it ended
 */
record Complaint(
    String id,
    String subject,
    String authority,
    String against,
    State state,
    Instant filedAt,
    LocalDate acceptBy,
    Optional<Term> accepted,
    Words words,
    Optional<Decision> decision) {

  /** Where it stands. */
  enum State {
    FILED,
    ACCEPTED,
    ANSWERED,
    /** An erasure took its words. */
    WITHDRAWN
  }

  /** How it ended. */
  enum Outcome {
    PARTLY_UPHELD,
    REJECTED,
    UPHELD
  }

  /** The time for the answer. */
  record Term(Instant acceptedAt, LocalDate dueOn) {}

  /** What the authority decided, and when. */
  record Decision(Outcome outcome, Instant answeredAt, boolean late) {}

  /**
   * What was written, each with its salt.
   *
   * @param statement by the person
   * @param reply by the party that it is about
   * @param decision by the authority
   */
  record Words(SaltedText statement, Optional<SaltedText> reply, Optional<SaltedText> decision) {
    static Words of(SaltedText statement) {
      return new Words(statement, Optional.empty(), Optional.empty());
    }

    Words withReply(SaltedText text) {
      return new Words(statement, Optional.of(text), decision);
    }

    Words withDecision(SaltedText text) {
      return new Words(statement, reply, Optional.of(text));
    }

    @Override
    public String toString() {
      return "Words[redacted]";
    }
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "Complaint[" + id + ", " + state + "]";
  }
}
