package dev.tallystick.vault.erasure;

import dev.tallystick.events.EventId;
import dev.tallystick.keys.SealedValue;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.Place;
import dev.tallystick.vault.keystore.RetentionClass;
import dev.tallystick.vault.keystore.Sealed;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of erasures. */
@Singleton
final class ErasureTable {
  private static final String SELECT =
      """
      select id, subject, provider, ground, state, stopped_at, started_event, erased_event, keys,
        records, held
      from erasure
      """;

  /** Until this transaction ends, nobody else begins or finishes an erasure about this person. */
  void lock(Connection connection, String subject) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 1))")) {
      lock.setString(1, subject);
      lock.execute();
    }
  }

  void add(Connection connection, OpenKeys keys, Erasure erasure, Wish wish) throws SQLException {
    Sealed sealed = keys.seal(owner(erasure), place(erasure), wish.toBytes());
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into erasure (id, subject, provider, ground, state, stopped_at, started_event,
              key_version, sealed_wish)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)) {
      insert.setString(1, erasure.id());
      insert.setString(2, erasure.subject());
      insert.setString(3, erasure.provider().orElse(null));
      insert.setString(4, erasure.ground().name());
      insert.setString(5, erasure.state().name());
      insert.setTimestamp(6, Timestamp.from(erasure.stoppedAt()));
      insert.setObject(7, erasure.startedEvent().value());
      insert.setInt(8, sealed.keyVersion());
      insert.setBytes(9, sealed.value().toByteArray());
      insert.executeUpdate();
    }
  }

  /**
   * What the person has asked for besides. Nothing, of an erasure of one provider, and nothing if
   * the key of the wish is gone: another erasure, of more, has overtaken this one.
   */
  Wish wish(Connection connection, OpenKeys keys, Erasure erasure) throws SQLException {
    List<KeyOwner> owner = List.of(owner(erasure));
    boolean isGone = keys.existing(owner).isEmpty();
    // A key that is gone is drawn anew and goes with this erasure: the log is told of one at least.
    keys.prepare(owner);
    if (isGone || erasure.provider().isPresent()) {
      return new Wish(false);
    }
    try (PreparedStatement select =
        connection.prepareStatement("select key_version, sealed_wish from erasure where id = ?")) {
      select.setString(1, erasure.id());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        Sealed sealed = new Sealed(row.getInt(1), SealedValue.takeOwnershipOf(row.getBytes(2)));
        return Wish.parse(keys.open(owner(erasure), place(erasure), sealed));
      }
    }
  }

  /** The log has {@code erasure.started}. Saying so twice changes nothing. */
  void logged(Connection connection, EventId started) throws SQLException {
    change(
        connection,
        "update erasure set state = 'LOGGED' where started_event = ? and state = 'STARTED'",
        started);
  }

  /** The keys are gone with the caller's commit, and the event is stored. */
  void shredded(Connection connection, Erasure erasure, Erasure.Outcome done, String destruction)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update erasure set state = 'SHREDDED', erased_event = ?, keys = ?, records = ?, held = ?,
              destruction = ?, sealed_wish = null, key_version = null
            where id = ?
            """)) {
      update.setObject(1, done.erasedEvent().value());
      update.setInt(2, done.keys());
      update.setInt(3, done.records());
      update.setInt(4, done.held());
      update.setString(5, destruction);
      update.setString(6, erasure.id());
      update.executeUpdate();
    }
  }

  /** The log has {@code record.erased}. */
  void erased(Connection connection, EventId erased) throws SQLException {
    change(
        connection,
        "update erasure set state = 'ERASED' where erased_event = ? and state = 'SHREDDED'",
        erased);
  }

  /** Another copy of this database has done it, as the log says; this one has caught up. */
  void caughtUp(Connection connection, Erasure erasure) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            insert into erasure (id, subject, provider, ground, state, stopped_at, started_event,
              erased_event, keys, records, held)
            values (?, ?, ?, ?, 'ERASED', ?, ?, ?, ?, ?, ?)
            on conflict (id) do update set state = 'ERASED', erased_event = excluded.erased_event,
              keys = excluded.keys, records = excluded.records, held = excluded.held,
              sealed_wish = null, key_version = null
            """)) {
      Erasure.Outcome outcome = erasure.outcome().orElseThrow();
      upsert.setString(1, erasure.id());
      upsert.setString(2, erasure.subject());
      upsert.setString(3, erasure.provider().orElse(null));
      upsert.setString(4, erasure.ground().name());
      upsert.setTimestamp(5, Timestamp.from(erasure.stoppedAt()));
      upsert.setObject(6, erasure.startedEvent().value());
      upsert.setObject(7, outcome.erasedEvent().value());
      upsert.setInt(8, outcome.keys());
      upsert.setInt(9, outcome.records());
      upsert.setInt(10, outcome.held());
      upsert.executeUpdate();
    }
  }

  Optional<Erasure> find(Connection connection, String id) throws SQLException {
    return select(connection, "where id = ?", id).stream().findFirst();
  }

  /** An erasure, kept to this transaction. */
  Optional<Erasure> findLocked(Connection connection, String id) throws SQLException {
    return select(connection, "where id = ? for update", id).stream().findFirst();
  }

  /** An erasure in this state, kept to this transaction. */
  Optional<Erasure> lock(Connection connection, String id, ErasureState state) throws SQLException {
    return select(connection, "where id = ? and state = ? for update", id, state.name()).stream()
        .findFirst();
  }

  Optional<Erasure> findByStart(Connection connection, EventId started) throws SQLException {
    return select(connection, "where started_event = ?::uuid", started.toString()).stream()
        .findFirst();
  }

  /** A person's erasures, the latest first. */
  List<Erasure> of(Connection connection, String subject) throws SQLException {
    return select(connection, "where subject = ? order by stopped_at desc, id desc", subject);
  }

  /**
   * Some erasures whose keys are to go, ascending by id, which is by their time.
   *
   * @param after only those whose id is greater; all when empty
   */
  List<Erasure> toShred(Connection connection, String after) throws SQLException {
    return select(connection, "where state = 'LOGGED' and id > ? order by id limit 100", after);
  }

  private static void change(Connection connection, String sql, EventId event) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setObject(1, event.value());
      update.executeUpdate();
    }
  }

  private static List<Erasure> select(Connection connection, String where, String... parameters)
      throws SQLException {
    List<Erasure> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT + where)) {
      for (int i = 0; i < parameters.length; i++) {
        select.setString(i + 1, parameters[i]);
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(read(row));
        }
      }
    }
    return found;
  }

  private static Erasure read(ResultSet row) throws SQLException {
    @Nullable UUID erased = row.getObject(8, UUID.class);
    return new Erasure(
        row.getString(1),
        row.getString(2),
        Optional.ofNullable(row.getString(3)),
        Erasure.Ground.valueOf(row.getString(4)),
        ErasureState.valueOf(row.getString(5)),
        row.getTimestamp(6).toInstant(),
        new EventId(row.getObject(7, UUID.class)),
        erased == null
            ? Optional.empty()
            : Optional.of(
                new Erasure.Outcome(
                    new EventId(erased), row.getInt(9), row.getInt(10), row.getInt(11))));
  }

  private static KeyOwner owner(Erasure erasure) {
    return erasure
        .provider()
        .map(provider -> new KeyOwner(erasure.subject(), provider, RetentionClass.ORDINARY))
        .orElseGet(() -> KeyOwner.ofPerson(erasure.subject()));
  }

  private static Place place(Erasure erasure) {
    return Place.of("erasure", erasure.id());
  }
}
