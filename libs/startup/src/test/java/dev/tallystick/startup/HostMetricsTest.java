package dev.tallystick.startup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of disks and certificates. */
class HostMetricsTest {
  @TempDir private Path folder;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private static Config settings(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .build();
  }

  @Test
  void folders_tellWhatIsFreeAndHowMuchThereIs() {
    HostMetrics.register(registry, settings(Map.of("tallystick.kms.dir", folder.toString())));

    double free = registry.get("tallystick.disk.free").tag("folder", "kms").gauge().value();
    assertThat(free).isPositive();
    assertThat(registry.get("tallystick.disk.size").tag("folder", "kms").gauge().value())
        .isGreaterThanOrEqualTo(free);
    assertThat(registry.find("tallystick.disk.free").tag("folder", "backup").gauge()).isNull();
  }

  @Test
  void certificate_isTheOneThatIsShownUntilTheServiceIsRestarted() throws Exception {
    Path file = folder.resolve("tls.crt");
    make(folder.resolve("store.p12"), file, 10);
    HostMetrics.register(
        registry, settings(Map.of("quarkus.http.ssl.certificate.files", file.toString())));

    Files.delete(file);
    make(folder.resolve("other.p12"), file, 90);
    assertThat(days()).isEqualTo(10);
  }

  @Test
  void certificateThatIsReloaded_tellsWhenItEndsAndIsReadAnew() throws Exception {
    Path file = folder.resolve("tls.crt");
    make(folder.resolve("store.p12"), file, 10);
    HostMetrics.register(
        registry,
        settings(
            Map.of(
                "quarkus.http.ssl.certificate.files",
                file.toString(),
                "quarkus.http.ssl.certificate.reload-period",
                "1H")));

    assertThat(days()).isEqualTo(10);

    Files.delete(file);
    make(folder.resolve("other.p12"), file, 90);
    assertThat(days()).isEqualTo(90);

    Files.writeString(file, "no certificate");
    assertThat(registry.get("tallystick.certificate.ends.at").gauge().value()).isNaN();
  }

  private long days() {
    double ends = registry.get("tallystick.certificate.ends.at").gauge().value();
    // Made a moment ago.
    return ChronoUnit.DAYS.between(
        Instant.now().minusSeconds(60), Instant.ofEpochSecond((long) ends));
  }

  /** A certificate for this many days, by the JDK's own tool. */
  private static void make(Path keystore, Path file, int days) throws Exception {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String[] common = {"-keystore", keystore.toString(), "-storepass", "changeit", "-alias", "x"};
    run(keytool, "-genkeypair -keyalg EC -dname CN=audit.example -validity " + days, common);
    run(keytool, "-exportcert -rfc -file " + file, common);
  }

  private static void run(String program, String words, String... more) throws Exception {
    List<String> all = new ArrayList<>();
    all.add(program);
    all.addAll(List.of(words.split(" ")));
    all.addAll(List.of(more));
    Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
