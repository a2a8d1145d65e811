package dev.tallystick.bureau;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The service's own tables, as its own role sees them in the name of a bureau. */
record Rows(DataSource database, String bureau) {

  int update(String sql, Object... values) {
    return in(
        sql,
        statement -> {
          set(statement, values);
          return statement.executeUpdate();
        });
  }

  /** The first column of what is found, as texts. */
  List<String> select(String sql, Object... values) {
    return in(
        sql,
        statement -> {
          set(statement, values);
          List<String> found = new ArrayList<>();
          try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              found.add(row.getString(1));
            }
          }
          return found;
        });
  }

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private interface Work<R> {
    R with(PreparedStatement statement) throws SQLException;
  }

  private <R> R in(String sql, Work<R> work) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement enter =
              connection.prepareStatement("select set_config('tallystick.bureau', ?, true)");
          PreparedStatement statement = connection.prepareStatement(sql)) {
        enter.setString(1, bureau);
        enter.execute();
        R result = work.with(statement);
        connection.commit();
        return result;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
