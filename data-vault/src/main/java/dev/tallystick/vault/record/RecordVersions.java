package dev.tallystick.vault.record;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.RecordDigests;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.keystore.OpenKeys;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Corrections: a record gets a new version, the ones before it stay as they are (R36). */
@Singleton
public final class RecordVersions {
  private final RecordRepository records;
  private final RecordVersionRepository replaced;
  private final Clock clock;
  private final RandomGenerator random;
  private final KeptRecords kept;

  RecordVersions(
      RecordRepository records,
      RecordVersionRepository replaced,
      Clock clock,
      RandomGenerator random,
      KeptRecords kept) {
    this.records = records;
    this.replaced = replaced;
    this.clock = clock;
    this.random = random;
    this.kept = kept;
  }

  /** A version that was replaced. */
  public record Older(int version, Hash salt, JsonObject content, Instant replacedAt) {
    @Override
    public String toString() {
      return "Older[" + version + "]";
    }
  }

  /** What a correction has done, as salted digests. */
  public record Replaced(int version, Hash oldDigest, Hash newDigest) {}

  /**
   * What a record shall be, as it was judged.
   *
   * @param lookups the keyed digests of its indexed fields
   */
  public record Next(
      JsonObject content, int schemaVersion, Optional<LocalDate> expiresOn, List<UUID> lookups) {
    public Next {
      lookups = List.copyOf(lookups);
    }

    @Override
    public String toString() {
      return "Next[redacted]";
    }
  }

  /** A record in its newest version, kept to the caller's transaction. */
  public KeptRecord lock(OpenKeys keys, String id) {
    return kept.lock(keys, id);
  }

  /** Puts {@code next} in the place of the record's newest version, in the caller's transaction. */
  public Replaced replace(OpenKeys keys, KeptRecord record, Next next) {
    JsonObject content = next.content();
    byte[] bytes = new byte[Hash.SIZE];
    random.nextBytes(bytes);
    Hash salt = Hash.copyOf(bytes);
    Hash oldDigest = RecordDigests.digest(record.salt().toByteArray(), record.content());
    int version = record.version() + 1;
    // Locked by the caller, so what it says now is what the caller has seen.
    RecordEntity row = records.findById(record.id());
    if (row == null || row.contentVersion() != record.version()) {
      throw new IllegalStateException("the record was not locked");
    }
    replaced.persist(new RecordVersionEntity(row, oldDigest, clock.instant()));
    row.correct(
        keys.seal(
            record.owner(),
            SealedContent.place(record.id(), record.category(), version),
            CanonicalContent.of(content).saltedWith(salt)),
        next.schemaVersion(),
        next.expiresOn(),
        next.lookups());
    return new Replaced(version, oldDigest, RecordDigests.digest(bytes, content));
  }

  /** The versions before the newest, the original first. */
  public List<Older> before(OpenKeys keys, KeptRecord record) {
    if (record.version() == 1) {
      return List.of();
    }
    return replaced.before(record.id()).stream()
        .map(
            row -> {
              SealedContent opened =
                  SealedContent.open(
                      keys,
                      record.owner(),
                      SealedContent.place(record.id(), record.category(), row.contentVersion()),
                      row.sealed());
              return new Older(
                  row.contentVersion(), opened.salt(), opened.content(), row.replacedAt());
            })
        .toList();
  }
}
