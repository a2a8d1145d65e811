package dev.tallystick.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TemporaryPostgresIT {
  @Test
  void temporary_isAsStrictAsTheDurableOneAndLeavesNothing() throws Exception {
    Path data;
    try (LocalPostgres server = LocalPostgres.temporary()) {
      assertThat(show(server, "fsync")).isEqualTo("on");
      assertThat(show(server, "synchronous_commit")).isEqualTo("on");
      assertThat(show(server, "password_encryption")).isEqualTo("scram-sha-256");
      data = Path.of(show(server, "data_directory"));
      assertThat(data).exists();
    }

    assertThat(Files.exists(data.getParent())).isFalse();
  }

  @Test
  void temporary_serversAreIndependent() throws Exception {
    try (LocalPostgres one = LocalPostgres.temporary();
        LocalPostgres other = LocalPostgres.temporary()) {
      one.createDatabase("only_here");

      assertThat(count(one)).isEqualTo(1);
      assertThat(count(other)).isZero();
    }
  }

  @Test
  @Tag("ci")
  void temporary_clearsAwayWhatAKilledProcessLeft() throws Exception {
    Process killed = other();
    String[] server = killed.inputReader().readLine().split(" ", -1);
    killed.destroyForcibly().waitFor();
    assertThat(ProcessHandle.of(Long.parseLong(server[0]))).as("the orphan").isPresent();

    Process next = other();
    assertThat(next.inputReader().readLine()).isNotEqualTo(String.join(" ", server));

    assertThat(Path.of(server[1])).doesNotExist();
    // It ends by the signal or by the end of its input, whichever it notices first.
    next.destroy();
    assertThat(next.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  /** Another process with a temporary server. */
  private static Process other() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Other.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Prints the pid and the data directory of a temporary server and keeps it running. */
  static final class Other {
    private Other() {}

    public static void main(String[] args) throws Exception {
      LocalPostgres server = LocalPostgres.temporary();
      System.out.println(server.pid() + " " + show(server, "data_directory"));
      int unused = System.in.read();
    }
  }

  private static int count(LocalPostgres server) throws SQLException {
    return Integer.parseInt(
        query(server, "select count(*) from pg_database where datname = 'only_here'"));
  }

  private static String show(LocalPostgres server, String name) throws SQLException {
    return query(server, "show " + name);
  }

  private static String query(LocalPostgres server, String sql) throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
