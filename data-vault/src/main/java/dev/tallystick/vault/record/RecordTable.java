package dev.tallystick.vault.record;

import dev.tallystick.events.Timestamps;
import dev.tallystick.keys.SealedValue;
import dev.tallystick.party.ReleaseRequest.Observed;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.PublicIds;
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
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The table of records. A row's content is sealed for its person, source, category and id; its salt
 * is sealed with it.
 */
@Singleton
public final class RecordTable {
  /** The most records that are opened to find those of a time. */
  public static final int MOST_OPENED = 50_000;

  private static final int FETCH = 1_000;

  /** How much earlier than it was observed a record may seem to be deposited. */
  private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

  private static final int INSERTED = 14;
  private static final String COLUMNS =
      "record (id, chunk, line, subject, source, retention, category, schema_version, digest,"
          + " fingerprint, lookups, expires_on, key_version, sealed)";

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
    // In one order for all, or two that add the same records could wait for each other for ever.
    List<NewRecord> ordered = new ArrayList<>(records);
    ordered.sort(Comparator.comparing(NewRecord::fingerprint));
    BinaryRows rows = new BinaryRows();
    for (NewRecord record : ordered) {
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
          .uuids(record.lookups())
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
   * Which records about a person from a source are asked for.
   *
   * @param today by which it is judged what has expired
   * @param observed only records of this time; of any time when empty
   */
  public record Selection(
      String subject,
      String source,
      List<String> categories,
      LocalDate today,
      Optional<Observed> observed) {
    public Selection {
      categories = List.copyOf(categories);
    }

    /**
     * What no id of a record that was observed in this time is smaller than: it was deposited
     * afterwards, but for what clocks may differ. A correction may have set another time.
     */
    private String leastId() {
      return observed
          .flatMap(time -> Timestamps.parse(time.from()).stream().boxed().findFirst())
          .map(from -> PublicIds.leastSince("rec", Math.max(0, from - CLOCKS_DIFFER.toMillis())))
          .orElse("");
    }

    private boolean covers(StoredRecord record) {
      return observed
          .map(time -> time.covers(record.content().getString("observedAt")))
          .orElse(true);
    }

    @Override
    public String toString() {
      return "Selection[redacted]";
    }
  }

  /**
   * Records that were read.
   *
   * @param complete whether these are all; otherwise there are too many
   */
  public record Selected(List<StoredRecord> records, boolean complete) {
    public Selected {
      records = List.copyOf(records);
    }
  }

  /**
   * The records that are asked for, opened, ascending by id. When a record was observed is sealed,
   * so those of another time are opened too, and let go one by one.
   *
   * @param most how many are given back at most; of {@link #MOST_OPENED} that are opened
   */
  public Selected read(Connection connection, OpenKeys keys, Selection selection, int most)
      throws SQLException {
    List<StoredRecord> records = new ArrayList<>();
    Map<String, KeyOwner> owners = new TreeMap<>();
    boolean complete = true;
    try (PreparedStatement select =
        connection.prepareStatement(
            "select r.id, r.category, r.retention, r.key_version, r.sealed, r.version"
                + USABLE
                + """

                where r.subject = ? and r.source = ? and r.category = any(?)
                  and (r.expires_on is null or r.expires_on > ?) and (r.id >= ? or r.version > 1)
                order by r.id limit ?
                """)) {
      // In a transaction the driver then holds one part of the rows, not all.
      select.setFetchSize(FETCH);
      select.setString(1, selection.subject());
      select.setString(2, selection.source());
      select.setArray(3, connection.createArrayOf("text", selection.categories().toArray()));
      select.setDate(4, Date.valueOf(selection.today()));
      select.setString(5, selection.leastId());
      select.setInt(6, (selection.observed().isPresent() ? MOST_OPENED : most) + 1);
      try (ResultSet rows = select.executeQuery()) {
        for (int opened = 0; complete && rows.next(); opened++) {
          KeyOwner owner =
              new KeyOwner(
                  selection.subject(),
                  selection.source(),
                  RetentionClass.valueOf(rows.getString(3)));
          Sealed sealed = new Sealed(rows.getInt(4), SealedValue.takeOwnershipOf(rows.getBytes(5)));
          StoredRecord record =
              open(keys, owner, rows.getString(1), rows.getString(2), rows.getInt(6), sealed);
          boolean asked = selection.covers(record);
          complete = opened < MOST_OPENED && !(asked && records.size() == most);
          if (complete && asked) {
            owners.put(record.id(), owner);
            records.add(record);
          }
        }
      }
    }
    Map<String, List<Mark>> found = marks.find(connection, keys, owners);
    return new Selected(
        records.stream()
            .map(record -> record.with(found.getOrDefault(record.id(), List.of())))
            .toList(),
        complete);
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
