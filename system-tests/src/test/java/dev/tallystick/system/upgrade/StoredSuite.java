package dev.tallystick.system.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.Database;
import dev.tallystick.postgres.LocalPostgres;
import dev.tallystick.postgres.PostgresSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The state of a stopped suite in one small file: what lies in its folder, and its services'
 * databases as {@link DatabaseDump} has them. Keycloak's database is not in it, since its realm is
 * made anew.
 *
 * <p>To store another one: check out the release, build it, {@code ./tallystick up}, {@code
 * ./tallystick demo}, {@code ./tallystick down}, and run {@link #main} of the newest checkout with
 * the state folder and the file.
 */
final class StoredSuite {
  private static final Map<String, String> SERVICES =
      new TreeMap<>(
          Map.of(
              "audit", "audit-service",
              "consent", "consent-service",
              "vault", "data-vault",
              "bureau", "bureau-service"));
  private static final List<String> FOLDERS =
      List.of("kms", "keystore-backup", "parties", "witnesses", "demo", "secrets.properties");
  private static final String DATABASE = "database/";
  private static final int PORT = 25_432;

  private StoredSuite() {}

  /** Stores the suite of a state folder. */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    try (ZipOutputStream file = new ZipOutputStream(Files.newOutputStream(Path.of(arguments[1])))) {
      for (String name : FOLDERS) {
        try (Stream<Path> all = Files.walk(home.resolve(name))) {
          for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
            add(file, home.relativize(each).toString(), Files.readAllBytes(each));
          }
        }
      }
      try (LocalPostgres server = LocalPostgres.start(settings(home, PORT))) {
        for (String name : SERVICES.keySet()) {
          try (Connection connection = server.connect(name)) {
            add(file, DATABASE + name, DatabaseDump.of(connection).getBytes(UTF_8));
          }
        }
      }
    }
  }

  private static void add(ZipOutputStream file, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    file.putNextEntry(entry);
    file.write(bytes);
    file.closeEntry();
  }

  /**
   * Makes a state folder of it that nobody has started yet.
   *
   * @param checkout where the scripts of the migrations lie
   */
  static void unpack(InputStream stored, Path home, Path checkout)
      throws IOException, SQLException, NotAStateFolderException {
    Path folder = SuiteFolder.open(home).root();
    Map<String, String> databases = new TreeMap<>();
    try (ZipInputStream file = new ZipInputStream(stored)) {
      for (ZipEntry entry = file.getNextEntry(); entry != null; entry = file.getNextEntry()) {
        byte[] bytes = file.readAllBytes();
        if (entry.getName().startsWith(DATABASE)) {
          databases.put(entry.getName().substring(DATABASE.length()), new String(bytes, UTF_8));
        } else {
          write(folder.resolve(entry.getName()), bytes);
        }
      }
    }
    try (LocalPostgres server = LocalPostgres.start(settings(folder, PORT))) {
      for (Map.Entry<String, String> each : databases.entrySet()) {
        Database database = server.createServiceDatabase(each.getKey());
        String service = SERVICES.getOrDefault(each.getKey(), "");
        try (Connection connection = server.connect(each.getKey())) {
          DatabaseDump.restore(
              each.getValue(), connection, database.owner().role(), checkout.resolve(service));
        }
      }
    }
  }

  private static PostgresSettings settings(Path home, int port) {
    return PostgresSettings.in(home.resolve("postgres"))
        .withBinaries(home.resolve("programs"))
        .withPort(port);
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    var folder = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(file.getParent(), folder);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, bytes);
  }
}
