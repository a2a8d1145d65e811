package dev.tallystick.vault.record;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.keys.SealedValue;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.RetentionClass;
import dev.tallystick.vault.keystore.Sealed;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
public final class Lineage {
  private static final String DERIVED = "DERIVED.";
  private static final String INPUTS = "inputs";

  /** Those of these records that may be used where these categories may. */
  public List<StoredRecord> usable(
      Connection connection,
      OpenKeys keys,
      List<StoredRecord> records,
      Collection<String> permitted)
      throws SQLException {
    List<StoredRecord> usable = new ArrayList<>();
    for (StoredRecord record : records) {
      if (!record.content().has(INPUTS)
          || isWithin(connection, keys, inputs(record.content()), permitted)) {
        usable.add(record);
      }
    }
    return usable;
  }

  private static boolean isWithin(
      Connection connection, OpenKeys keys, Set<String> inputs, Collection<String> permitted)
      throws SQLException {
    Set<String> seen = new HashSet<>();
    Set<String> next = inputs;
    while (!next.isEmpty()) {
      seen.addAll(next);
      Set<String> further = new TreeSet<>();
      try (PreparedStatement select =
          connection.prepareStatement(
              """
              select id, subject, source, retention, category, version, key_version, sealed
              from record where id = any(?)
              """)) {
        select.setArray(1, connection.createArrayOf("text", next.toArray()));
        int found = 0;
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            found++;
            if (!isUsable(keys, row, permitted, further)) {
              return false;
            }
          }
        }
        if (found < next.size()) {
          return false;
        }
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
      OpenKeys keys, ResultSet row, Collection<String> permitted, Set<String> further)
      throws SQLException {
    String category = row.getString(5);
    if (!permitted.contains(category)) {
      return false;
    }
    if (row.getString(2) == null) {
      return !category.startsWith(DERIVED);
    }
    String id = row.getString(1);
    byte[] plain =
        keys.open(
            new KeyOwner(
                row.getString(2), row.getString(3), RetentionClass.valueOf(row.getString(4))),
            RecordTable.place(id, category, row.getInt(6)),
            new Sealed(row.getInt(7), SealedValue.takeOwnershipOf(row.getBytes(8))));
    further.addAll(inputs(RecordShelf.content(id, plain)));
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
