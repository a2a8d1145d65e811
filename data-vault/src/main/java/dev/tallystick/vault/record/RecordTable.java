package dev.tallystick.vault.record;

import dev.tallystick.keys.SealedValue;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.Place;
import dev.tallystick.vault.keystore.RetentionClass;
import dev.tallystick.vault.keystore.Sealed;
import dev.tallystick.vault.storage.BinaryRows;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The table of records. A row's content is sealed for its person, source, category and id; its salt
 * is sealed with it.
 */
@Singleton
public final class RecordTable {
  private static final int INSERTED = 13;
  private static final String COLUMNS =
      "record (id, chunk, line, subject, source, retention, category, schema_version, digest,"
          + " fingerprint, expires_on, key_version, sealed)";

  /** Whoever reads joins the chunk: what is not logged is not there. */
  private static final String VISIBLE =
      " from record r join chunk c on c.id = r.chunk and c.state = 'COMMITTED' and r.gone is null";

  /** What may be used: not what is only kept. */
  private static final String USABLE = VISIBLE + " and r.restricted is null";

  private final RecordMarks marks;

  RecordTable(RecordMarks marks) {
    this.marks = marks;
  }

  /**
   * Adds rows in the caller's transaction.
   *
   * @throws SQLException of state 23505 if one of them was added by others meanwhile
   */
  public void insert(Connection connection, OpenKeys keys, List<NewRecord> records)
      throws SQLException {
    if (records.isEmpty()) {
      return;
    }
    keys.prepare(records.stream().map(NewRecord::owner).distinct().toList());
    BinaryRows rows = new BinaryRows();
    for (NewRecord record : records) {
      KeyOwner owner = record.owner();
      Sealed sealed =
          keys.seal(
              owner,
              place(record.id(), record.category(), 1),
              record.content().saltedWith(record.salt()));
      rows.row(INSERTED)
          .text(record.id())
          .text(record.chunk())
          .integer(record.line())
          .text(owner.subject())
          .text(owner.source())
          .text(owner.retention().name())
          .text(record.category())
          .integer(record.schemaVersion())
          .bytes(record.digest().toByteArray())
          .uuid(record.fingerprint())
          .date(record.expiresOn())
          .integer(sealed.keyVersion())
          .bytes(sealed.value().toByteArray());
    }
    rows.copyInto(connection, COLUMNS);
  }

  /**
   * Who has deposited what about a person.
   *
   * @param sources only these; all when empty
   */
  public List<Holding> holdings(
      Connection connection,
      String subject,
      Collection<String> categories,
      Collection<String> sources,
      LocalDate today)
      throws SQLException {
    Map<String, List<String>> bySource = new TreeMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select distinct r.source, r.category"
                + USABLE
                + """

                where r.subject = ? and r.category = any(?)
                  and (cardinality(?) = 0 or r.source = any(?))
                  and (r.expires_on is null or r.expires_on > ?)
                order by r.source, r.category
                """)) {
      select.setString(1, subject);
      select.setArray(2, connection.createArrayOf("text", categories.toArray()));
      select.setArray(3, connection.createArrayOf("text", sources.toArray()));
      select.setArray(4, connection.createArrayOf("text", sources.toArray()));
      select.setDate(5, Date.valueOf(today));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          bySource
              .computeIfAbsent(rows.getString(1), any -> new ArrayList<>())
              .add(rows.getString(2));
        }
      }
    }
    return bySource.entrySet().stream()
        .map(entry -> new Holding(entry.getKey(), entry.getValue()))
        .toList();
  }

  /**
   * The records about a person from a source, opened, ascending by id.
   *
   * @param most how many are read at most
   */
  public List<StoredRecord> read(
      Connection connection,
      OpenKeys keys,
      String subject,
      String source,
      Collection<String> categories,
      LocalDate today,
      int most)
      throws SQLException {
    List<StoredRecord> records = new ArrayList<>();
    Map<String, KeyOwner> owners = new TreeMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select r.id, r.category, r.retention, r.key_version, r.sealed, r.version"
                + USABLE
                + """

                where r.subject = ? and r.source = ? and r.category = any(?)
                  and (r.expires_on is null or r.expires_on > ?)
                order by r.id limit ?
                """)) {
      select.setString(1, subject);
      select.setString(2, source);
      select.setArray(3, connection.createArrayOf("text", categories.toArray()));
      select.setDate(4, Date.valueOf(today));
      select.setInt(5, most);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          KeyOwner owner = new KeyOwner(subject, source, RetentionClass.valueOf(rows.getString(3)));
          Sealed sealed = new Sealed(rows.getInt(4), SealedValue.takeOwnershipOf(rows.getBytes(5)));
          owners.put(rows.getString(1), owner);
          records.add(
              open(keys, owner, rows.getString(1), rows.getString(2), rows.getInt(6), sealed));
        }
      }
    }
    Map<String, List<Mark>> found = marks.find(connection, keys, owners);
    return found.isEmpty()
        ? records
        : records.stream()
            .map(record -> record.with(found.getOrDefault(record.id(), List.of())))
            .toList();
  }

  /** The salts of a chunk's records by line, as its depositor was told them. */
  public Map<Integer, SaltedId> salts(Connection connection, OpenKeys keys, String chunk)
      throws SQLException {
    Map<Integer, SaltedId> salts = new TreeMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select id, category, subject, source, retention, key_version, sealed, line, version
            from record where chunk = ? and gone is null
            """)) {
      select.setString(1, chunk);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          KeyOwner owner =
              new KeyOwner(
                  rows.getString(3), rows.getString(4), RetentionClass.valueOf(rows.getString(5)));
          Sealed sealed = new Sealed(rows.getInt(6), SealedValue.takeOwnershipOf(rows.getBytes(7)));
          StoredRecord record =
              open(keys, owner, rows.getString(1), rows.getString(2), rows.getInt(9), sealed);
          salts.put(rows.getInt(8), new SaltedId(record.id(), record.salt()));
        }
      }
    }
    return salts;
  }

  /** Whether all of these records are there, about this person and from this source. */
  public boolean areAll(
      Connection connection, Collection<String> records, String subject, String source)
      throws SQLException {
    if (records.isEmpty()) {
      return true;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select count(*)"
                + VISIBLE
                + " where r.id = any(?) and r.subject = ? and r.source = ?")) {
      select.setArray(1, connection.createArrayOf("text", records.toArray()));
      select.setString(2, subject);
      select.setString(3, source);
      try (ResultSet count = select.executeQuery()) {
        count.next();
        return count.getInt(1) == records.size();
      }
    }
  }

  private static StoredRecord open(
      OpenKeys keys, KeyOwner owner, String id, String category, int version, Sealed sealed)
      throws SQLException {
    byte[] plain = keys.open(owner, place(id, category, version), sealed);
    return new StoredRecord(
        id, category, version, Hash.copyOf(plain, 0), RecordShelf.content(id, plain), List.of());
  }

  /** Where a version of a record is sealed for, whether it is the newest or not. */
  static Place place(String id, String category, int version) {
    return version == 1
        ? Place.of("record", id, category)
        : Place.of("record", id, category, Integer.toString(version));
  }
}
