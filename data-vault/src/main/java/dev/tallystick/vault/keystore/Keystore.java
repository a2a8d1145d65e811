package dev.tallystick.vault.keystore;

import jakarta.inject.Singleton;
import java.sql.Connection;

/** Seals and opens what this service stores about people. Safe for threads. */
@Singleton
public final class Keystore {
  private final DataKeyTable table;

  Keystore(DataKeyTable table) {
    this.table = table;
  }

  /**
   * Keys for the work of one transaction. A key that the work draws is stored by its commit, so
   * what it has sealed must be stored by the same.
   */
  public OpenKeys open(Connection connection) {
    return new OpenKeys(table, connection);
  }
}
