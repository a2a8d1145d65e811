package dev.tallystick.vault.identifier;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.Sealed;
import dev.tallystick.vault.storage.Transactions;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Seals the links of a database from before they were sealed, at the start; otherwise does nothing.
 */
@Singleton
@Startup
final class LinkSealing {
  private static final int BATCH = 500;

  private final Keystore keystore;
  private final Transactions transactions;

  LinkSealing(Keystore keystore, Transactions transactions) {
    this.keystore = keystore;
    this.transactions = transactions;
  }

  @PostConstruct
  void sealAll() {
    while (transactions.call(this::sealSome) == BATCH) {
      // The next ones.
    }
  }

  private int sealSome(Connection connection) throws SQLException {
    Map<String, SubjectToken> links = new TreeMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select digest, subject from identifier where subject is not null
            order by digest limit ? for update
            """)) {
      select.setInt(1, BATCH);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          links.put(HexFormat.of().formatHex(row.getBytes(1)), new SubjectToken(row.getString(2)));
        }
      }
    }
    try (OpenKeys keys = keystore.open(connection);
        PreparedStatement update =
            connection.prepareStatement(
                "update identifier set subject = null, key_version = ?, sealed = ? where digest"
                    + " = ?")) {
      keys.prepare(links.keySet().stream().map(Links::ownerOf).toList());
      for (Map.Entry<String, SubjectToken> link : links.entrySet()) {
        Sealed sealed =
            keys.seal(
                Links.ownerOf(link.getKey()),
                Links.place(link.getKey()),
                link.getValue().value().getBytes(US_ASCII));
        update.setInt(1, sealed.keyVersion());
        update.setBytes(2, sealed.value().toByteArray());
        update.setBytes(3, HexFormat.of().parseHex(link.getKey()));
        update.addBatch();
      }
      update.executeBatch();
      Links.addBack(connection, keys, links);
    }
    return links.size();
  }
}
