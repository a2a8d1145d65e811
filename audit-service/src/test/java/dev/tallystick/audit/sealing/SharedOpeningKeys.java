package dev.tallystick.audit.sealing;

import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.OpeningKeyId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** The keys' table without the container, for tests of what seals. */
public final class SharedOpeningKeys extends OpeningKeyRepository {
  private final DataSource dataSource;

  public SharedOpeningKeys(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  Optional<byte[]> wrappedKey(OpeningKeyId id) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select wrapped_key from opening_key where seal_day = ? and seal_class = ?")) {
      select.setInt(1, id.day());
      select.setShort(2, id.classCode());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new LogStoreException("the keys of bodies cannot be had", e);
    }
  }

  @Override
  void addFirst(OpeningKeyId id, Supplier<byte[]> wrap) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into opening_key values (?, ?, ?) on conflict do nothing")) {
      insert.setInt(1, id.day());
      insert.setShort(2, id.classCode());
      insert.setBytes(3, wrap.get());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new LogStoreException("the keys of bodies cannot be had", e);
    }
  }
}
