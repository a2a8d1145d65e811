package dev.tallystick.gateway.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.postgres.Database;
import dev.tallystick.postgres.LocalPostgres;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases that are asked: PostgreSQL by the driver that is there, others by a jar. */
class QueriedDatabaseTest {
  private static final String TYPES =
      """
      select 7::bigint as id, 12.50::numeric as amount, true as paid, date '2026-03-01' as day,
        timestamp '2026-03-01 08:30:00' as local, timestamptz '2026-03-01 08:30:00+08' as at,
        'Zo' || chr(101) || chr(769) as name, null::text as none, '\\x00'::bytea as picture
      """;

  private static final List<String> CALLS = new ArrayList<>();

  @TempDir Path folder;

  @BeforeEach
  void begin() {
    CALLS.clear();
  }

  /** The driver of another make, which the jar names. */
  public static final class OtherDriver implements Driver {
    @Override
    public @Nullable Connection connect(String url, Properties login) {
      CALLS.add(url + " as " + login.getProperty("user"));
      return (Connection)
          Proxy.newProxyInstance(
              OtherDriver.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, values) -> {
                CALLS.add(method.getName());
                return null;
              });
    }

    @Override
    public boolean acceptsURL(String url) {
      return url.startsWith("jdbc:other:");
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties login) {
      return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
      return 1;
    }

    @Override
    public int getMinorVersion() {
      return 0;
    }

    @Override
    public boolean jdbcCompliant() {
      return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
      throw new SQLFeatureNotSupportedException();
    }
  }

  /** A query of which only the database is asked for. */
  private record Asked(
      Optional<String> url,
      Optional<String> username,
      Optional<String> password,
      Optional<List<Path>> driver)
      implements QuerySettings {
    @Override
    public Optional<String> statement() {
      return Optional.empty();
    }

    @Override
    public Optional<String> mark() {
      return Optional.empty();
    }

    @Override
    public Optional<String> from() {
      return Optional.empty();
    }

    @Override
    public Optional<String> mapping() {
      return Optional.empty();
    }

    @Override
    public Optional<String> agreement() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> dir() {
      return Optional.empty();
    }

    @Override
    public Duration every() {
      return Duration.ofSeconds(10);
    }
  }

  private Path jar() throws IOException {
    Path jar = folder.resolve("driver.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("META-INF/services/java.sql.Driver"));
      out.write(OtherDriver.class.getName().getBytes(UTF_8));
    }
    return jar;
  }

  private static QueriedDatabase other(String url, Path jar) {
    return new QueriedDatabase(
        new Asked(
            Optional.of(url),
            Optional.of("reader"),
            Optional.of("secret"),
            Optional.of(List.of(jar))));
  }

  @Test
  void driverOfAJar_isUsed_andTheConnectionOnlyReads() throws Exception {
    try (Connection connection = other("jdbc:other:till", jar()).connect()) {
      assertThat(connection).isNotNull();
    }
    assertThat(CALLS)
        .containsExactly("jdbc:other:till as reader", "setReadOnly", "setAutoCommit", "close");
  }

  @Test
  void addressThatNoDriverTakes_isRefusedLikeOneThatIsAway() throws Exception {
    Path jar = jar();
    assertThatThrownBy(() -> other("jdbc:strange:till", jar).connect())
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"));
    assertThatThrownBy(() -> other("jdbc:other:till", folder.resolve("none.jar")).connect())
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"));
  }

  @Test
  void columns_areTextsInTheFormThatMappingsRead() throws Exception {
    try (LocalPostgres server = LocalPostgres.temporary()) {
      Database database = server.createDatabase("till");
      QueriedDatabase asked =
          new QueriedDatabase(
              new Asked(
                  Optional.of(database.jdbcUrl()),
                  Optional.of(database.owner().role()),
                  Optional.of(database.owner().password()),
                  Optional.empty()));
      try (Connection connection = asked.connect();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(TYPES)) {
        assertThat(rows.next()).isTrue();
        QueriedRow row = new QueriedRow(rows);

        assertThat(new String(row.document(), UTF_8))
            .isEqualTo(
                "{\"id\":\"7\",\"amount\":\"12.50\",\"paid\":\"true\",\"day\":\"2026-03-01\","
                    + "\"local\":\"2026-03-01T08:30\",\"at\":\"2026-03-01T00:30:00Z\","
                    + "\"name\":\"Zoe\u0301\"}");
        assertThat(row.text("none")).isEmpty();
      }
    }
  }
}
