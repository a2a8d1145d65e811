package dev.tallystick.vault.leak;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.record.KeptRecord;
import dev.tallystick.vault.record.KeptRecords;
import dev.tallystick.vault.record.RecordVersions;
import dev.tallystick.vault.release.ReleasedRecords;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out who was given rows about a person: what is kept is opened and compared in memory. */
@Singleton
final class HandedRows {
  private final KeptRecords kept;
  private final RecordVersions versions;
  private final ReleasedRecords released;
  private final Keystore keystore;

  HandedRows(
      KeptRecords kept, RecordVersions versions, ReleasedRecords released, Keystore keystore) {
    this.kept = kept;
    this.versions = versions;
    this.released = released;
    this.keystore = keystore;
  }

  /** For each row that matches something that was released: who was given it. */
  List<Set<String>> recipients(TraceLeak.Asker asker, String subject, List<LeakedRow> rows) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Map<String, Set<String>> recipients = recipients(subject);
              List<Set<String>> given = new ArrayList<>();
              try (OpenKeys keys = keystore.open()) {
                List<Kept> all = new ArrayList<>();
                for (KeptRecord record :
                    kept.of(keys, subject, Optional.empty(), "", KeptRecords.MAX_RECORDS)) {
                  if (asker.covers(record.source())) {
                    all.addAll(versions(keys, record));
                  }
                }
                for (LeakedRow row : rows) {
                  Set<String> who = new HashSet<>();
                  all.stream()
                      .filter(kept -> row.isOf(kept.category(), kept.content()))
                      .forEach(kept -> who.addAll(recipients.getOrDefault(kept.key(), Set.of())));
                  if (!who.isEmpty()) {
                    given.add(who);
                  }
                }
              }
              return given;
            });
  }

  /** A version of a record, and by which key its recipients are found. */
  private record Kept(String key, String category, JsonObject content) {
    @Override
    public String toString() {
      return "Kept[" + key + "]";
    }
  }

  /** The record as it is, and as it was. */
  private List<Kept> versions(OpenKeys keys, KeptRecord record) {
    List<Kept> all = new ArrayList<>();
    all.add(new Kept(key(record.id(), record.version()), record.category(), record.content()));
    for (RecordVersions.Older older : versions.before(keys, record)) {
      all.add(new Kept(key(record.id(), older.version()), record.category(), older.content()));
    }
    return all;
  }

  private Map<String, Set<String>> recipients(String subject) {
    Map<String, Set<String>> recipients = new HashMap<>();
    for (ReleasedRecords.Handed handed : released.about(subject)) {
      recipients
          .computeIfAbsent(key(handed.record(), handed.version()), any -> new HashSet<>())
          .add(handed.recipient());
    }
    return recipients;
  }

  private static String key(String record, int version) {
    return record + "." + version;
  }
}
