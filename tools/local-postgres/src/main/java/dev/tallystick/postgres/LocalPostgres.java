package dev.tallystick.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/**
 * A PostgreSQL server of this process: durable, reachable from this machine only, with a password
 * for every role.
 *
 * <p>Guarantees, checked at every start: {@code fsync}, {@code synchronous_commit} and {@code
 * full_page_writes} are on; every access rule is {@code scram-sha-256}; the server listens on
 * 127.0.0.1 and on a socket in its own 0700 folder. The data survive the end of this process,
 * however it ends; a server that outlived its owner is stopped before a new one starts.
 *
 * <p>It does not protect against root or the same user on this machine, who can read the password
 * files. Safe for use by several threads.
 */
public final class LocalPostgres implements AutoCloseable {
  static final String HOST = "127.0.0.1";

  private final PostgresSettings settings;
  private final Home home;
  private final Passwords passwords;
  private final Postmaster postmaster;

  private LocalPostgres(
      PostgresSettings settings, Home home, Passwords passwords, Postmaster postmaster) {
    this.settings = settings;
    this.home = home;
    this.passwords = passwords;
    this.postmaster = postmaster;
  }

  /**
   * Starts a server on the given settings and returns when it is ready and checked.
   *
   * @throws PostgresException if it cannot run here, or a live process owns the folder
   */
  public static LocalPostgres start(PostgresSettings settings) {
    try {
      Home home = Home.own(settings.home());
      return start(settings.withHome(home.folder()), home);
    } catch (IOException e) {
      throw new PostgresException("PostgreSQL cannot start in " + settings.home(), e);
    }
  }

  /**
   * Starts an empty server on a free port, for a test; its files are deleted when it is closed, or
   * at the end of this process. As strict as the durable one.
   */
  public static LocalPostgres temporary() {
    return TemporaryServers.start();
  }

  /**
   * Stops a server that outlived the process which started it, and starts none.
   *
   * @throws PostgresException if a live process owns the folder
   */
  public static void stopLeftovers(PostgresSettings settings) {
    try (Home home = Home.own(settings.home())) {
      PostgresSettings real = settings.withHome(home.folder());
      leftovers(real, Binaries.unpackInto(real.binaries())).clear();
    } catch (IOException e) {
      throw new PostgresException("cannot clear " + settings.home(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PostgresException("interrupted while PostgreSQL was stopping", e);
    }
  }

  /** The TCP port on 127.0.0.1. */
  public int port() {
    return settings.port();
  }

  /** The process id of the server's main process. */
  public long pid() {
    return postmaster.process().pid();
  }

  /** The superuser, for administration and for tests of the server; services never get it. */
  public Login superuser() {
    return passwords.login(Cluster.SUPERUSER);
  }

  /** Completes when the server's main process has ended, for whatever reason. */
  public CompletableFuture<Void> onExit() {
    return postmaster.process().onExit().thenAccept(ended -> {});
  }

  /**
   * Creates a database with its two roles, or completes and returns the one that exists.
   *
   * <p>{@code NAME_owner} owns the database and may change its schema. {@code NAME_app} may connect
   * and gets rights on nothing but what the owner grants; it cannot create tables, not even
   * temporary ones. No other role can connect. A new function may be executed by its owner only,
   * until the owner grants it.
   */
  public Database createDatabase(String name) {
    return createDatabase(name, /* ownerLogsIn= */ true);
  }

  /**
   * The same, but nobody can log in as the owner, not even with the password of {@link
   * Database#owner()}: the schema changes in a step of its own, see {@link #beginMigration}.
   */
  public Database createServiceDatabase(String name) {
    return createDatabase(name, /* ownerLogsIn= */ false);
  }

  private Database createDatabase(String name, boolean ownerLogsIn) {
    DatabaseSetup.checkName(name);
    Login owner = passwords.login(name + "_owner");
    Login app = passwords.login(name + "_app");
    Database database = new Database(name, port(), owner, app);
    try {
      new DatabaseSetup(this).create(database, ownerLogsIn);
    } catch (SQLException e) {
      throw new PostgresException("cannot create database " + name, e);
    }
    return database;
  }

  /**
   * Begins a migration: until it is closed a login of its own may work as the owner of the
   * database.
   */
  public MigrationLogin beginMigration(Database database) {
    DatabaseSetup setup = new DatabaseSetup(this);
    Login login = passwords.login(database.name() + "_migrate");
    try {
      setup.beginMigration(database, login);
    } catch (SQLException e) {
      throw new PostgresException("a migration of " + database.name() + " cannot begin", e);
    }
    return new MigrationLogin(setup, database, login);
  }

  /** Opens a connection as superuser. */
  public Connection connect(String database) throws SQLException {
    Login login = superuser();
    String url = "jdbc:postgresql://" + HOST + ":" + port() + "/" + database;
    return DriverManager.getConnection(url, login.role(), login.password());
  }

  /** Stops the server: sessions are ended, everything is written out. Further calls do nothing. */
  @Override
  public void close() {
    try {
      postmaster.stop();
      home.close();
    } catch (IOException e) {
      throw new PostgresException("PostgreSQL did not stop cleanly", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      postmaster.process().destroyForcibly();
    }
  }

  static LocalPostgres start(PostgresSettings settings, Home home) throws IOException {
    try {
      return startChecked(settings, home);
    } catch (SQLException e) {
      home.close();
      throw new PostgresException("PostgreSQL refuses its superuser", e);
    } catch (InterruptedException e) {
      home.close();
      Thread.currentThread().interrupt();
      throw new PostgresException("interrupted while PostgreSQL was starting", e);
    } catch (IOException | RuntimeException e) {
      home.close();
      throw e;
    }
  }

  private static LocalPostgres startChecked(PostgresSettings settings, Home home)
      throws IOException, InterruptedException, SQLException {
    Binaries binaries = Binaries.unpackInto(settings.binaries());
    Passwords passwords = new Passwords(settings.home().resolve("secrets"));
    leftovers(settings, binaries).clear();
    new Cluster(settings, binaries.program("initdb"), passwords).prepare();
    Postmaster postmaster = Postmaster.start(settings, binaries);
    LocalPostgres server = new LocalPostgres(settings, home, passwords, postmaster);
    try (Connection connection = server.connect(Cluster.SUPERUSER)) {
      Promises.check(connection);
    } catch (SQLException | RuntimeException e) {
      postmaster.stop();
      throw e;
    }
    return server;
  }

  private static Leftovers leftovers(PostgresSettings settings, Binaries binaries)
      throws IOException {
    PgCtl pgCtl = new PgCtl(binaries.program("pg_ctl"), settings.log());
    return new Leftovers(
        settings.data(),
        settings.sockets(),
        pgCtl,
        new ServerProcesses(settings.data(), binaries.program("postgres")));
  }
}
