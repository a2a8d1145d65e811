package dev.tallystick.bench.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.postgresql.PGConnection;

/**
 * The same lines in the same PostgreSQL without a vault: copied in the clear, or encrypted by
 * PostgreSQL. Each chunk is one durable transaction, with a primary key and an index on the person.
 */
final class PlainIntake implements AutoCloseable {
  private static final String PASSPHRASE = "bench-passphrase-of-32-characters";

  private final Connection connection;

  PlainIntake(String jdbcUrl, String role, String password) throws SQLException {
    this.connection = DriverManager.getConnection(jdbcUrl, role, password);
    try (Statement statement = connection.createStatement()) {
      statement.execute("create extension if not exists pgcrypto");
      statement.execute("drop table if exists plain_intake, staged_intake, sealed_intake");
      statement.execute("create table plain_intake (id uuid primary key, person text, line text)");
      statement.execute("create index on plain_intake (person)");
      statement.execute("create table staged_intake (id uuid, person text, line text)");
      statement.execute(
          "create table sealed_intake (id uuid primary key, person text, sealed bytea)");
      statement.execute("create index on sealed_intake (person)");
    }
    connection.setAutoCommit(false);
  }

  /** Copies a chunk in the clear. */
  void copy(byte[] lines) throws SQLException, IOException {
    copyInto("plain_intake", lines);
    connection.commit();
  }

  private void copyInto(String table, byte[] lines) throws SQLException, IOException {
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn("copy " + table + " from stdin", new ByteArrayInputStream(rows(lines)));
  }

  /** Puts a chunk where {@link #encrypt} finds it; not measured. */
  void stage(byte[] lines) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("truncate staged_intake");
    }
    copyInto("staged_intake", lines);
    connection.commit();
  }

  /** Encrypts what was staged. */
  void encrypt() throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into sealed_intake select id, person, pgp_sym_encrypt(line, ?) from"
                + " staged_intake")) {
      insert.setString(1, PASSPHRASE);
      insert.executeUpdate();
    }
    connection.commit();
  }

  private static byte[] rows(byte[] lines) {
    ByteArrayOutputStream rows = new ByteArrayOutputStream(lines.length * 5 / 4);
    int from = 0;
    for (int i = 0; i < lines.length; i++) {
      if (lines[i] == '\n') {
        String line = new String(lines, from, i - from, StandardCharsets.UTF_8);
        int person = line.indexOf("\"value\":\"") + 9;
        rows.writeBytes(
            (UUID.randomUUID()
                    + "\t"
                    + line.substring(person, line.indexOf('"', person))
                    + "\t"
                    + line
                    + "\n")
                .getBytes(StandardCharsets.UTF_8));
        from = i + 1;
      }
    }
    return rows.toByteArray();
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists plain_intake, staged_intake, sealed_intake");
    }
    connection.close();
  }
}
