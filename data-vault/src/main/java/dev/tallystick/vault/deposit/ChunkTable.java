package dev.tallystick.vault.deposit;

import dev.tallystick.events.EventId;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of chunks. Deleting a chunk deletes its records with it. */
@Singleton
final class ChunkTable {
  private static final String COLUMNS =
      "select id, platform, idempotency_key, first_line, agreement, state, coalesce(lines, count),"
          + " count, root, origin, counts, sign_by, statement from chunk ";

  /** A chunk as its key finds it again. Not a record: it holds bytes. */
  static final class Earlier {
    private final String id;
    private final ChunkState state;
    private final byte[] fingerprint;
    private final String unstored;

    private Earlier(String id, ChunkState state, byte[] fingerprint, String unstored) {
      this.id = id;
      this.state = state;
      this.fingerprint = fingerprint;
      this.unstored = unstored;
    }

    String id() {
      return id;
    }

    boolean isReceiving() {
      return state == ChunkState.RECEIVING;
    }

    boolean isOf(byte[] otherFingerprint) {
      return MessageDigest.isEqual(fingerprint, otherFingerprint);
    }

    List<LineOutcome> unstored() {
      return DepositJson.unstoredLines(unstored);
    }
  }

  /** Adds a chunk that begins to arrive; false if there was one at this place before. */
  boolean open(Connection connection, String id, ImportPlace place, String agreement, Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into chunk (id, platform, agreement, idempotency_key, first_line, state, received_at)
            values (?, ?, ?, ?, ?, 'RECEIVING', ?) on conflict do nothing
            """)) {
      insert.setString(1, id);
      insert.setString(2, place.platform());
      insert.setString(3, agreement);
      insert.setString(4, place.idempotencyKey());
      insert.setLong(5, place.offset());
      insert.setTimestamp(6, Timestamp.from(now));
      return insert.executeUpdate() == 1;
    }
  }

  Optional<Earlier> findByPlace(Connection connection, ImportPlace place) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select id, state, coalesce(fingerprint, ''), coalesce(refusals, '') from chunk
            where platform = ? and idempotency_key = ? and first_line = ?
            """)) {
      select.setString(1, place.platform());
      select.setString(2, place.idempotencyKey());
      select.setLong(3, place.offset());
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Earlier(
                    row.getString(1),
                    ChunkState.valueOf(row.getString(2)),
                    row.getBytes(3),
                    row.getString(4)))
            : Optional.empty();
      }
    }
  }

  /** Every line has been judged. */
  void stage(Connection connection, Chunk chunk, byte[] fingerprint, List<LineOutcome> unstored)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update chunk set state = 'STAGED', count = ?, root = ?, origin = ?, counts = ?,
              sign_by = ?, fingerprint = ?, refusals = ?, lines = ?
            where id = ? and state = 'RECEIVING'
            """)) {
      update.setInt(1, chunk.count());
      update.setBytes(2, chunk.root().toByteArray());
      update.setString(3, chunk.origin());
      update.setString(4, DepositJson.text(chunk.counts()));
      update.setTimestamp(5, Timestamp.from(chunk.signBy()));
      update.setBytes(6, fingerprint);
      update.setString(7, DepositJson.text(unstored));
      update.setInt(8, chunk.lines());
      update.setString(9, chunk.id());
      if (update.executeUpdate() != 1) {
        throw new IllegalStateException("chunk " + chunk.id() + " was dropped while it arrived");
      }
    }
  }

  /** The chunks of an import, in the order of their lines. */
  List<ImportState.Piece> pieces(Connection connection, String platform, String idempotencyKey)
      throws SQLException {
    List<ImportState.Piece> pieces = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select id, first_line, coalesce(lines, count, 0), state from chunk
            where platform = ? and idempotency_key = ? order by first_line
            """)) {
      select.setString(1, platform);
      select.setString(2, idempotencyKey);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          pieces.add(
              new ImportState.Piece(
                  row.getString(1),
                  row.getLong(2),
                  row.getInt(3),
                  ChunkState.valueOf(row.getString(4))));
        }
      }
    }
    return pieces;
  }

  /** A chunk whose lines have all been judged; its row is locked when {@code lock}. */
  Optional<Chunk> find(Connection connection, String id, boolean lock) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            COLUMNS + "where id = ? and state <> 'RECEIVING'" + (lock ? " for update" : ""))) {
      select.setString(1, id);
      return one(select);
    }
  }

  /** The chunk that this event is to commit. */
  Optional<Chunk> findByEvent(Connection connection, EventId event) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(COLUMNS + "where event_id = ? for update")) {
      select.setObject(1, event.value());
      return one(select);
    }
  }

  void sign(Connection connection, String id, String statement, EventId event) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update chunk set state = 'SIGNED', statement = ?, event_id = ? where id = ? and state = 'STAGED'")) {
      update.setString(1, statement);
      update.setObject(2, event.value());
      update.setString(3, id);
      update.executeUpdate();
    }
  }

  /** The log has refused the event: the chunk waits for a signature again. */
  void unsign(Connection connection, EventId event, Instant signBy) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update chunk set state = 'STAGED', statement = null, event_id = null,
              sign_by = greatest(sign_by, ?)
            where event_id = ? and state = 'SIGNED'
            """)) {
      update.setTimestamp(1, Timestamp.from(signBy));
      update.setObject(2, event.value());
      update.executeUpdate();
    }
  }

  /**
   * The event is logged: from now on the records are there. Returns the chunk, unless it was
   * committed before.
   */
  Optional<String> commit(Connection connection, EventId event) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update chunk set state = 'COMMITTED' where event_id = ? and state = 'SIGNED'"
                + " returning id")) {
      update.setObject(1, event.value());
      try (ResultSet row = update.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  Optional<EventId> eventOf(Connection connection, String id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select event_id from chunk where id = ? and event_id is not null")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new EventId(row.getObject(1, UUID.class)))
            : Optional.empty();
      }
    }
  }

  void drop(Connection connection, String id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from chunk where id = ? and state in ('RECEIVING', 'STAGED')")) {
      delete.setString(1, id);
      delete.executeUpdate();
    }
  }

  /** Drops what was not signed in time, and what has stopped to arrive. Returns how many. */
  int dropLapsed(Connection connection, Instant now, Instant receivedBefore) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            """
            delete from chunk where (state = 'STAGED' and sign_by < ?)
              or (state = 'RECEIVING' and received_at < ?)
            """)) {
      delete.setTimestamp(1, Timestamp.from(now));
      delete.setTimestamp(2, Timestamp.from(receivedBefore));
      return delete.executeUpdate();
    }
  }

  private static Optional<Chunk> one(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      return row.next()
          ? Optional.of(
              new Chunk(
                  row.getString(1),
                  new ImportPlace(row.getString(2), row.getString(3), row.getLong(4)),
                  row.getString(5),
                  ChunkState.valueOf(row.getString(6)),
                  row.getInt(7),
                  row.getInt(8),
                  Hash.takeOwnershipOf(row.getBytes(9)),
                  row.getString(10),
                  DepositJson.counts(row.getString(11)),
                  row.getTimestamp(12).toInstant(),
                  Optional.ofNullable(row.getString(13))))
          : Optional.empty();
    }
  }
}
