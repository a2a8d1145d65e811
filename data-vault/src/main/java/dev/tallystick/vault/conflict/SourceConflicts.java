package dev.tallystick.vault.conflict;

import dev.tallystick.events.Event;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.vault.LogNotes;
import dev.tallystick.vault.record.Mark;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Marks records whose sources differ, and takes the marks off when they do no longer. Each change
 * is one commit with the event that tells of it, which the caller appends afterwards.
 */
@Singleton
public final class SourceConflicts {
  private static final String ANNOTATED = "record.annotated";

  /** The records that state otherwise than another source does what these records speak of. */
  private static final String DIFFERING =
      """
      select mine.record from record_fact mine
      join record r on r.id = mine.record and r.gone is null
      join chunk c on c.id = r.chunk and c.state = 'COMMITTED'
      where mine.record = any(?) and exists (
        select 1 from record_fact theirs
        join record o on o.id = theirs.record and o.gone is null
        join chunk d on d.id = o.chunk and d.state = 'COMMITTED'
        where theirs.fact = mine.fact and theirs.claim <> mine.claim and o.source <> r.source)
      """;

  private final LogNotes notes;
  private final Clock clock;

  SourceConflicts(LogNotes notes, Clock clock) {
    this.notes = notes;
    this.clock = clock;
  }

  /**
   * Looks at what a chunk states, in the transaction that lets its records count.
   *
   * @return the events to append after the commit
   */
  public List<Event> lookAt(Connection connection, String chunk) throws SQLException {
    List<String> records =
        texts(
            connection,
            "select distinct f.record from record r join record_fact f on f.record = r.id where"
                + " r.chunk = ?",
            chunk);
    return records.isEmpty() ? List.of() : reassess(connection, records);
  }

  /**
   * Looks at what is left about a person, after something has gone.
   *
   * @return the events to append after the commit
   */
  public List<Event> lookAtPerson(Connection connection, String subject) throws SQLException {
    List<String> records =
        texts(
            connection,
            "select distinct f.record from record r join record_fact f on f.record = r.id where"
                + " r.gone is null and r.subject = ?",
            subject);
    return records.isEmpty() ? List.of() : reassess(connection, records);
  }

  /**
   * Until the caller's transaction ends, nobody else compares facts: two chunks that are let in at
   * once must not each miss the other. Whoever locks records and compares afterwards takes this
   * first, or two could wait for each other.
   */
  public void hold(Connection connection) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended('facts', 2))")) {
      lock.execute();
    }
  }

  /** The records that speak of what these records speak of, these among them. */
  public List<String> speakingOfTheSame(Connection connection, Collection<String> records)
      throws SQLException {
    return texts(
        connection,
        """
        select distinct theirs.record from record_fact mine
        join record_fact theirs on theirs.fact = mine.fact where mine.record = any(?)
        """,
        connection.createArrayOf("text", records.toArray()));
  }

  /**
   * Compares anew what these records, and those that speak of the same, state.
   *
   * @return the events to append after the commit
   */
  public List<Event> reassess(Connection connection, Collection<String> records)
      throws SQLException {
    hold(connection);
    TreeSet<String> all = new TreeSet<>(speakingOfTheSame(connection, records));
    all.addAll(records);
    java.sql.Array ids = connection.createArrayOf("text", all.toArray());
    TreeSet<String> differing = new TreeSet<>(texts(connection, DIFFERING, ids));
    List<Event> events = new ArrayList<>();
    for (Changed changed : mark(connection, differing)) {
      events.add(tell(connection, changed, "SET"));
    }
    all.removeAll(differing);
    for (Changed changed : unmark(connection, all)) {
      events.add(tell(connection, changed, "REMOVED"));
    }
    return events;
  }

  /** A record whose mark has changed. */
  private record Changed(
      String record, String subject, String source, String category, int version) {
    @Override
    public String toString() {
      return "Changed[" + record + "]";
    }
  }

  private List<Changed> mark(Connection connection, Collection<String> records)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            with marked as (
              insert into record_mark (record, mark, set_at)
              select id, ?, ? from unnest(?::text[]) id on conflict do nothing returning record)
            select r.id, r.subject, r.source, r.category, r.version
            from record r join marked m on m.record = r.id order by r.id
            """)) {
      insert.setString(1, Mark.Kind.SOURCE_CONFLICT.name());
      insert.setTimestamp(2, Timestamp.from(clock.instant()));
      insert.setArray(3, connection.createArrayOf("text", records.toArray()));
      return changed(insert);
    }
  }

  private static List<Changed> unmark(Connection connection, Collection<String> records)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            """
            with freed as (
              delete from record_mark where mark = ? and record = any(?) returning record)
            select r.id, r.subject, r.source, r.category, r.version
            from record r join freed f on f.record = r.id where r.gone is null order by r.id
            """)) {
      delete.setString(1, Mark.Kind.SOURCE_CONFLICT.name());
      delete.setArray(2, connection.createArrayOf("text", records.toArray()));
      return changed(delete);
    }
  }

  private Event tell(Connection connection, Changed changed, String state) throws SQLException {
    return notes.store(
        connection,
        notes.make(
            ANNOTATED,
            changed.subject(),
            JsonObject.builder()
                .put("record", changed.record())
                .put("category", changed.category())
                .put("provider", changed.source())
                .put("version", changed.version())
                .put("mark", Mark.Kind.SOURCE_CONFLICT.name())
                .put("state", state)
                .build()));
  }

  private static List<Changed> changed(PreparedStatement statement) throws SQLException {
    List<Changed> changed = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        changed.add(
            new Changed(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getInt(5)));
      }
    }
    return changed;
  }

  private static List<String> texts(Connection connection, String sql, Object parameter)
      throws SQLException {
    List<String> texts = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, parameter);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          texts.add(row.getString(1));
        }
      }
    }
    return texts;
  }
}
