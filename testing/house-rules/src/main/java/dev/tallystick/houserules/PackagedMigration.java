package dev.tallystick.houserules;

import dev.tallystick.postgres.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** Runs the step {@code --migrate} of what was packaged, as an installation does before a start. */
public final class PackagedMigration {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final long PATIENCE_SECONDS = 180;

  /** A start wants these; the step asks none of them for anything. */
  private static final Map<String, String> UNUSED =
      Map.of(
          "quarkus.oidc.auth-server-url", "http://127.0.0.1:9/realms/none",
          "tallystick.consent.url", "http://127.0.0.1:9",
          "tallystick.vault.url", "http://127.0.0.1:9");

  private PackagedMigration() {}

  /**
   * Migrates.
   *
   * @param settings those of the service, without any login but the app role's
   */
  public static void run(Map<String, String> settings, Database database) {
    Properties all = new Properties();
    all.putAll(UNUSED);
    Path module = Path.of("").toAbsolutePath();
    if (!module.endsWith("audit-service")) {
      all.put("tallystick.audit.url", "http://127.0.0.1:9");
    }
    if (module.endsWith("party-gateway")) {
      all.put("tallystick.bureau.url", "http://127.0.0.1:9");
      all.put("tallystick.gateway.party", "party-1");
      all.put("tallystick.gateway.local-key-file", TARGET.resolve("none.key").toString());
    }
    all.putAll(settings);
    all.put("quarkus.flyway.username", database.owner().role());
    all.put("quarkus.flyway.password", database.owner().password());
    try (TemporaryKeys keys = TemporaryKeys.create()) {
      all.putIfAbsent("tallystick.client.key-file", keys.clientKey().toString());
      Path file = Files.createTempFile("migrate", ".properties");
      Path output = Files.createTempFile("migrate", ".log");
      try (Writer writer = Files.newBufferedWriter(file)) {
        all.store(writer, null);
      }
      List<String> command = new ArrayList<>(program(file));
      command.add("--migrate");
      Process step =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = step.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!ended || step.exitValue() != 0) {
        step.destroyForcibly();
        throw new IllegalStateException("the migration failed: " + Files.readString(output));
      }
      Files.delete(file);
      Files.delete(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while migrating", e);
    }
  }

  /**
   * The command that runs what was packaged, the jar or the executable.
   *
   * @param settings the file of its settings
   */
  public static List<String> program(Path settings) throws IOException {
    Properties artifact = new Properties();
    try (var reader = Files.newBufferedReader(TARGET.resolve("quarkus-artifact.properties"))) {
      artifact.load(reader);
    }
    String path = TARGET.resolve(artifact.getProperty("path", "")).toString();
    String locations = "-Dquarkus.config.locations=" + settings.toUri();
    if (artifact.getProperty("type", "jar").equals("native")) {
      return List.of(path, locations);
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(java, "-Xmx256m", "-XX:TieredStopAtLevel=1", locations, "-jar", path);
  }
}
