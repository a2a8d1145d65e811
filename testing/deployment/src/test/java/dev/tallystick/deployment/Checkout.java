package dev.tallystick.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of this checkout that a deployment is made of, and what the services say of themselves.
 */
final class Checkout {
  static final Path ROOT =
      Path.of(System.getProperty("tallystick.root", "../..")).toAbsolutePath().normalize();
  static final Path DEPLOY = ROOT.resolve("deploy");

  static final List<String> SERVICES =
      List.of("audit-service", "consent-service", "data-vault", "bureau-service");
  static final String PORTAL = "portal";

  /** What a party runs, apart from an installation of the suite. */
  static final String GATEWAY = "party-gateway";

  static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> OTHER = Set.of("target", ".m2", ".git", ".tallystick");

  private Checkout() {}

  /** All programs that are deployed, the portal too. */
  static List<String> programs() {
    return Stream.concat(SERVICES.stream(), Stream.of(PORTAL)).toList();
  }

  /** All programs that a release has, the gateway of a party too. */
  static List<String> released() {
    return Stream.concat(programs().stream(), Stream.of(GATEWAY)).toList();
  }

  static JsonNode yaml(Path file) throws IOException {
    return YAML.readTree(Files.readString(file));
  }

  /** Each document of a file. */
  static List<JsonNode> documents(Path file) throws IOException {
    try (MappingIterator<JsonNode> all =
        YAML.readerFor(JsonNode.class).readValues(Files.readString(file))) {
      List<JsonNode> documents = new ArrayList<>();
      while (all.hasNext()) {
        JsonNode next = all.next();
        if (next.isObject()) {
          documents.add(next);
        }
      }
      return documents;
    }
  }

  /** What a program is configured with in its jar. */
  static Properties application(String program) throws IOException {
    return properties(ROOT.resolve(program).resolve("src/main/resources/application.properties"));
  }

  /** The settings that an installation has to give a program. */
  static Properties required(String program) throws IOException {
    return properties(DEPLOY.resolve("settings").resolve(program + ".properties"));
  }

  /**
   * The settings that an installation may give a program: those of its file, commented ones too.
   */
  static Set<String> known(String program) throws IOException {
    Properties all = new Properties();
    all.load(
        new StringReader(
            Files.readString(DEPLOY.resolve("settings").resolve(program + ".properties"))
                .replaceAll("(?m)^#(?=\\S)", "")));
    return new TreeSet<>(all.stringPropertyNames());
  }

  static Properties properties(Path file) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(Files.readString(file)));
    return properties;
  }

  static int port(String program) throws IOException {
    return Integer.parseInt(application(program).getProperty("quarkus.http.port"));
  }

  /** The names of all test classes. */
  static Set<String> testClasses() throws IOException {
    Set<String> names = new TreeSet<>();
    Pattern test = Pattern.compile("(\\w+)\\.java");
    try (Stream<Path> files = Files.walk(ROOT)) {
      files
          .filter(file -> file.toString().contains("/src/test/java/"))
          .filter(file -> ROOT.relativize(file).getNameCount() > 1)
          .filter(file -> !OTHER.contains(ROOT.relativize(file).getName(0).toString()))
          .map(file -> test.matcher(file.getFileName().toString()))
          .filter(java.util.regex.Matcher::matches)
          .forEach(found -> names.add(found.group(1)));
    }
    return names;
  }
}
