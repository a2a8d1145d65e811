package dev.tallystick.vault.objection;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.keys.SealedValue;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.Place;
import dev.tallystick.vault.keystore.RetentionClass;
import dev.tallystick.vault.keystore.Sealed;
import dev.tallystick.vault.record.SaltedText;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of objections. What was written is sealed under the key of the party's records. */
@Singleton
final class ObjectionTable {
  private static final String SELECT =
      """
      select o.id, o.subject, o.party, o.state, o.filed_at, o.due_on, o.outcome, o.key_version, o.sealed,
        array(select r.record from objection_record r where r.objection = o.id order by 1)
      from objection o
      """;

  void add(Connection connection, OpenKeys keys, Objection objection, EventId filed)
      throws SQLException {
    Sealed sealed = seal(keys, objection, Optional.empty());
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into objection
              (id, subject, party, state, filed_at, due_on, filed_event, key_version, sealed)
            values (?, ?, ?, 'OPEN', ?, ?, ?, ?, ?)
            """)) {
      insert.setString(1, objection.id());
      insert.setString(2, objection.subject());
      insert.setString(3, objection.party());
      insert.setTimestamp(4, Timestamp.from(objection.filedAt()));
      insert.setDate(5, Date.valueOf(objection.dueOn()));
      insert.setObject(6, filed.value());
      insert.setInt(7, sealed.keyVersion());
      insert.setBytes(8, sealed.value().toByteArray());
      insert.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into objection_record (objection, record) select ?, unnest(?::text[])")) {
      insert.setString(1, objection.id());
      insert.setArray(2, connection.createArrayOf("text", objection.records().toArray()));
      insert.executeUpdate();
    }
  }

  void resolve(
      Connection connection,
      OpenKeys keys,
      Objection objection,
      Objection.Outcome outcome,
      SaltedText answer,
      Instant now)
      throws SQLException {
    Sealed sealed = seal(keys, objection, Optional.of(answer));
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update objection set state = 'RESOLVED', outcome = ?, resolved_at = ?, key_version = ?,
              sealed = ?
            where id = ?
            """)) {
      update.setString(1, outcome.name());
      update.setTimestamp(2, Timestamp.from(now));
      update.setInt(3, sealed.keyVersion());
      update.setBytes(4, sealed.value().toByteArray());
      update.setString(5, objection.id());
      update.executeUpdate();
    }
  }

  /** A person's objections, the latest first. */
  List<Objection> of(Connection connection, OpenKeys keys, String subject) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT
                + " where o.subject = ? and o.sealed is not null order by o.id desc limit 500")) {
      select.setString(1, subject);
      return read(keys, select);
    }
  }

  /** What a party has to answer, the most urgent first. */
  List<Objection> openFor(Connection connection, OpenKeys keys, String party) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT
                + """
                where o.party = ? and o.state in ('OPEN', 'OVERDUE') and o.sealed is not null
                order by o.due_on, o.id limit 500
                """)) {
      select.setString(1, party);
      return read(keys, select);
    }
  }

  /** An objection, kept to this transaction. */
  Optional<Objection> lock(Connection connection, OpenKeys keys, String id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT + " where o.id = ? and o.sealed is not null for update of o")) {
      select.setString(1, id);
      return read(keys, select).stream().findFirst();
    }
  }

  /** The event that told of the objection. */
  EventId filedEvent(Connection connection, String id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select filed_event from objection where id = ?")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new EventId(row.getObject(1, UUID.class));
      }
    }
  }

  /** An objection that was not answered in time; nothing of what was written. */
  record Overdue(String id, String subject, String party, LocalDate dueOn) {
    @Override
    public String toString() {
      return "Overdue[" + id + "]";
    }
  }

  /**
   * Marks as overdue what should have been answered before this day, and returns it, unopened: one
   * that does not open keeps no other from being told.
   */
  List<Overdue> makeOverdue(Connection connection, LocalDate today, int most) throws SQLException {
    List<Overdue> overdue = new ArrayList<>();
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update objection set state = 'OVERDUE' where id in
              (select id from objection where state = 'OPEN' and due_on < ? and sealed is not null
               order by due_on limit ? for update skip locked)
            returning id, subject, party, due_on
            """)) {
      update.setDate(1, Date.valueOf(today));
      update.setInt(2, most);
      try (ResultSet rows = update.executeQuery()) {
        while (rows.next()) {
          overdue.add(
              new Overdue(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getDate(4).toLocalDate()));
        }
      }
    }
    overdue.sort(Comparator.comparing(Overdue::id));
    return overdue;
  }

  private static List<Objection> read(OpenKeys keys, PreparedStatement select) throws SQLException {
    List<Objection> found = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        String id = row.getString(1);
        KeyOwner owner = owner(row.getString(2), row.getString(3));
        JsonObject texts =
            parse(
                keys.open(
                    owner,
                    place(id),
                    new Sealed(row.getInt(8), SealedValue.takeOwnershipOf(row.getBytes(9)))));
        found.add(
            new Objection(
                id,
                row.getString(2),
                row.getString(3),
                Arrays.stream((Object[]) row.getArray(10).getArray()).map(String::valueOf).toList(),
                Objection.State.valueOf(row.getString(4)),
                row.getTimestamp(5).toInstant(),
                row.getDate(6).toLocalDate(),
                text(texts.getObject("statement")),
                Optional.ofNullable(row.getString(7)).map(Objection.Outcome::valueOf),
                texts.findObject("answer").map(ObjectionTable::text)));
      }
    }
    return found;
  }

  private static Sealed seal(OpenKeys keys, Objection objection, Optional<SaltedText> answer)
      throws SQLException {
    JsonObject.Builder texts = JsonObject.builder().put("statement", json(objection.statement()));
    answer.ifPresent(text -> texts.put("answer", json(text)));
    return keys.seal(
        owner(objection.subject(), objection.party()),
        place(objection.id()),
        CanonicalJson.bytes(texts.build()));
  }

  private static JsonObject json(SaltedText text) {
    return JsonObject.builder().put("salt", text.salt()).put("text", text.text()).build();
  }

  private static SaltedText text(JsonObject json) {
    return new SaltedText(json.getString("salt"), json.getString("text"));
  }

  private static JsonObject parse(byte[] bytes) {
    try {
      return (JsonObject) CanonicalJson.parse(bytes);
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("an objection was sealed as something else", e);
    }
  }

  private static KeyOwner owner(String subject, String party) {
    return new KeyOwner(subject, party, RetentionClass.ORDINARY);
  }

  private static Place place(String id) {
    return Place.of("objection", id);
  }
}
