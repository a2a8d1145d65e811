package dev.tallystick.audit.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tallystick.audit.sequencing.TestLog;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.postgres.Database;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service with its keys in a PKCS#11 token: the log's signing key and the key that
 * wraps those of bodies. Skipped where Debian's package softhsm2 is not installed.
 */
@Tag("ci")
class Pkcs11ServiceIT {
  private static final String PIN = "135790";
  private static final String TOKEN = "tallystick-audit";

  /** As the service says that it must be started. */
  private static final String EXPORTED =
      "--add-exports=jdk.crypto.cryptoki/sun.security.pkcs11.wrapper=ALL-UNNAMED";

  @TempDir private Path folder;

  @Test
  void log_signsAndSealsByAToken_andGoesOnAfterAKill() throws Exception {
    Path library = library();
    assumeTrue(
        Files.exists(library),
        "no service is tried on PKCS#11: Debian's package softhsm2 is not installed (apt-get install"
            + " softhsm2)");
    Path configuration = softHsm();
    Path kms = Files.createDirectory(folder.resolve("kms"), mode("rwx------"));
    Path pin = Files.createFile(folder.resolve("pin"), mode("rw-------"));
    Files.writeString(pin, PIN + "\n");
    String more =
        """
        tallystick.kms.pkcs11.library=%s
        tallystick.kms.pkcs11.token=%s
        tallystick.kms.pkcs11.pin-file=%s
        """
            .formatted(library, TOKEN, pin);
    Database database = TestLog.server().createDatabase("pkcs11");
    try (LocalIssuer issuer = new LocalIssuer();
        Replica replica =
            new Replica(freePort(), database, issuer.url(), kms, folder, more)
                .with("SOFTHSM2_CONF", configuration.toString())
                .with("JDK_JAVA_OPTIONS", EXPORTED)) {
      ReplicaClient client = new ReplicaClient(replica, issuer);
      replica.start();
      replica.awaitReady();
      String key = client.key();
      String first = client.append();
      Receipt before = client.receipt(first);
      assertThat(opening(client, issuer, before)).contains("freeze.set");

      replica.kill();
      replica.start();
      replica.awaitReady();

      assertThat(client.key()).as("the same key").isEqualTo(key);
      assertThat(client.receipt(client.append()).index()).isGreaterThan(before.index());
      assertThat(client.receipt(first).index()).isEqualTo(before.index());
      assertThat(opening(client, issuer, before))
          .as("opened by the token")
          .contains("freeze.set", "\"value\"");
    }
    try (Stream<Path> files = Files.list(kms)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as("no key lies in a file")
          .noneMatch(name -> name.endsWith(".signer") || name.endsWith(".kek"));
    }
  }

  private static String opening(ReplicaClient client, LocalIssuer issuer, Receipt of)
      throws Exception {
    String path = "/v1/openings?purpose=drill&from=%d&to=%d".formatted(of.index(), of.index() + 1);
    var answer = client.get(path, issuer.auditor());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static Path library() {
    return Stream.of(
            "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
        .map(Path::of)
        .filter(Files::exists)
        .findFirst()
        .orElse(Path.of("/nowhere"));
  }

  /** A token of this test alone; the file that names its folder. */
  private Path softHsm() throws IOException, InterruptedException {
    Path tokens = Files.createDirectory(folder.resolve("tokens"));
    Path configuration = folder.resolve("softhsm2.conf");
    Files.writeString(
        configuration,
        "directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n"
            .formatted(tokens));
    ProcessBuilder initialise =
        new ProcessBuilder(
                List.of(
                    "softhsm2-util",
                    "--init-token",
                    "--free",
                    "--label",
                    TOKEN,
                    "--so-pin",
                    "97531842",
                    "--pin",
                    PIN))
            .redirectErrorStream(true);
    initialise.environment().put("SOFTHSM2_CONF", configuration.toString());
    Process made = initialise.start();
    String output = new String(made.getInputStream().readAllBytes(), UTF_8);
    assertThat(made.waitFor()).as(output).isZero();
    return configuration;
  }

  private static FileAttribute<?> mode(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
