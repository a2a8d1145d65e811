package dev.tallystick.vault.record;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.vault.keystore.OpenKeys;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What derived records were made of (R37). A derived record is as sensitive as the most sensitive
 * of its inputs: it may be used only where the categories of all of them may, through however many
 * steps it came about.
 */
@Singleton
final class RecordLineage {
  private static final String DERIVED = "DERIVED.";
  private static final String INPUTS = "inputs";

  private final RecordRepository records;

  RecordLineage(RecordRepository records) {
    this.records = records;
  }

  /** Those of these records that may be used where these categories may. */
  List<StoredRecord> usable(
      OpenKeys keys, List<StoredRecord> records, Collection<String> permitted) {
    List<StoredRecord> usable = new ArrayList<>();
    for (StoredRecord record : records) {
      if (!record.content().has(INPUTS) || isWithin(keys, inputs(record.content()), permitted)) {
        usable.add(record);
      }
    }
    return usable;
  }

  private boolean isWithin(OpenKeys keys, Set<String> inputs, Collection<String> permitted) {
    Set<String> seen = new HashSet<>();
    Set<String> next = inputs;
    while (!next.isEmpty()) {
      seen.addAll(next);
      Set<String> further = new TreeSet<>();
      List<RecordEntity> found = records.byIds(next);
      if (found.size() < next.size()
          || !found.stream().allMatch(row -> isUsable(keys, row, permitted, further))) {
        return false;
      }
      further.removeAll(seen);
      next = further;
    }
    return true;
  }

  /**
   * Adds the inputs of an input that was made of others itself. A derived one that is gone no
   * longer says its own.
   */
  private static boolean isUsable(
      OpenKeys keys, RecordEntity row, Collection<String> permitted, Set<String> further) {
    if (!permitted.contains(row.category())) {
      return false;
    }
    if (row.isGone()) {
      return !row.category().startsWith(DERIVED);
    }
    further.addAll(inputs(SealedContent.open(keys, row).content()));
    return true;
  }

  private static Set<String> inputs(JsonObject content) {
    Set<String> inputs = new TreeSet<>();
    content
        .findArray(INPUTS)
        .map(JsonArray::items)
        .orElse(List.of())
        .forEach(item -> inputs.add(((JsonString) item).value()));
    return inputs;
  }
}
