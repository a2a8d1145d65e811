package dev.tallystick.startup;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * What is unsafe in the connection to a broker of Kafka: whoever sits in between reads messages
 * about persons and the log-in, or sends messages of their own.
 */
final class UnsafeBroker {
  private static final String SERVERS = "tallystick.topic.servers";
  private static final String FILE = "tallystick.topic.properties";
  private static final Set<String> SAFE = Set.of("SSL", "SASL_SSL");
  private static final String NAMES_CHECKED = "https";
  private static final Pattern PORT = Pattern.compile(":[0-9]+$");

  private UnsafeBroker() {}

  static List<Finding> in(Config settings) {
    Optional<String> servers = settings.getOptionalValue(SERVERS, String.class);
    if (servers.isEmpty()) {
      return List.of();
    }
    List<Finding> found = new ArrayList<>();
    Optional<Path> file = settings.getOptionalValue(FILE, String.class).map(Path::of);
    boolean elsewhere =
        Stream.of(servers.get().split(",", -1))
            .anyMatch(
                server -> !UnsafeSettings.isLoopback(PORT.matcher(server.strip()).replaceAll("")));
    Properties properties = new Properties();
    try {
      if (file.isPresent()) {
        try (Reader text = Files.newBufferedReader(file.get())) {
          properties.load(text);
        }
        if (UnsafeSettings.isOpenToOthers(file.get())) {
          found.add(
              Finding.fatal(
                  "broker-file-open",
                  "others than the owner may open " + file.get(),
                  "chmod go-rwx " + file.get()));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      found.add(
          Finding.fatal(
              "broker-file-unreadable",
              FILE + " names no file of properties: " + file.orElseThrow(),
              "name a file that this service may read"));
      return found;
    }
    if (elsewhere && !isProved(properties)) {
      found.add(
          Finding.fatal(
              "broker-without-tls",
              "messages and the log-in go to a broker that nobody checks: " + SERVERS,
              "set security.protocol=SASL_SSL (or SSL) and ssl.truststore.location in the file of "
                  + FILE
                  + ", and leave ssl.endpoint.identification.algorithm out"));
    }
    return found;
  }

  private static boolean isProved(Properties properties) {
    String protocol =
        properties.getProperty("security.protocol", "").strip().toUpperCase(Locale.ROOT);
    String names =
        properties.getProperty("ssl.endpoint.identification.algorithm", NAMES_CHECKED).strip();
    return SAFE.contains(protocol) && names.equalsIgnoreCase(NAMES_CHECKED);
  }
}
