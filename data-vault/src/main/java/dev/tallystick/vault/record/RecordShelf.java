package dev.tallystick.vault.record;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.keys.SealedValue;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.RetentionClass;
import dev.tallystick.vault.keystore.Sealed;
import dev.tallystick.vault.keystore.SealedRowException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Reads records with all that is known of them, the restricted ones too: not for releases. */
@Singleton
public final class RecordShelf {
  private static final Logger LOG = Logger.getLogger(RecordShelf.class);

  /** The most records that are read at once. */
  public static final int MOST = 5_000;

  private static final String SELECT =
      """
      select r.id, r.subject, r.source, r.retention, r.category, r.version, r.restricted, r.chunk, r.line,
        r.digest, r.expires_on, r.key_version, r.sealed, coalesce(r.schema_version, 0)
      from record r join chunk c on c.id = r.chunk and c.state = 'COMMITTED'
      """;

  private final RecordMarks marks;

  RecordShelf(RecordMarks marks) {
    this.marks = marks;
  }

  /**
   * A person's records, ascending by id.
   *
   * @param source only from this party; from all when empty
   * @param after only those whose id is greater; all when empty
   */
  public List<KeptRecord> of(
      Connection connection,
      OpenKeys keys,
      String subject,
      Optional<String> source,
      String after,
      int most)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT
                + """
                where r.gone is null and r.subject = ? and (?::text is null or r.source = ?) and r.id > ?
                order by r.id limit ?
                """)) {
      select.setString(1, subject);
      select.setString(2, source.orElse(null));
      select.setString(3, source.orElse(null));
      select.setString(4, after);
      select.setInt(5, Math.min(most, MOST));
      return read(connection, keys, select);
    }
  }

  /**
   * What a party looks for among its own records.
   *
   * @param digests the keyed digests of what an indexed field says, one for each key that there is
   */
  public record Sought(String subject, String source, String category, Set<UUID> digests) {
    public Sought {
      digests = Set.copyOf(digests);
    }

    @Override
    public String toString() {
      return "Sought[redacted]";
    }
  }

  /**
   * The records that are sought, ascending by id: as far as their source may correct them, so of
   * the restricted ones those only that the person has restricted.
   *
   * @param after only those whose id is greater; all when empty
   */
  public List<KeptRecord> find(
      Connection connection, OpenKeys keys, Sought sought, String after, int most)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT
                + """
                where r.gone is null and r.subject = ? and r.source = ? and r.category = ? and r.lookups && ?
                  and (r.restricted is null or r.restricted = 'OBJECTION') and r.id > ?
                order by r.id limit ?
                """)) {
      select.setString(1, sought.subject());
      select.setString(2, sought.source());
      select.setString(3, sought.category());
      select.setArray(4, connection.createArrayOf("uuid", sought.digests().toArray()));
      select.setString(5, after);
      select.setInt(6, most);
      return read(connection, keys, select);
    }
  }

  /** That a source has something of a category about a person. */
  public record Kind(String subject, String source, String category) {
    @Override
    public String toString() {
      return "Kind[redacted]";
    }
  }

  /** What kinds of records there are about these people. */
  public List<Kind> kinds(Connection connection, Collection<String> subjects) throws SQLException {
    List<Kind> kinds = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select distinct r.subject, r.source, r.category
            from record r join chunk c on c.id = r.chunk and c.state = 'COMMITTED'
            where r.gone is null and r.subject = any(?) order by 1, 2, 3
            """)) {
      select.setArray(1, connection.createArrayOf("text", subjects.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          kinds.add(new Kind(row.getString(1), row.getString(2), row.getString(3)));
        }
      }
    }
    return kinds;
  }

  /**
   * A record, kept to this transaction.
   *
   * @throws RecordProblem if there is none, or it is gone
   */
  public KeptRecord lock(Connection connection, OpenKeys keys, String id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select gone from record where id = ? for update")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new RecordProblem.Unknown();
        }
        if (row.getString(1) != null) {
          throw new RecordProblem.Gone();
        }
      }
    }
    try (PreparedStatement select =
        connection.prepareStatement(SELECT + "where r.gone is null and r.id = ?")) {
      select.setString(1, id);
      return read(connection, keys, select).stream()
          .findFirst()
          .orElseThrow(RecordProblem.Unknown::new);
    }
  }

  /**
   * What was looked at of the records whose term is over.
   *
   * @param opened those that open, without their marks
   * @param last the id of the last one, whether it opens or not; none if there was none
   */
  record Expired(List<KeptRecord> opened, Optional<String> last) {
    Expired {
      opened = List.copyOf(opened);
    }
  }

  /**
   * Adverse records whose term is over, kept to this transaction, ascending by id. One that does
   * not open stays, and is reported: nothing true can be said of it.
   *
   * @param after only those whose id is greater; all when empty
   */
  Expired expired(Connection connection, OpenKeys keys, Date today, String after, int most)
      throws SQLException {
    List<KeptRecord> opened = new ArrayList<>();
    Optional<String> last = Optional.empty();
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT
                + """
                where r.gone is null and r.expires_on <= ? and r.id > ?
                order by r.id limit ? for update of r skip locked
                """)) {
      select.setDate(1, today);
      select.setString(2, after);
      select.setInt(3, most);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          String id = row.getString(1);
          last = Optional.of(id);
          try {
            opened.add(open(keys, row));
          } catch (SealedRowException e) {
            LOG.errorf(e, "record %s has expired and does not open; it stays", id);
          }
        }
      }
    }
    return new Expired(opened, last);
  }

  private List<KeptRecord> read(Connection connection, OpenKeys keys, PreparedStatement select)
      throws SQLException {
    List<KeptRecord> records = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        records.add(open(keys, row));
      }
    }
    return marks.onto(connection, keys, records);
  }

  private static KeptRecord open(OpenKeys keys, ResultSet row) throws SQLException {
    String id = row.getString(1);
    KeyOwner owner =
        new KeyOwner(row.getString(2), row.getString(3), RetentionClass.valueOf(row.getString(4)));
    String category = row.getString(5);
    int version = row.getInt(6);
    byte[] plain =
        keys.open(
            owner,
            RecordTable.place(id, category, version),
            new Sealed(row.getInt(12), SealedValue.takeOwnershipOf(row.getBytes(13))));
    return new KeptRecord(
        id,
        owner,
        category,
        row.getInt(14),
        version,
        Optional.ofNullable(row.getString(7)),
        row.getString(8),
        row.getInt(9),
        Hash.takeOwnershipOf(row.getBytes(10)),
        Optional.ofNullable(row.getDate(11)).map(Date::toLocalDate),
        Hash.copyOf(plain, 0),
        content(id, plain),
        List.of());
  }

  static JsonObject content(String id, byte[] plain) {
    try {
      return (JsonObject) CanonicalJson.parse(Arrays.copyOfRange(plain, Hash.SIZE, plain.length));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("record " + id + " was sealed as something else", e);
    }
  }
}
