package dev.tallystick.system.fault;

import dev.tallystick.party.Deposit;
import dev.tallystick.system.Suite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The vault's table of records, which no API lists. */
final class VaultRecords {
  private VaultRecords() {}

  /** Of the records of these deposits, those that the vault does not have. */
  static List<String> missing(Suite suite, Collection<Deposit> deposits) throws Exception {
    Path secret = suite.command().home().resolve("postgres/secrets/vault_app.password");
    String url = "jdbc:" + suite.address("POSTGRES_URL") + "/vault";
    List<String> missing = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(url, "vault_app", Files.readString(secret).strip());
        PreparedStatement find =
            connection.prepareStatement(
                "select 1 from record r join chunk c on c.id = r.chunk where r.id = ? and c.state = 'COMMITTED'")) {
      for (Deposit deposit : deposits) {
        for (String record : deposit.records()) {
          find.setString(1, record);
          try (ResultSet row = find.executeQuery()) {
            if (!row.next()) {
              missing.add(record);
            }
          }
        }
      }
    }
    return missing;
  }
}
