package dev.tallystick.bureau.stop;

import dev.tallystick.bureau.inquiry.KeptReports;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRows;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The notices that wait to be answered, durable from the moment that the log's feed has brought
 * them; with them how far the feed was read.
 */
@Singleton
final class StopQueue {
  /** How long a process that answers a notice is left alone with it. */
  private static final Duration ANSWERING = Duration.ofSeconds(30);

  private static final String ADVANCE =
      """
      insert into stop_position (bureau_id, log_index) values (?, ?)
      on conflict (bureau_id) do update set log_index = excluded.log_index
        where stop_position.log_index < excluded.log_index
      """;
  private static final String INSERT =
      """
      insert into stop_notice (bureau_id, notification, release, subject, told_at, next_try)
      values (?, ?, ?, ?, ?, ?) on conflict (bureau_id, notification) do nothing
      """;
  private static final String CLAIM =
      """
      update stop_notice set next_try = ?, attempts = attempts + 1
      where notification in (
        select notification from stop_notice where next_try <= ?
        order by next_try limit 50 for update skip locked)
      returning notification, release, subject, told_at, dropped, attempts
      """;

  private final BureauRows rows;
  private final KeptReports kept;

  StopQueue(BureauRows rows, KeptReports kept) {
    this.rows = rows;
    this.kept = kept;
  }

  /** Up to where the feed was read for this bureau; -1 before the first notice. */
  long position(BureauId bureau) {
    return rows.in(
        bureau,
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement("select log_index from stop_position");
              ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : -1L;
          }
        });
  }

  /**
   * Notes that the feed was read up to here, and the notice that stood there if it was to this
   * bureau: both or neither, and of what was read before nothing.
   */
  void take(BureauId bureau, long index, Optional<StopNotice> notice) {
    rows.in(
        bureau,
        connection -> {
          try (PreparedStatement advance = connection.prepareStatement(ADVANCE)) {
            advance.setString(1, bureau.value());
            advance.setLong(2, index);
            if (advance.executeUpdate() == 1 && notice.isPresent()) {
              insert(connection, bureau, notice.get());
            }
          }
          return 0;
        });
  }

  private static void insert(Connection connection, BureauId bureau, StopNotice notice)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, bureau.value());
      insert.setString(2, notice.notification());
      insert.setString(3, notice.release());
      insert.setString(4, notice.subject());
      insert.setObject(5, at(notice.toldAt()));
      insert.setObject(6, at(notice.toldAt()));
      insert.executeUpdate();
    }
  }

  /** What is due, for this process alone for a while. */
  List<StopNotice> claim(BureauId bureau, Instant now) {
    return rows.in(
        bureau,
        connection -> {
          List<StopNotice> claimed = new ArrayList<>();
          try (PreparedStatement update = connection.prepareStatement(CLAIM)) {
            update.setObject(1, at(now.plus(ANSWERING)));
            update.setObject(2, at(now));
            try (ResultSet row = update.executeQuery()) {
              while (row.next()) {
                claimed.add(
                    new StopNotice(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getBoolean(5),
                        row.getInt(6)));
              }
            }
          }
          return claimed;
        });
  }

  /**
   * Deletes what is kept of reports that rest on the notice's release, and notes with it that there
   * was something: whoever goes on after a crash answers the same.
   *
   * @return the notice as it is then; nothing while a report that might rest on it is being made
   */
  Optional<StopNotice> drop(BureauId bureau, StopNotice notice) {
    return rows.in(
        bureau,
        connection -> {
          if (kept.isBeingMade(connection, notice.subject(), notice.toldAt())) {
            return Optional.empty();
          }
          if (kept.drop(connection, notice.subject(), notice.release()) == 0) {
            return Optional.of(notice);
          }
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update stop_notice set dropped = true where notification = ?")) {
            update.setString(1, notice.notification());
            update.executeUpdate();
          }
          return Optional.of(notice.withDropped());
        });
  }

  /** It is answered. */
  void remove(BureauId bureau, StopNotice notice) {
    rows.in(
        bureau,
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("delete from stop_notice where notification = ?")) {
            delete.setString(1, notice.notification());
            return delete.executeUpdate();
          }
        });
  }

  void postpone(BureauId bureau, StopNotice notice, Instant until) {
    rows.in(
        bureau,
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update stop_notice set next_try = ? where notification = ?")) {
            update.setObject(1, at(until));
            update.setString(2, notice.notification());
            return update.executeUpdate();
          }
        });
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
