package dev.tallystick.postgres;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a server keeps its files and how large it may grow. Immutable; each {@code with…} answers a
 * changed copy.
 */
public final class PostgresSettings {
  /** Settings that carry the promises of this package; nobody may change them from outside. */
  private static final Set<String> PROMISED =
      Set.of(
          "fsync",
          "synchronous_commit",
          "full_page_writes",
          "password_encryption",
          "listen_addresses",
          "port",
          "hba_file",
          "unix_socket_directories",
          "unix_socket_permissions");

  private final Path home;
  private final Path binaries;
  private final int port;
  private final boolean syncedInit;
  private final Map<String, String> server;

  private PostgresSettings(
      Path home, Path binaries, int port, boolean syncedInit, Map<String, String> server) {
    this.home = home;
    this.binaries = binaries;
    this.port = port;
    this.syncedInit = syncedInit;
    this.server = Collections.unmodifiableMap(server);
  }

  /**
   * Settings for a server that keeps everything under {@code home}: data, programs, passwords, log
   * and socket. The default port is PostgreSQL's own, 5432.
   */
  public static PostgresSettings in(Path home) {
    Path absolute = home.toAbsolutePath().normalize();
    Map<String, String> server = new LinkedHashMap<>();
    server.put("max_connections", "200");
    server.put("shared_buffers", "128MB");
    server.put("min_wal_size", "80MB");
    server.put("max_wal_size", "1GB");
    server.put("timezone", "UTC");
    server.put("log_timezone", "UTC");
    return new PostgresSettings(absolute, absolute.resolve("bin"), 5432, true, server);
  }

  /** The TCP port on 127.0.0.1. */
  public PostgresSettings withPort(int port) {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port must be between 1 and 65535: " + port);
    }
    return new PostgresSettings(home, binaries, port, syncedInit, server);
  }

  /** Memory for cached pages, for example {@code 256MB}. */
  public PostgresSettings withSharedBuffers(String size) {
    return with("shared_buffers", size);
  }

  /** The smallest and the largest amount of write-ahead log kept between two checkpoints. */
  public PostgresSettings withWalSize(String min, String max) {
    return with("min_wal_size", min).with("max_wal_size", max);
  }

  /**
   * The folder that the server's programs are unpacked into, once; several servers may share it.
   */
  public PostgresSettings withBinaries(Path folder) {
    return new PostgresSettings(
        home, folder.toAbsolutePath().normalize(), port, syncedInit, server);
  }

  /**
   * Any other server setting.
   *
   * @throws IllegalArgumentException for a setting that durability or access control rests on
   */
  public PostgresSettings with(String name, String value) {
    if (!name.matches("[a-z_]+(\\.[a-z_]+)?") || PROMISED.contains(name)) {
      throw new IllegalArgumentException("not a setting that may be changed: " + name);
    }
    Map<String, String> changed = new LinkedHashMap<>(server);
    changed.put(name, value);
    return new PostgresSettings(home, binaries, port, syncedInit, changed);
  }

  /** What a server setting is set to here; empty if it is left to the server. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(server.get(name));
  }

  /** The same settings, with the folder under its real path. */
  PostgresSettings withHome(Path realHome) {
    Path bin = binaries.startsWith(home) ? realHome.resolve(home.relativize(binaries)) : binaries;
    return new PostgresSettings(realHome, bin, port, syncedInit, server);
  }

  /** For a cluster that is thrown away: an operating-system crash may lose it while it is made. */
  PostgresSettings withUnsyncedInit() {
    return new PostgresSettings(home, binaries, port, false, server);
  }

  Path home() {
    return home;
  }

  Path binaries() {
    return binaries;
  }

  int port() {
    return port;
  }

  boolean syncedInit() {
    return syncedInit;
  }

  Map<String, String> server() {
    return server;
  }

  Path data() {
    return home.resolve("data");
  }

  Path log() {
    return home.resolve("postgres.log");
  }

  Path sockets() {
    return home.resolve("run");
  }
}
