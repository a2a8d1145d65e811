package dev.tallystick.vault.category;

import dev.tallystick.rules.pack.ComplaintTerms;
import java.time.Period;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The categories of one version of a rule pack. Immutable, so that all lines of a chunk are judged
 * by the same.
 */
public interface Catalogue {
  /** The category of this code; a code that the pack does not have is no category. */
  Optional<RecordCategory> find(String code);

  /** How long adverse information may be shown after the matter has ended (R34). */
  Period adverseTerm();

  /** How long an authority has with complaints (R47). */
  ComplaintTerms complaintTerms();

  /** The name of the pack, as the log names what refuses by it. */
  String pack();

  /** Where a day begins. */
  ZoneId zone();
}
