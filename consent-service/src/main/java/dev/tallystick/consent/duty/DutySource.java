package dev.tallystick.consent.duty;

import java.util.List;
import java.util.Optional;

/** A feature that knows of duties. Implementers must keep: names no person, gives what is open. */
public interface DutySource {
  /** What is not done yet, of one party or of all; the first due first, not more than the limit. */
  List<Duty> openDuties(Optional<String> party, int limit);
}
