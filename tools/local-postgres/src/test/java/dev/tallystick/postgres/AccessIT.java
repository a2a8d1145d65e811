package dev.tallystick.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccessIT {
  private static final String REFUSED = "28P01";
  private static final String NOT_PERMITTED = "42501";

  private static LocalPostgres server;
  private static Database shop;
  private static Path home;

  @BeforeAll
  static void start() throws SQLException {
    server = LocalPostgres.temporary();
    shop = server.createDatabase("shop");
    try (Connection connection = server.connect("postgres")) {
      home = Path.of(Sql.one(connection, "show data_directory")).resolve("..").normalize();
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyRole_withAWrongPasswordIsRefusedOverTcp() {
    for (Login login : List.of(server.superuser(), shop.owner(), shop.app())) {
      assertThatThrownBy(() -> DriverManager.getConnection(shop.jdbcUrl(), login.role(), "wrong"))
          .as(login.role())
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(REFUSED));
    }
  }

  @Test
  void everyRole_withAWrongPasswordIsRefusedOverTheSocket() {
    for (Login login : List.of(server.superuser(), shop.owner(), shop.app())) {
      assertThatThrownBy(() -> DriverManager.getConnection(socketUrl(), login.role(), "wrong"))
          .as(login.role())
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(REFUSED));
    }
  }

  @Test
  void everyRole_withItsPasswordIsAccepted() throws SQLException {
    for (String url : List.of(shop.jdbcUrl(), socketUrl())) {
      for (Login login : List.of(server.superuser(), shop.owner(), shop.app())) {
        try (Connection connection =
            DriverManager.getConnection(url, login.role(), login.password())) {
          assertThat(Sql.one(connection, "select current_user")).isEqualTo(login.role());
        }
      }
    }
  }

  @Test
  void appRole_cannotChangeTheSchema() throws SQLException {
    try (Connection owner = shop.connectAsOwner();
        Connection app = shop.connectAsApp()) {
      Sql.run(owner, "create table item (id int)");

      for (String ddl :
          List.of(
              "create table mine (id int)",
              "create temporary table mine (id int)",
              "create schema mine",
              "drop table item",
              "alter table item add name text",
              "truncate item",
              "create function f() returns int language sql as 'select 1'")) {
        assertNotPermitted(app, ddl);
      }
    }
  }

  @Test
  void appRole_getsOnlyWhatTheOwnerGrants() throws SQLException {
    try (Connection owner = shop.connectAsOwner();
        Connection app = shop.connectAsApp()) {
      Sql.run(owner, "create table price (id int)");
      Sql.run(owner, "create function answer() returns int language sql as 'select 42'");
      assertNotPermitted(app, "select * from price");
      assertNotPermitted(app, "select answer()");

      Sql.run(owner, "grant insert on price to shop_app");
      Sql.run(owner, "grant execute on function answer() to shop_app");

      Sql.run(app, "insert into price values (1)");
      assertThat(Sql.one(app, "select answer()")).isEqualTo("42");
      assertNotPermitted(app, "select * from price");
    }
  }

  @Test
  void roles_cannotConnectToTheDatabaseOfAnother() {
    Database bank = server.createDatabase("bank");

    for (Login login : List.of(shop.owner(), shop.app())) {
      assertThatThrownBy(
              () -> DriverManager.getConnection(bank.jdbcUrl(), login.role(), login.password()))
          .as(login.role())
          .hasMessageContaining("permission denied for database");
    }
  }

  @Test
  void createDatabase_againAnswersTheSameAndRepairsTheRoles() throws SQLException {
    try (Connection superuser = server.connect("postgres")) {
      Sql.run(superuser, "alter role shop_app nologin password 'another' createdb");
    }

    Database again = server.createDatabase("shop");

    assertThat(again).isEqualTo(shop);
    try (Connection app = again.connectAsApp()) {
      assertNotPermitted(app, "create database mine");
    }
  }

  @Test
  void createDatabase_refusesANameThatIsNotPlain() {
    assertThatThrownBy(() -> server.createDatabase("shop; drop database bank"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void server_showsWhatIsPromised() throws SQLException {
    try (Connection connection = server.connect("postgres")) {
      assertThat(Sql.one(connection, "show fsync")).isEqualTo("on");
      assertThat(Sql.one(connection, "show synchronous_commit")).isEqualTo("on");
      assertThat(Sql.one(connection, "show full_page_writes")).isEqualTo("on");
      assertThat(Sql.one(connection, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(Sql.one(connection, "show unix_socket_directories"))
          .isEqualTo(home.resolve("run").toString());
      assertThat(Sql.one(connection, "show data_checksums")).isEqualTo("on");
      assertThat(Sql.one(connection, "show server_version")).startsWith("18.");
      assertThat(Sql.rows(connection, "select distinct auth_method from pg_hba_file_rules"))
          .containsExactly("scram-sha-256");
      assertThat(
              Sql.rows(
                  connection,
                  "select rolname from pg_authid where rolcanlogin"
                      + " and rolpassword not like 'SCRAM-SHA-256$%'"))
          .isEmpty();
    }
  }

  @Test
  void passwords_areInFilesOfTheOwnerOnlyAndNowhereElse() throws Exception {
    try (Stream<Path> files = Files.list(home.resolve("secrets"))) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo("rw-------");
      }
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
        .isEqualTo("rwx------");
    String log = Files.readString(home.resolve("postgres.log"));
    for (Login login : List.of(server.superuser(), shop.owner(), shop.app())) {
      assertThat(log).doesNotContain(login.password());
      assertThat(login.toString()).doesNotContain(login.password());
      assertThat(commandLine()).doesNotContain(login.password());
    }
  }

  private static String commandLine() throws Exception {
    return Files.readString(Path.of("/proc", Long.toString(server.pid()), "cmdline"));
  }

  private static String socketUrl() {
    Path socket = home.resolve("run").resolve(".s.PGSQL." + server.port());
    return shop.jdbcUrl()
        + "?sslmode=disable&gssEncMode=disable&socketFactory="
        + UnixSocketFactory.class.getName()
        + "&socketFactoryArg="
        + socket;
  }

  private static void assertNotPermitted(Connection connection, String sql) {
    assertThatThrownBy(() -> Sql.run(connection, sql))
        .as(sql)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(NOT_PERMITTED));
  }
}
