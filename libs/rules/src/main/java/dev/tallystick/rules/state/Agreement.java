package dev.tallystick.rules.state;

import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;

/**
 * An agreement between two parties, in its latest version.
 *
 * @param kind {@code SUPPLY}, {@code USE}, {@code PROCESSING} or {@code EXIT}
 * @param reviewedOn the day on which the provider last vetted the receiver
 * @param approvalRef the regulator's approval, where the kind needs one
 * @param instruction what a processor may do, by the reference that both know (R31)
 * @param validToMillis the first millisecond at which it is no longer in force
 */
public record Agreement(
    String id,
    long version,
    String kind,
    String provider,
    String receiver,
    SortedSet<String> clauses,
    Optional<String> filingNo,
    Optional<LocalDate> reviewedOn,
    Optional<String> approvalRef,
    Optional<String> instruction,
    long validFromMillis,
    long validToMillis,
    boolean terminated) {

  /** Whether it is in force at a time. */
  public boolean isInForceAt(long millis) {
    return !terminated && validFromMillis <= millis && millis < validToMillis;
  }

  /** Whether it is of a kind and binds these two, in this direction. */
  public boolean binds(String wantedKind, String from, String to) {
    return kind.equals(wantedKind) && provider.equals(from) && receiver.equals(to);
  }

  /** Whether it covers what is done at this instruction; any, unless it is about one. */
  public boolean instructs(Optional<String> asked) {
    return instruction.isEmpty() || instruction.equals(asked);
  }

  Agreement terminate() {
    return new Agreement(
        id,
        version,
        kind,
        provider,
        receiver,
        clauses,
        filingNo,
        reviewedOn,
        approvalRef,
        instruction,
        validFromMillis,
        validToMillis,
        true);
  }
}
