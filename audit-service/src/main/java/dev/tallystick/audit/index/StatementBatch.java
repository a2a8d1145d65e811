package dev.tallystick.audit.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Statements with the values that each is run with, collected while a batch of the log is read. It
 * runs them in the order in which they were named. For one thread.
 */
final class StatementBatch {
  private final Map<String, List<List<Object>>> values = new LinkedHashMap<>();

  StatementBatch(List<String> statements) {
    statements.forEach(sql -> values.put(sql, new ArrayList<>()));
  }

  /** Adds a run of one of the statements. */
  void add(String sql, Object... parameters) {
    List<List<Object>> runs = values.get(sql);
    if (runs == null) {
      throw new IllegalArgumentException("not a statement of this batch: " + sql);
    }
    runs.add(List.of(parameters));
  }

  /** Runs all in the caller's transaction. */
  void write(Connection connection) throws SQLException {
    for (Map.Entry<String, List<List<Object>>> one : values.entrySet()) {
      if (!one.getValue().isEmpty()) {
        try (PreparedStatement statement = connection.prepareStatement(one.getKey())) {
          for (List<Object> row : one.getValue()) {
            for (int i = 0; i < row.size(); i++) {
              statement.setObject(i + 1, row.get(i));
            }
            statement.addBatch();
          }
          statement.executeBatch();
        }
      }
    }
  }
}
