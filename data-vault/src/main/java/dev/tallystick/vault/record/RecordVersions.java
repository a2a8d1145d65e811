package dev.tallystick.vault.record;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.SealedValue;
import dev.tallystick.party.RecordDigests;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.Sealed;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Corrections: a record gets a new version, the ones before it stay as they are (R36). */
@Singleton
public final class RecordVersions {
  private final Clock clock;
  private final RandomGenerator random;

  RecordVersions(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
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

  /** Puts {@code next} in the place of the record's newest version, in the caller's transaction. */
  public Replaced replace(Connection connection, OpenKeys keys, KeptRecord record, Next next)
      throws SQLException {
    JsonObject content = next.content();
    byte[] bytes = new byte[Hash.SIZE];
    random.nextBytes(bytes);
    Hash salt = Hash.copyOf(bytes);
    Hash oldDigest = RecordDigests.digest(record.salt().toByteArray(), record.content());
    int version = record.version() + 1;
    try (PreparedStatement keep =
        connection.prepareStatement(
            """
            insert into record_version (record, version, digest, key_version, sealed, replaced_at)
            select id, version, ?, key_version, sealed, ? from record where id = ? and version = ?
            """)) {
      keep.setBytes(1, oldDigest.toByteArray());
      keep.setTimestamp(2, Timestamp.from(clock.instant()));
      keep.setString(3, record.id());
      keep.setInt(4, record.version());
      if (keep.executeUpdate() != 1) {
        throw new IllegalStateException("the record was not locked");
      }
    }
    Sealed sealed =
        keys.seal(
            record.owner(),
            RecordTable.place(record.id(), record.category(), version),
            CanonicalContent.of(content).saltedWith(salt));
    try (PreparedStatement update =
        connection.prepareStatement(
            "update record set version = ?, key_version = ?, sealed = ?, schema_version = ?,"
                + " expires_on = ?, lookups = ? where id = ?")) {
      update.setInt(1, version);
      update.setInt(2, sealed.keyVersion());
      update.setBytes(3, sealed.value().toByteArray());
      update.setInt(4, next.schemaVersion());
      update.setDate(5, next.expiresOn().map(Date::valueOf).orElse(null));
      update.setArray(6, connection.createArrayOf("uuid", next.lookups().toArray()));
      update.setString(7, record.id());
      update.executeUpdate();
    }
    return new Replaced(version, oldDigest, RecordDigests.digest(bytes, content));
  }

  /** The versions before the newest, the original first. */
  public List<Older> before(Connection connection, OpenKeys keys, KeptRecord record)
      throws SQLException {
    List<Older> older = new ArrayList<>();
    if (record.version() == 1) {
      return older;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select version, key_version, sealed, replaced_at from record_version
            where record = ? order by version
            """)) {
      select.setString(1, record.id());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          int version = row.getInt(1);
          byte[] plain =
              keys.open(
                  record.owner(),
                  RecordTable.place(record.id(), record.category(), version),
                  new Sealed(row.getInt(2), SealedValue.takeOwnershipOf(row.getBytes(3))));
          older.add(
              new Older(
                  version,
                  Hash.copyOf(plain, 0),
                  RecordShelf.content(record.id(), plain),
                  row.getTimestamp(4).toInstant()));
        }
      }
    }
    return older;
  }
}
