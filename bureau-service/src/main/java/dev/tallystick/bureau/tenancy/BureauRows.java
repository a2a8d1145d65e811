package dev.tallystick.bureau.tenancy;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Transactions in the name of one bureau. PostgreSQL shows them the rows of that bureau and lets
 * them write no others (row-level security), so that a forgotten condition gives no rows instead of
 * a competitor's.
 */
@Singleton
public final class BureauRows {
  private static final String ENTER = "select set_config('tallystick.bureau', ?, true)";

  private final DataSource database;

  BureauRows(DataSource database) {
    this.database = database;
  }

  /**
   * Does all of {@code work} in one transaction in the name of {@code bureau}, or nothing.
   *
   * @throws DatabaseException if the database fails; whether the commit happened is unknown then
   */
  public <R> R in(BureauId bureau, Work<R> work) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        try (PreparedStatement enter = connection.prepareStatement(ENTER)) {
          enter.setString(1, bureau.value());
          enter.execute();
        }
        R result = work.in(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** The bureaus of this instance: those that have drawn keys here. Their names are no secret. */
  public List<BureauId> bureaus() {
    List<BureauId> bureaus = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select bureau_id from bureau order by bureau_id");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        bureaus.add(new BureauId(rows.getString(1)));
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
    return bureaus;
  }

  /** Whether this instance works for the bureau. */
  public boolean has(BureauId bureau) {
    return bureaus().contains(bureau);
  }

  /** What is done in a transaction. */
  @FunctionalInterface
  public interface Work<R> {
    /** Works on the connection, and leaves commit and rollback to the caller. */
    R in(Connection connection) throws SQLException;
  }
}
