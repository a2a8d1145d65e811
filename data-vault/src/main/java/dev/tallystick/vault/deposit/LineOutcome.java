package dev.tallystick.vault.deposit;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.vault.identifier.PersonIdentifier;
import dev.tallystick.vault.schema.ContentSchema;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What became of a line of a chunk. */
sealed interface LineOutcome {
  /** The line's number, from 1. */
  int line();

  /**
   * A line to be stored.
   *
   * @param identifier whose record it is, or
   * @param subject the person's token; exactly one of the two is there
   * @param content what is kept of the line: everything but whose it is
   * @param schema what its fields were judged by
   * @param expiresOn the first day on which the record is shown no more
   */
  record Admitted(
      int line,
      Optional<PersonIdentifier> identifier,
      Optional<String> subject,
      String category,
      JsonObject content,
      ContentSchema schema,
      String source,
      boolean adverse,
      List<String> inputs,
      Optional<LocalDate> expiresOn)
      implements LineOutcome {
    @Override
    public String toString() {
      return "Admitted[line " + line + "]";
    }
  }

  /**
   * A line that is turned away.
   *
   * @param category the category that it names, or {@code UNKNOWN} when the pack does not have it:
   *     a word that the platform made up might tell something
   * @param ruleId the rule of the pack that turns it away, if it is one
   * @param field the member that is at fault, if it is one that a line has; within the record's
   *     fields with its path, such as {@code fields/spendBand}
   * @param broken the rule of JSON that the member breaks, such as {@code maximum}, if it is one
   * @param legible whether the line may be looked at any further; false for what is prohibited or
   *     cannot be told from it
   */
  record Refused(
      int line,
      String category,
      String code,
      Optional<String> ruleId,
      Optional<String> field,
      Optional<String> broken,
      boolean legible)
      implements LineOutcome {}

  /**
   * A line whose record is here already.
   *
   * @param record the one that was stored first
   */
  record Duplicate(int line, String category, String record) implements LineOutcome {}
}
