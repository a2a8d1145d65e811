package dev.tallystick.startup;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * What is unsafe in the connections that a service opens itself, to other services and to its
 * database: whoever sits in between reads tokens, records and entries, or answers in their place.
 */
final class UnsafeConnections {
  private static final List<String> CALLED =
      List.of(
          "tallystick.audit.url",
          "tallystick.bureau.url",
          "tallystick.consent.url",
          "tallystick.traces.url",
          "tallystick.vault.url");

  /** Other addresses that a service calls; the ones above are found in the environment too. */
  private static final Pattern ADDRESS = Pattern.compile("tallystick\\.[a-z.-]+[.-]url");

  /** The service's own, and the one that a platform's gateway asks for rows. */
  private static final List<String> DATABASES =
      List.of("quarkus.datasource.jdbc.url", "quarkus.flyway.jdbc-url", "tallystick.query.url");

  private static final Pattern JDBC = Pattern.compile("jdbc:postgresql://([^/?]*)(/.*|\\?.*)?");
  private static final Pattern PORT = Pattern.compile(":[0-9]+$");
  private static final Pattern SSL_MODE = Pattern.compile("[?&]sslmode=([^&]*)");
  private static final String SAFE_MODE = "verify-full";
  private static final String NAMES_UNCHECKED =
      "jdk.internal.httpclient.disableHostnameVerification";

  private UnsafeConnections() {}

  static List<Finding> in(Config settings) {
    List<Finding> found = new ArrayList<>();
    addresses(settings).forEach(key -> call(settings, key, found));
    DATABASES.forEach(key -> database(settings, key, found));
    unchecked(settings, found);
    return found;
  }

  private static Set<String> addresses(Config settings) {
    Set<String> keys = new TreeSet<>(CALLED);
    settings.getPropertyNames().forEach(keys::add);
    keys.removeIf(key -> !ADDRESS.matcher(key).matches() || DATABASES.contains(key));
    return keys;
  }

  private static void call(Config settings, String key, List<Finding> found) {
    String address = text(settings, key);
    if (!address.isEmpty() && !address.startsWith("https:") && !isLoopback(host(address))) {
      found.add(
          Finding.fatal(
              "call-without-tls",
              "tokens and answers go unencrypted to " + key + "=" + address,
              "use an https address in " + key));
    }
  }

  /** Without a host it is no address that could be called. */
  private static String host(String address) {
    try {
      return Optional.ofNullable(URI.create(address).getHost()).orElse("no host");
    } catch (IllegalArgumentException e) {
      return "no host";
    }
  }

  private static void database(Config settings, String key, List<Finding> found) {
    String address = text(settings, key);
    Matcher jdbc = JDBC.matcher(address);
    boolean elsewhere =
        jdbc.matches()
            && Stream.of(jdbc.group(1).split(",", -1))
                .anyMatch(host -> !isLoopback(PORT.matcher(host).replaceAll("")));
    if (elsewhere && !mode(settings, key, address).equals(SAFE_MODE)) {
      found.add(
          Finding.fatal(
              "database-without-tls",
              "what is stored, and the password of the role, go to a server that nobody checks: "
                  + key,
              "add sslmode=" + SAFE_MODE + " and sslrootcert=FILE to " + key));
    }
  }

  private static String mode(Config settings, String key, String address) {
    Matcher inAddress = SSL_MODE.matcher(address);
    if (inAddress.find()) {
      return inAddress.group(1);
    }
    return key.startsWith("quarkus.")
        ? text(settings, "quarkus.datasource.jdbc.additional-jdbc-properties.sslmode")
        : "";
  }

  /** Encrypted, but for whoever answers. */
  private static void unchecked(Config settings, List<Finding> found) {
    boolean anybody =
        text(settings, "quarkus.tls.trust-all").equals("true")
            || text(settings, "quarkus.oidc.tls.verification").equals("none")
            || !text(settings, NAMES_UNCHECKED, "false").equals("false");
    if (anybody) {
      found.add(
          Finding.fatal(
              "tls-unchecked",
              "a setting trusts every certificate, or every name in one",
              "leave out quarkus.tls.trust-all, quarkus.oidc.tls.verification and"
                  + " jdk.internal.httpclient.disableHostnameVerification; name a truststore instead"));
    }
  }

  private static String text(Config settings, String key) {
    return text(settings, key, "");
  }

  private static String text(Config settings, String key, String absent) {
    return settings.getOptionalValue(key, String.class).orElse(absent).toLowerCase(Locale.ROOT);
  }

  private static boolean isLoopback(String host) {
    return UnsafeSettings.isLoopback(host);
  }
}
