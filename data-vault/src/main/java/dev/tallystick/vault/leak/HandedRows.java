package dev.tallystick.vault.leak;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.RecordDigests;
import dev.tallystick.tlog.Hash;
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
  private final ReportedRowRepository reported;
  private final Keystore keystore;

  HandedRows(
      KeptRecords kept,
      RecordVersions versions,
      ReleasedRecords released,
      ReportedRowRepository reported,
      Keystore keystore) {
    this.kept = kept;
    this.versions = versions;
    this.released = released;
    this.reported = reported;
    this.keystore = keystore;
  }

  /** For each row that matches something that was released: who was given it. */
  List<Set<String>> recipients(TraceLeak.Asker asker, String subject, List<LeakedRow> rows) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Map<String, Set<String>> recipients = recipients(subject);
              Map<Hash, Set<String>> readers = reported.about(subject);
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
                      .forEach(
                          kept -> {
                            who.addAll(recipients.getOrDefault(kept.key(), Set.of()));
                            who.addAll(readers.getOrDefault(kept.digest(), Set.of()));
                          });
                  if (!who.isEmpty()) {
                    given.add(who);
                  }
                }
              }
              return given;
            });
  }

  /**
   * A version of a record.
   *
   * @param key by which it is found who was given it
   * @param digest by which it is found who was shown it in a report
   */
  private record Kept(String key, Hash digest, String category, JsonObject content) {
    @Override
    public String toString() {
      return "Kept[" + key + "]";
    }
  }

  /** The record as it is, and as it was. */
  private List<Kept> versions(OpenKeys keys, KeptRecord record) {
    List<Kept> all = new ArrayList<>();
    all.add(
        new Kept(
            key(record.id(), record.version()),
            digest(record.salt(), record.content()),
            record.category(),
            record.content()));
    for (RecordVersions.Older older : versions.before(keys, record)) {
      all.add(
          new Kept(
              key(record.id(), older.version()),
              digest(older.salt(), older.content()),
              record.category(),
              older.content()));
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

  private static Hash digest(Hash salt, JsonObject content) {
    return RecordDigests.digest(salt.toByteArray(), content);
  }

  private static String key(String record, int version) {
    return record + "." + version;
  }
}
