package dev.tallystick.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/** What is unsafe in the configuration and in the folder of the keys. */
final class UnsafeSettings {
  private static final int SHORTEST_SECRET = 16;
  private static final List<String> SECRETS =
      List.of(
          "quarkus.datasource.password",
          "quarkus.flyway.password",
          "quarkus.oidc.authentication.state-secret",
          "quarkus.oidc.credentials.secret",
          "quarkus.oidc.token-state-manager.encryption-secret");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private UnsafeSettings() {}

  static List<Finding> in(Config settings) {
    List<Finding> found = new ArrayList<>();
    // Who wraps keys cannot start without the setting; the portal wraps none.
    settings
        .getOptionalValue("tallystick.kms.dir", String.class)
        .ifPresent(dir -> keyFolder(Path.of(dir), found));
    plainHttp(settings, found);
    plainOidc(settings, found);
    found.addAll(UnsafeConnections.in(settings));
    found.addAll(UnsafeBroker.in(settings));
    found.addAll(UnsafeAlerts.in(settings));
    withoutNotice(settings, found);
    weakSecrets(settings, found);
    passwordAlone(settings, found);
    talkative(settings, found);
    return found;
  }

  private static void keyFolder(Path dir, List<Finding> found) {
    if (!Files.isDirectory(dir)) {
      found.add(
          Finding.fatal(
              "kms-dir-missing",
              "tallystick.kms.dir names no folder: " + dir,
              "mkdir -m 700 " + dir + ", or name the folder that has this installation's keys"));
      return;
    }
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(dir)) {
      List<Path> files = new ArrayList<>(List.of(dir));
      inside.forEach(files::add);
      for (Path file : files) {
        if (isOpenToOthers(file)) {
          found.add(
              Finding.fatal(
                  "kms-dir-open",
                  "others than the owner may open " + file,
                  "chmod go-rwx " + file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isOpenToOthers(Path file) throws IOException {
    try {
      return !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file));
    } catch (NoSuchFileException renamed) {
      // Another replica has just put a new key in its place.
      return false;
    }
  }

  private static void plainHttp(Config settings, List<Finding> found) {
    String host = text(settings, "quarkus.http.host");
    boolean plain = !text(settings, "quarkus.http.insecure-requests").equals("disabled");
    if (plain && !isLoopback(host)) {
      found.add(
          Finding.fatal(
              "http-without-tls",
              "tokens arrive unencrypted on quarkus.http.host=" + host,
              "bind to 127.0.0.1, or configure a certificate and quarkus.http.insecure-requests=disabled"));
    }
  }

  private static void plainOidc(Config settings, List<Finding> found) {
    String address = text(settings, "quarkus.oidc.auth-server-url");
    String host = address.startsWith("http:") ? URI.create(address).getHost() : "";
    if (host != null && !isLoopback(host)) {
      found.add(
          Finding.fatal(
              "oidc-without-tls",
              "the keys that tokens are checked with are fetched unencrypted from " + address,
              "use an https address in quarkus.oidc.auth-server-url"));
    }
  }

  /** On loopback whoever tries the suite out need not wait. */
  private static void withoutNotice(Config settings, List<Finding> found) {
    boolean zero =
        settings
            .getOptionalValue("tallystick.keys.notice", Duration.class)
            .filter(notice -> notice.isZero() || notice.isNegative())
            .isPresent();
    if (zero && !isLoopback(text(settings, "quarkus.http.host"))) {
      found.add(
          Finding.fatal(
              "key-without-notice",
              "whoever has stolen a party's key has everything sealed to another one at once",
              "leave tallystick.keys.notice out, or give it a day or more"));
    }
  }

  private static void weakSecrets(Config settings, List<Finding> found) {
    for (String key : SECRETS) {
      String secret = text(settings, key);
      if (!secret.isEmpty() && secret.length() < SHORTEST_SECRET) {
        found.add(
            Finding.fatal(
                "weak-secret",
                key + " is shorter than " + SHORTEST_SECRET + " characters",
                "generate a random one, for example: openssl rand -base64 24"));
      }
    }
  }

  private static void passwordAlone(Config settings, List<Finding> found) {
    if (text(settings, "tallystick.tokens.second-factor").equals("false")) {
      found.add(
          Finding.fatal(
              "second-factor-off",
              "staff is let in by a password alone: tallystick.tokens.second-factor=false",
              "leave the setting out, and give each member of the staff a second factor"));
    }
  }

  private static void talkative(Config settings, List<Finding> found) {
    if (text(settings, "quarkus.http.access-log.enabled").equals("true")) {
      found.add(
          Finding.fatal(
              "access-log",
              "quarkus.http.access-log.enabled writes addresses with their query strings",
              "leave it off; /q/metrics counts requests by route"));
    }
    if (text(settings, "tallystick.openapi.policy").equals("permit")) {
      found.add(
          Finding.warning(
              "openapi-public",
              "everybody may read the description of the API",
              "leave tallystick.openapi.policy out, outside a demo"));
    }
  }

  private static String text(Config settings, String key) {
    return settings.getOptionalValue(key, String.class).orElse("").toLowerCase(Locale.ROOT);
  }

  static boolean isLoopback(String host) {
    try {
      // The empty name is the loopback address, too.
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
