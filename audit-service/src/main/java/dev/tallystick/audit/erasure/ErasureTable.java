package dev.tallystick.audit.erasure;

import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.OpeningKeyId;
import dev.tallystick.events.EventId;
import dev.tallystick.tlog.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Erasures that were begun, and what is still there to erase. Thread-safe. */
final class ErasureTable {
  private static final short EXCHANGE = 0;
  private static final int DAYS_BEHIND = 8;
  private static final int DAYS_AHEAD = 2;

  private static final String EXTENT =
      """
      select k.wrapped_key, count(e.idx), coalesce(min(e.idx), 0), coalesce(max(e.idx), 0)
      from opening_key k left join entry e
        on e.seal_day = k.seal_day and e.seal_class = k.seal_class and e.sealed is not null
        -- Ids are at most 7 days behind their intake and 10 minutes ahead: no other partition is read.
        and e.event_id >= first_id_of(?) and e.event_id < first_id_of(?)
      where k.seal_day = ? and k.seal_class = ? group by k.wrapped_key
      """;
  private static final String BEGIN =
      """
      insert into opening_erasure (seal_day, seal_class, event_id, bodies, first_idx, last_idx, evidence)
      values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
      """;
  private static final String FIND =
      """
      select event_id, bodies, first_idx, last_idx, evidence, logged
      from opening_erasure where seal_day = ? and seal_class = ?
      """;

  private final DataSource dataSource;

  ErasureTable(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Days of exchange bodies up to this one whose key is still there, oldest first. */
  List<Integer> keptUpTo(int day) {
    return query(
        "select seal_day from opening_key where seal_class = ? and seal_day <= ? order by seal_day",
        select -> {
          select.setShort(1, EXCHANGE);
          select.setInt(2, day);
        },
        row -> row.getInt(1));
  }

  /** Writes down what is to be erased, unless that has been done; nothing if there is no key. */
  Optional<Erasure> begin(OpeningKeyId key, EventId event) {
    Optional<Erasure> begun = find(key);
    if (begun.isPresent()) {
      return begun;
    }
    LocalDate day = LocalDate.ofEpochDay(key.day());
    query(
            EXTENT,
            select -> {
              select.setObject(1, day.minusDays(DAYS_BEHIND));
              select.setObject(2, day.plusDays(DAYS_AHEAD));
              select.setInt(3, key.day());
              select.setShort(4, key.classCode());
            },
            row -> extent(key, event, row))
        .forEach(this::insert);
    return find(key);
  }

  private static Erasure extent(OpeningKeyId key, EventId event, ResultSet row)
      throws SQLException {
    long bodies = row.getLong(2);
    long first = row.getLong(3);
    long last = row.getLong(4);
    Hash evidence = KeyDestruction.evidence(key, row.getBytes(1), bodies, first, last);
    return new Erasure(key, event, bodies, first, last, evidence, /* isLogged= */ false);
  }

  private void insert(Erasure erasure) {
    update(
        BEGIN,
        insert -> {
          set(insert, erasure.key());
          insert.setObject(3, UUID.fromString(erasure.event().toString()));
          insert.setLong(4, erasure.bodies());
          insert.setLong(5, erasure.firstIndex());
          insert.setLong(6, erasure.lastIndex());
          insert.setBytes(7, erasure.evidence().toByteArray());
        });
  }

  private Optional<Erasure> find(OpeningKeyId key) {
    return query(
            FIND,
            select -> set(select, key),
            row ->
                new Erasure(
                    key,
                    EventId.fromString(row.getString(1)),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    Hash.takeOwnershipOf(row.getBytes(5)),
                    row.getBoolean(6)))
        .stream()
        .findFirst();
  }

  /** Takes another id for an entry that was never logged and can no longer be. */
  void rename(OpeningKeyId key, EventId event) {
    update(
        "update opening_erasure set event_id = ? where seal_day = ? and seal_class = ? and not logged",
        update -> {
          update.setObject(1, UUID.fromString(event.toString()));
          update.setInt(2, key.day());
          update.setShort(3, key.classCode());
        });
  }

  /** The log has the entry: from now on the database lets go of the bytes. */
  void logged(OpeningKeyId key) {
    update(
        "update opening_erasure set logged = true where seal_day = ? and seal_class = ?",
        update -> set(update, key));
  }

  /** Deletes the wrapped key; false if it was gone already. */
  boolean destroyKey(OpeningKeyId key) {
    return query(
            "select destroy_opening_key(?, ?)", call -> set(call, key), row -> row.getBoolean(1))
        .get(0);
  }

  /** Deletes the sealed bytes of the erased entries in a range, in one transaction. */
  long eraseBytes(OpeningKeyId key, long from, long to) {
    return query(
            "select erase_openings(?, ?, ?, ?)",
            call -> {
              set(call, key);
              call.setLong(3, from);
              call.setLong(4, to);
            },
            row -> row.getLong(1))
        .get(0);
  }

  private static void set(PreparedStatement statement, OpeningKeyId key) throws SQLException {
    statement.setInt(1, key.day());
    statement.setShort(2, key.classCode());
  }

  private interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> query(String sql, Parameters parameters, Row<T> each) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      parameters.set(statement);
      List<T> found = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(each.read(row));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new LogStoreException("the erasures cannot be read", e);
    }
  }

  private void update(String sql, Parameters parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      parameters.set(statement);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new LogStoreException("an erasure cannot be kept", e);
    }
  }
}
