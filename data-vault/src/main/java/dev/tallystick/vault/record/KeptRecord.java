package dev.tallystick.vault.record;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.keystore.KeyOwner;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A record as it is kept, opened, with where it came from: for the person, and for whoever corrects
 * it.
 *
 * @param schemaVersion of its category's schema that it was judged by; 0 if it is from before
 * @param version 1 as it was deposited, one more for each correction
 * @param restricted why it is kept and not used, if so
 * @param chunk the deposit that it came with, and its line there
 * @param deposited its digest in that deposit, which a correction does not change
 * @param expiresOn the first day on which it is shown no more
 * @param marks what travels with every release of it
 */
public record KeptRecord(
    String id,
    KeyOwner owner,
    String category,
    int schemaVersion,
    int version,
    Optional<String> restricted,
    String chunk,
    int line,
    Hash deposited,
    Optional<LocalDate> expiresOn,
    Hash salt,
    JsonObject content,
    List<Mark> marks) {
  public KeptRecord {
    marks = List.copyOf(marks);
  }

  /** The party that has deposited it. */
  public String source() {
    return owner.source();
  }

  public boolean isDisputed() {
    return marks.stream().anyMatch(mark -> mark.kind() == Mark.Kind.DISPUTED);
  }

  /** The records that it was derived from, if it is a derived one (R37). */
  public List<String> inputs() {
    return content.findArray("inputs").stream()
        .flatMap(inputs -> inputs.items().stream())
        .map(input -> ((JsonString) input).value())
        .toList();
  }

  /** Whether another source states otherwise (R39). */
  public boolean isContradicted() {
    return marks.stream().anyMatch(mark -> mark.kind() == Mark.Kind.SOURCE_CONFLICT);
  }

  @Override
  public String toString() {
    return "KeptRecord[" + id + "]";
  }
}
