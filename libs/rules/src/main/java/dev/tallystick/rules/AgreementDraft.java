package dev.tallystick.rules;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/**
 * An agreement as presented for filing.
 *
 * @param agreement its id; that of an existing one makes it a new version
 * @param approvalRef the regulator's approval, if it was the regulator who presented it
 * @param processing what is agreed with a processor, if it is one
 */
public record AgreementDraft(
    String agreement,
    String kind,
    String provider,
    String receiver,
    SortedSet<String> clauses,
    Instant validFrom,
    Instant validTo,
    Optional<String> approvalRef,
    Optional<Processing> processing) {

  /**
   * What is agreed with a processor.
   *
   * @param instruction what it may do, by a reference
   * @param subprocessing whether it may pass the work on
   */
  public record Processing(String instruction, boolean subprocessing) {}
}
