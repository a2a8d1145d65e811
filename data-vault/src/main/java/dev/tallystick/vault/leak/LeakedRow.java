package dev.tallystick.vault.leak;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.vault.document.KeptContent;
import java.util.Optional;

/**
 * A row that has turned up somewhere, about a person that the vault knows.
 *
 * @param subject whom it is about
 * @param category of which category, if that is known
 * @param fields what it says: some or all of a record's fields
 */
record LeakedRow(String subject, Optional<String> category, JsonObject fields) {
  /** Whether the row can be taken from such a record: every member is the record's. */
  boolean isOf(String recordCategory, JsonObject content) {
    JsonObject all = new KeptContent.Partial(content).fields().orElseThrow();
    return category.filter(wanted -> !wanted.equals(recordCategory)).isEmpty()
        && fields.names().stream().allMatch(name -> all.find(name).equals(fields.find(name)));
  }

  @Override
  public String toString() {
    return "LeakedRow[redacted]";
  }
}
