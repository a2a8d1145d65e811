package dev.tallystick.gateway.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Rows of a result as documents: each column a text, in the form that mappings read. */
final class QueriedRow {
  private static final JsonMapper JSON = new JsonMapper();

  private final ResultSet rows;
  private final ResultSetMetaData columns;

  QueriedRow(ResultSet rows) throws SQLException {
    this.rows = rows;
    this.columns = rows.getMetaData();
  }

  /** The row that the result stands at. */
  byte[] document() throws SQLException {
    ObjectNode row = JSON.createObjectNode();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = columns.getColumnLabel(i);
      text(i).ifPresent(text -> row.put(name, text));
    }
    try {
      return JSON.writeValueAsBytes(row);
    } catch (JsonProcessingException e) {
      // Text that is none: the row is refused like one that cannot be read.
      return BatchSpool.NO_ROW.getBytes(UTF_8);
    }
  }

  /** The text of the column of this name. */
  Optional<String> text(String column) throws SQLException {
    return text(rows.findColumn(column));
  }

  private Optional<String> text(int column) throws SQLException {
    switch (columns.getColumnType(column)) {
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> {
        // Nothing that a record holds.
        return Optional.empty();
      }
      case Types.DATE -> {
        return Optional.ofNullable(rows.getObject(column, LocalDate.class))
            .map(LocalDate::toString);
      }
      case Types.TIMESTAMP_WITH_TIMEZONE -> {
        return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class))
            .map(time -> time.toInstant().toString());
      }
      case Types.TIMESTAMP -> {
        return timestamp(column);
      }
      case Types.DECIMAL, Types.NUMERIC, Types.FLOAT, Types.REAL, Types.DOUBLE -> {
        return Optional.ofNullable(rows.getBigDecimal(column)).map(BigDecimal::toPlainString);
      }
      case Types.BIT, Types.BOOLEAN -> {
        boolean value = rows.getBoolean(column);
        return rows.wasNull() ? Optional.empty() : Optional.of(Boolean.toString(value));
      }
      default -> {
        return Optional.ofNullable(rows.getString(column));
      }
    }
  }

  /** PostgreSQL calls one with a time zone by the same number. */
  private Optional<String> timestamp(int column) throws SQLException {
    return columns.getColumnTypeName(column).equalsIgnoreCase("timestamptz")
        ? Optional.ofNullable(rows.getObject(column, OffsetDateTime.class))
            .map(time -> time.toInstant().toString())
        : Optional.ofNullable(rows.getObject(column, LocalDateTime.class))
            .map(LocalDateTime::toString);
  }
}
