package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.Database;
import dev.tallystick.postgres.Login;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code deploy/settings}: what an installation has to say is what the launcher says. */
class SettingsFilesTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private static final Pattern MAPPING =
      Pattern.compile("@ConfigMapping\\(prefix = \"([a-z.-]+)\"\\)[^@{]*interface \\w+ \\{");
  private static final Pattern METHOD =
      Pattern.compile("(?m)^ +[A-Z][\\w<>]* (\\w+)\\(\\);|^ +(?:int|long|boolean) (\\w+)\\(\\);");
  private static final Pattern PROPERTY = Pattern.compile("\"(tallystick\\.[a-z.-]+)\"");
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{(tallystick\\.[a-z.-]+)[:}]");

  @TempDir Path temp;

  static List<Suite.Service> services() {
    return Suite.programs();
  }

  @ParameterizedTest
  @MethodSource("services")
  void requiredSettings_areSaidByTheLauncher(Suite.Service service) throws Exception {
    assertThat(launched(service).keySet()).containsAll(required(service));
  }

  @ParameterizedTest
  @MethodSource("services")
  void whatTheLauncherSays_isInTheFileRequiredOrOptional(Suite.Service service) throws Exception {
    assertThat(all(service)).containsAll(launched(service).keySet());
  }

  @ParameterizedTest
  @MethodSource("services")
  void settings_areKnownToTheService(Suite.Service service) throws Exception {
    Set<String> own = all(service);
    assertThat(known(service))
        .containsAll(own.stream().filter(key -> key.startsWith("tallystick.")).toList());
  }

  @ParameterizedTest
  @MethodSource("services")
  void requiredSettings_standInTheReadme(Suite.Service service) throws Exception {
    String readme = Files.readString(ROOT.resolve(service.name()).resolve("README.md"));
    assertThat(required(service)).allSatisfy(key -> assertThat(readme).contains("`" + key + "`"));
  }

  @ParameterizedTest
  @MethodSource("services")
  void secrets_areNotInTheFile(Suite.Service service) throws Exception {
    Properties settings = properties(Files.readString(file(service)));
    assertThat(settings.stringPropertyNames())
        .filteredOn(key -> key.endsWith("password") || key.endsWith("secret"))
        .isNotEmpty()
        .allSatisfy(key -> assertThat(settings.getProperty(key)).matches("\\$\\{[A-Z_]+}"));
  }

  private Map<String, String> launched(Suite.Service service) throws Exception {
    SuiteFolder folder = SuiteFolder.open(temp.resolve("state"));
    Suite suite = new Suite(Path.of("/checkout"), Path.of("/keycloak.zip"), new Ports(0));
    Database database =
        new Database("db", 15432, new Login("db_owner", "owner-pw"), new Login("db_app", "app-pw"));
    ServiceConfig config = new ServiceConfig(suite, folder, Secrets.in(folder.secrets()));
    return service.equals(Suite.portal()) ? config.ofPortal() : config.of(service, database);
  }

  private static Path file(Suite.Service service) {
    return ROOT.resolve("deploy/settings").resolve(service.name() + ".properties");
  }

  private static Set<String> required(Suite.Service service) throws IOException {
    return properties(Files.readString(file(service))).stringPropertyNames();
  }

  /** Also those that stand there as a comment: {@code #key=value}, without a space. */
  private static Set<String> all(Suite.Service service) throws IOException {
    String text = Files.readString(file(service));
    return properties(text.replaceAll("(?m)^#(?=\\S)", "")).stringPropertyNames();
  }

  private static Properties properties(String text) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    return properties;
  }

  /** The keys that the code of the service and of the libraries reads, found as text. */
  private static Set<String> known(Suite.Service service) throws IOException {
    Set<String> keys = new TreeSet<>();
    // The key of an address is made of the name of the service that is called.
    service.calls().forEach(called -> keys.add("tallystick." + called + ".url"));
    for (String module : List.of(service.name(), "libs")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
        for (Path file : files.filter(SettingsFilesTest::isOfTheProduct).toList()) {
          String text = Files.readString(file);
          MAPPING.matcher(text).results().forEach(mapping -> addMapping(keys, text, mapping));
          PROPERTY.matcher(text).results().forEach(match -> keys.add(match.group(1)));
          EXPRESSION.matcher(text).results().forEach(match -> keys.add(match.group(1)));
        }
      }
    }
    return keys;
  }

  private static boolean isOfTheProduct(Path file) {
    String path = file.toString();
    return path.contains("/src/main/")
        && (path.endsWith(".java") || path.endsWith("application.properties"));
  }

  /** The methods from the interface's beginning to the next mapping, as keys. */
  private static void addMapping(Set<String> keys, String text, MatchResult mapping) {
    int next = text.indexOf("@ConfigMapping", mapping.end());
    String body = text.substring(mapping.end(), next < 0 ? text.length() : next);
    METHOD
        .matcher(body)
        .results()
        .map(method -> method.group(1) == null ? method.group(2) : method.group(1))
        .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
        .forEach(name -> keys.add(mapping.group(1) + "." + name));
  }
}
