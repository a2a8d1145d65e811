package dev.tallystick.vault.release;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.receipt.InvalidReceiptException;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.keys.SealedValue;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.Place;
import dev.tallystick.vault.keystore.Sealed;
import jakarta.inject.Singleton;
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
import org.jspecify.annotations.Nullable;

/**
 * The table of releases. Event, payload and receipt are sealed under the key of the person, the
 * source and the class of what is under way.
 */
@Singleton
final class ReleaseTable {
  private static final String EVENT = "event";
  private static final String PAYLOAD = "payload";
  private static final String RECEIPT = "receipt";

  /** Stores a release that is about to be logged. */
  void intend(
      Connection connection,
      OpenKeys keys,
      String request,
      Event event,
      String jwe,
      Instant notAfter,
      Instant now)
      throws SQLException {
    KeyOwner owner = Intent.of(event).owner();
    Sealed sealedEvent = keys.seal(owner, place(event, EVENT), event.toRequestJson());
    Sealed sealedJwe = keys.seal(owner, place(event, PAYLOAD), jwe.getBytes(US_ASCII));
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into release (event_id, release, request, subject, source, recipient, state,
              not_after, intended_at, key_version, sealed_event, sealed_payload)
            values (?, ?, ?, ?, ?, ?, 'INTENT', ?, ?, ?, ?, ?)
            """)) {
      insert.setObject(1, event.id().value());
      insert.setString(2, event.data().getString("release"));
      insert.setString(3, request);
      insert.setString(4, owner.subject());
      insert.setString(5, owner.source());
      insert.setString(6, event.data().getString("to"));
      insert.setTimestamp(7, Timestamp.from(notAfter));
      insert.setTimestamp(8, Timestamp.from(now));
      insert.setInt(9, sealedEvent.keyVersion());
      insert.setBytes(10, sealedEvent.value().toByteArray());
      insert.setBytes(11, sealedJwe.value().toByteArray());
      insert.executeUpdate();
    }
  }

  /** The log has it. Saying so twice changes nothing. */
  void logged(
      Connection connection,
      OpenKeys keys,
      Intent intent,
      Receipt receipt,
      boolean recovered,
      Instant now)
      throws SQLException {
    Sealed sealed =
        keys.seal(
            intent.owner(),
            place(intent.release(), intent.event().toString(), RECEIPT),
            receipt.toJson());
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update release set state = 'LOGGED', logged_at = ?, recovered = ?,
              sealed_receipt = ?, receipt_key_version = ?
            where event_id = ? and state = 'INTENT'
            """)) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setBoolean(2, recovered);
      update.setBytes(3, sealed.value().toByteArray());
      update.setInt(4, sealed.keyVersion());
      update.setObject(5, intent.event().value());
      update.executeUpdate();
    }
  }

  /** The log does not have it and can no longer take it. */
  void abandon(Connection connection, EventId event) throws SQLException {
    change(
        connection,
        """
        update release set state = 'ABANDONED', sealed_event = null, sealed_payload = null
        where event_id = ? and state = 'INTENT'
        """,
        event);
  }

  /** The payload is about to be written. */
  void attempt(Connection connection, EventId event) throws SQLException {
    change(
        connection,
        "update release set attempts = attempts + 1 where event_id = ? and state in ('LOGGED', 'SENT')",
        event);
  }

  /** The payload was written. */
  void sent(Connection connection, EventId event) throws SQLException {
    change(
        connection,
        "update release set state = 'SENT' where event_id = ? and state = 'LOGGED'",
        event);
  }

  /**
   * The recipient has it, or has had it: nothing of it is kept. False if it is no release of ours.
   */
  boolean acknowledge(Connection connection, EventId event) throws SQLException {
    return change(
        connection,
        """
        update release set state = 'ACKNOWLEDGED', sealed_event = null, sealed_payload = null,
          sealed_receipt = null
        where event_id = ? and state in ('LOGGED', 'SENT', 'UNDELIVERED')
        """,
        event);
  }

  void undelivered(Connection connection, EventId event) throws SQLException {
    change(
        connection,
        "update release set state = 'UNDELIVERED' where event_id = ? and state = 'LOGGED'",
        event);
  }

  /** Deletes what was logged before this time. Returns of how many releases. */
  int wipe(Connection connection, Instant loggedBefore) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update release set sealed_event = null, sealed_payload = null, sealed_receipt = null
            where logged_at < ? and sealed_payload is not null and state in ('SENT', 'UNDELIVERED')
            """)) {
      update.setTimestamp(1, Timestamp.from(loggedBefore));
      return update.executeUpdate();
    }
  }

  /** The releases that answer a request, without those that came to nothing, in order. */
  List<Release> ofRequest(Connection connection, OpenKeys keys, String request)
      throws SQLException {
    return select(
        connection,
        keys,
        "request = ? and state <> 'ABANDONED' and sealed_payload is not null order by source",
        statement -> statement.setString(1, request));
  }

  /** A release whose payload is still there. */
  Optional<Release> find(Connection connection, OpenKeys keys, EventId event) throws SQLException {
    return select(
            connection,
            keys,
            "event_id = ? and sealed_payload is not null",
            statement -> statement.setObject(1, event.value()))
        .stream()
        .findFirst();
  }

  int count(Connection connection, String request) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select count(*) from release where request = ? and state <> 'ABANDONED'")) {
      select.setString(1, request);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  Optional<Instant> notAfter(Connection connection, EventId event) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select not_after from release where event_id = ?")) {
      select.setObject(1, event.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getTimestamp(1).toInstant()) : Optional.empty();
      }
    }
  }

  /** Releases whose outcome is open though no permit covers them any more. */
  List<Intent> openSince(Connection connection, Instant lapsedBefore, int most)
      throws SQLException {
    List<Intent> open = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select event_id, release, subject, source from release
            where state = 'INTENT' and not_after < ? order by intended_at limit ?
            """)) {
      select.setTimestamp(1, Timestamp.from(lapsedBefore));
      select.setInt(2, most);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          open.add(
              new Intent(
                  new EventId(row.getObject(1, UUID.class)),
                  row.getString(2),
                  Intent.owner(row.getString(3), row.getString(4))));
        }
      }
    }
    return open;
  }

  /** Releases that the log has and nobody got in time; kept to this transaction. */
  List<Late> late(Connection connection, Instant loggedBefore, int most) throws SQLException {
    List<Late> late = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select event_id, subject, source, recipient, attempts, recovered from release
            where state = 'LOGGED' and logged_at < ? order by logged_at limit ?
            for update skip locked
            """)) {
      select.setTimestamp(1, Timestamp.from(loggedBefore));
      select.setInt(2, most);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          late.add(
              new Late(
                  new EventId(rows.getObject(1, UUID.class)),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getInt(5),
                  rows.getBoolean(6)));
        }
      }
    }
    return late;
  }

  /** What the log must be told of a release that nobody got. */
  record Late(
      EventId event, String subject, String from, String to, int attempts, boolean recovered) {
    @Override
    public String toString() {
      return "Late[" + event + "]";
    }
  }

  private static boolean change(Connection connection, String sql, EventId event)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setObject(1, event.value());
      return update.executeUpdate() > 0;
    }
  }

  @FunctionalInterface
  private interface Binding {
    void to(PreparedStatement statement) throws SQLException;
  }

  private static List<Release> select(
      Connection connection, OpenKeys keys, String where, Binding binding) throws SQLException {
    List<Release> releases = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select event_id, release, request, subject, source, state, key_version, sealed_event,
              sealed_payload, logged_at, receipt_key_version, sealed_receipt
            from release where
            """
                + where)) {
      binding.to(select);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          releases.add(open(keys, row));
        }
      }
    }
    return releases;
  }

  private static Release open(OpenKeys keys, ResultSet row) throws SQLException {
    String event = row.getObject(1, UUID.class).toString();
    String release = row.getString(2);
    KeyOwner owner = Intent.owner(row.getString(4), row.getString(5));
    int version = row.getInt(7);
    try {
      byte[] request = keys.open(owner, place(release, event, EVENT), sealed(version, row, 8));
      byte[] jwe = keys.open(owner, place(release, event, PAYLOAD), sealed(version, row, 9));
      Timestamp loggedAt = row.getTimestamp(10);
      int receiptVersion = row.getInt(11);
      byte @Nullable [] receipt = row.getBytes(12);
      return new Release(
          row.getString(3),
          ReleaseState.valueOf(row.getString(6)),
          Event.parse(request),
          new String(jwe, US_ASCII),
          Optional.ofNullable(loggedAt).map(Timestamp::toInstant),
          receipt == null
              ? Optional.empty()
              : Optional.of(
                  Receipt.parse(
                      keys.open(
                          owner,
                          place(release, event, RECEIPT),
                          new Sealed(receiptVersion, SealedValue.takeOwnershipOf(receipt))))));
    } catch (InvalidEventException | InvalidReceiptException e) {
      throw new IllegalStateException("release " + event + " was sealed as something else", e);
    }
  }

  private static Sealed sealed(int version, ResultSet row, int column) throws SQLException {
    return new Sealed(version, SealedValue.takeOwnershipOf(row.getBytes(column)));
  }

  private static Place place(Event event, String field) {
    return place(event.data().getString("release"), event.id().toString(), field);
  }

  private static Place place(String release, String event, String field) {
    return Place.of("release", release, event, field);
  }
}
