package dev.tallystick.vault.storage;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Copies rows into tables, in the transaction of the calling thread. */
@Singleton
public final class BinaryCopy {
  private final DataSource database;

  BinaryCopy(DataSource database) {
    this.database = database;
  }

  /**
   * Copies the rows into a table.
   *
   * @param target the table and its columns, such as {@code record (id, line)}; never a caller's
   * @throws jakarta.transaction.TransactionalException if the thread is in no transaction
   * @throws StorageException if the database does not take them; the transaction cannot go on
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void into(String target, BinaryRows rows) {
    try (Connection connection = database.getConnection()) {
      long unused =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("copy " + target + " from stdin (format binary)", rows.end());
    } catch (SQLException e) {
      throw new StorageException(e);
    } catch (IOException e) {
      throw new StorageException(new SQLException("the rows could not be sent", e));
    }
  }
}
