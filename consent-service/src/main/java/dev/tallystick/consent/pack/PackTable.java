package dev.tallystick.consent.pack;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The bytes of packs that were not shipped. Rows are added, never changed. */
@Singleton
class PackTable {
  private final DataSource database;

  PackTable(DataSource database) {
    this.database = database;
  }

  /** Adds a pack; one that is there stays. */
  void add(String digest, String name, byte[] yaml, Instant now) {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into rule_pack (digest, name, yaml, created_at) values (?,?,?,?)"
                    + " on conflict do nothing")) {
      insert.setString(1, digest);
      insert.setString(2, name);
      insert.setBytes(3, yaml);
      insert.setObject(4, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("a pack could not be stored", e);
    }
  }

  Optional<byte[]> find(String digest) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select yaml from rule_pack where digest = ?")) {
      select.setString(1, digest);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("a pack could not be read", e);
    }
  }

  /** The digests of all packs, the oldest first. */
  List<String> digests() {
    List<String> digests = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select digest from rule_pack order by created_at, digest");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        digests.add(row.getString(1));
      }
      return digests;
    } catch (SQLException e) {
      throw new IllegalStateException("the packs could not be read", e);
    }
  }
}
