package dev.tallystick.audit.witness;

import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.tlog.MalformedNoteException;
import dev.tallystick.tlog.SignedNote;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The newest witnessed checkpoint as all replicas share it: one row, which never goes back to a
 * smaller size. What is read is judged by the policy anew, so a changed row or a changed policy
 * gives nothing. Thread-safe.
 */
final class WitnessedTable {
  private static final String REPLACE =
      """
      insert into witnessed_checkpoint (tree_size, at_seconds, note) values (?, ?, ?)
      on conflict (only_row) do update
        set tree_size = excluded.tree_size, at_seconds = excluded.at_seconds, note = excluded.note
        where (excluded.tree_size, excluded.at_seconds) >=
          (witnessed_checkpoint.tree_size, witnessed_checkpoint.at_seconds)
      """;

  private final DataSource dataSource;
  private final LogPolicy policy;

  WitnessedTable(DataSource dataSource, LogPolicy policy) {
    this.dataSource = dataSource;
    this.policy = policy;
  }

  Optional<Witnessed> find() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement read =
            connection.prepareStatement("select note from witnessed_checkpoint");
        ResultSet row = read.executeQuery()) {
      return row.next() ? parse(row.getString(1)) : Optional.empty();
    } catch (SQLException e) {
      throw new LogStoreException("the witnessed checkpoint cannot be read", e);
    }
  }

  private Optional<Witnessed> parse(String note) {
    try {
      return policy.witnessed(SignedNote.parse(note));
    } catch (MalformedNoteException e) {
      return Optional.empty();
    }
  }

  void replace(Witnessed next) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement write = connection.prepareStatement(REPLACE)) {
      write.setLong(1, next.checkpoint().size());
      write.setLong(2, next.atSeconds());
      write.setString(3, next.note().toString());
      write.executeUpdate();
    } catch (SQLException e) {
      throw new LogStoreException("the witnessed checkpoint cannot be stored", e);
    }
  }
}
