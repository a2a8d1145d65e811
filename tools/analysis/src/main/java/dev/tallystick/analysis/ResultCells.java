package dev.tallystick.analysis;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads cells of an answer; instants are written in UTC, whatever the machine's zone is. */
final class ResultCells {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX");

  private ResultCells() {}

  static int count(ResultSet rows) throws SQLException {
    return rows.getMetaData().getColumnCount();
  }

  static String name(ResultSet rows, int column) throws SQLException {
    return rows.getMetaData().getColumnLabel(column);
  }

  static @Nullable Object value(ResultSet rows, int column) throws SQLException {
    Object value = rows.getObject(column);
    if (value instanceof OffsetDateTime time) {
      return TIME.format(time.withOffsetSameInstant(ZoneOffset.UTC));
    }
    if (value instanceof Timestamp time) {
      return time.toLocalDateTime().toString();
    }
    return value;
  }
}
