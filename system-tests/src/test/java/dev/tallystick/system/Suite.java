package dev.tallystick.system;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The whole suite, started once for all test classes that ask for it, from an empty state; at the
 * end it is stopped, and nothing of it may be left.
 */
public final class Suite implements AutoCloseable {
  /** Of the walk-through, which every class that shares a suite begins with or lives beside. */
  private static final String SHARED = "bureau-west";

  /** Hands the suite to tests, and holds the log that each class leaves to be an honest one. */
  public static final class Extension implements ParameterResolver, AfterAllCallback {
    @Override
    public void afterAll(ExtensionContext context) throws Exception {
      Class<?> type = context.getRequiredTestClass();
      Suite suite =
          context
              .getRoot()
              .getStore(ExtensionContext.Namespace.GLOBAL)
              .get(Suite.class, Suite.class);
      if (suite != null && !type.isAnnotationPresent(NotAudited.class)) {
        suite.ready();
        suite.assertHonest(SHARED);
      }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Suite.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .computeIfAbsent(Suite.class, type -> startFresh(), Suite.class);
    }
  }

  private static final String[] UP = {"up", "--detach", "--no-build"};
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** How much a person may add in a day, as a service finds it in its environment. */
  public static final String APPENDS = "TALLYSTICK_QUOTA_APPENDS_PERSON";

  /** What can be given an environment of its own. */
  private static final List<String> PARTS =
      List.of(
          "audit-service", "consent-service", "data-vault", "bureau-service", "portal", "keycloak");

  /** What {@link #ready} asks. */
  private static final List<String> SERVICES =
      List.of("AUDIT_URL", "CONSENT_URL", "VAULT_URL", "BUREAU_URL");

  /** The lock of tests that look at the whole suite, or disturb it, against those beside others. */
  public static final String LOCK = "suite";

  private final Command command;
  private Optional<FirstSaleWalk> walk = Optional.empty();
  private @Nullable HonestLog honest;
  private final Map<String, PersonOfOwn> people = new HashMap<>();
  private Map<String, String> addresses = Map.of();
  private final Map<String, String> scopedAuditors = new HashMap<>();

  private Suite(Command command) {
    this.command = command;
  }

  private static Suite startFresh() {
    return startFresh("home", System.getProperty("tallystick.port-offset", "2000"));
  }

  /** A suite of its own, from an empty state; the caller closes it. */
  public static Suite startFresh(String folder, String portOffset) {
    return startFresh(folder, portOffset, Map.of());
  }

  /**
   * A suite of its own, from an empty state; the caller closes it.
   *
   * @param environment of all that runs on its host: the services, PostgreSQL, Keycloak and the
   *     commands; a witness is on somebody else's
   */
  public static Suite startFresh(
      String folder, String portOffset, Map<String, String> environment) {
    // A suite that lives for a few minutes: the second compiler would cost more than it gives back.
    Suite suite =
        new Suite(
            Command.in(folder)
                .with(Map.of("TALLYSTICK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1"))
                .with(environment));
    try {
      // Leftovers of a test run that was killed.
      suite.command.run("down");
      suite.override(environment);
      Command.Result result =
          suite.command.run("up", "--detach", "--no-build", "--fresh", "--port-offset", portOffset);
      assertThat(result.exitCode()).as(result.output()).isZero();
      return suite;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The suite of a folder that holds its state already; the caller closes it. */
  public static Suite startAgain(String folder, String portOffset)
      throws IOException, InterruptedException {
    Suite suite =
        new Suite(Command.in(folder).with("TALLYSTICK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1"));
    suite.override(Map.of());
    Command.Result result =
        suite.command.run("up", "--detach", "--no-build", "--port-offset", portOffset);
    assertThat(result.exitCode()).as(result.output()).isZero();
    return suite;
  }

  /** What every part finds in its environment at each start. */
  private void override(Map<String, String> environment) throws IOException {
    Path folder;
    try {
      folder = SuiteFolder.open(command.home()).override("");
    } catch (NotAStateFolderException e) {
      throw new AssertionError(e);
    }
    Files.createDirectories(folder);
    for (String part : PARTS) {
      Map<String, String> own = new TreeMap<>(environment);
      // A few people do here in minutes what many do in a day.
      own.put(APPENDS, "20000");
      StringBuilder lines = new StringBuilder();
      own.forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
      Files.writeString(folder.resolve(part + ".env"), lines);
    }
  }

  public Command command() {
    return command;
  }

  /** The walk-through of docs/first-sale.md, done by the first who asks; the suite must be up. */
  synchronized FirstSaleWalk firstSale() throws IOException, InterruptedException {
    if (walk.isEmpty()) {
      walk = Optional.of(FirstSaleWalk.on(this));
    }
    return walk.get();
  }

  /** Somebody whom only one class of tests knows, enrolled for the first test that asks. */
  synchronized PersonOfOwn person(String name, String card)
      throws IOException, InterruptedException {
    PersonOfOwn known = people.get(name);
    if (known == null) {
      known = PersonOfOwn.enrol(this, name, card);
      people.put(name, known);
    }
    return known;
  }

  /**
   * For tests that stop nothing: the services answer that they are ready, or are brought there.
   * Asking them costs less than the two programs that {@link #up} and {@link #awaitHealthy} start.
   */
  void ready() throws IOException, InterruptedException {
    for (String service : SERVICES) {
      if (get(address(service) + "/q/health/ready", "") != 200) {
        up();
        awaitHealthy();
        return;
      }
    }
  }

  /** Starts what is not running; the ports are remembered. */
  public void up() throws IOException, InterruptedException {
    Command.Result result = command.run(UP);
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  /** The variables that {@code env} prints; a suite keeps its addresses. */
  public synchronized Map<String, String> addresses() throws IOException, InterruptedException {
    if (addresses.isEmpty()) {
      Map<String, String> variables = new HashMap<>();
      Matcher matcher =
          Pattern.compile("export ([A-Z_]+)='([^']*)'").matcher(command.run("env").output());
      while (matcher.find()) {
        variables.put(matcher.group(1), matcher.group(2));
      }
      addresses = Map.copyOf(variables);
    }
    return addresses;
  }

  public String address(String variable) throws IOException, InterruptedException {
    String address = addresses().get(variable);
    if (address == null) {
      throw new AssertionError("env does not print " + variable);
    }
    return address;
  }

  /** A new access token of a person. */
  public String token(String name) throws IOException, InterruptedException {
    return printed("token", name);
  }

  /**
   * Holds the log as it is now to be honest, by an audit of everything, by replay and by an audit
   * within an engagement. Nothing is asked if nothing has come to it since the last time.
   *
   * @param engagedBy a party of the suite, the same each time
   */
  public synchronized void assertHonest(String engagedBy) throws IOException, InterruptedException {
    HonestLog log = honest;
    if (log == null) {
      String home = String.valueOf(command.home().getFileName());
      log = HonestLog.of(this, Path.of("target", "audits", home), engagedBy);
      honest = log;
    }
    log.hold();
  }

  /** A new access token of an auditor whose engagement covers this party alone. */
  synchronized String scopedToken(String party) throws IOException, InterruptedException {
    if (!scopedAuditors.containsKey(party)) {
      String name = "auditor-of-" + party;
      Command.Result added =
          command.run("identity", "add", name, "--role", "auditor", "--scope", party);
      assertThat(added.exitCode()).as(added.output()).isZero();
      scopedAuditors.put(party, name);
    }
    return token(scopedAuditors.get(party));
  }

  /** A new access token of somebody; if it is a machine, for this service. */
  public String token(String name, String service) throws IOException, InterruptedException {
    return printed("token", name, service);
  }

  private String printed(String... words) throws IOException, InterruptedException {
    Command.Result result = command.run(words);
    assertThat(result.exitCode()).as(result.output()).isZero();
    return result.output().strip();
  }

  /** What a token claims. */
  public static JsonNode claims(String token) throws IOException {
    return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
  }

  /** The answer of {@code status --json}. */
  public JsonNode status() throws IOException, InterruptedException {
    return JSON.readTree(command.run("status", "--json").output());
  }

  public JsonNode part(String name) throws IOException, InterruptedException {
    for (JsonNode part : status().get("parts")) {
      if (part.get("name").asText().equals(name)) {
        return part;
      }
    }
    throw new AssertionError("status does not know " + name);
  }

  /** Waits until every part is ready. */
  public void awaitHealthy() {
    await()
        .atMost(240, SECONDS)
        .pollInterval(300, MILLISECONDS)
        .until(this::status, status -> status.get("healthy").asBoolean());
  }

  /** The status of a GET with a token, or without if it is empty. */
  public static int get(String url, String token) throws IOException, InterruptedException {
    return ask(url, token, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /** What a GET with a token is answered with, which must be 200. */
  public static String read(String url, String token) throws IOException, InterruptedException {
    HttpResponse<String> answer = ask(url, token, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(url).isEqualTo(200);
    return answer.body();
  }

  private static <T> HttpResponse<T> ask(
      String url, String token, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), handler);
  }

  @Override
  public void close() throws IOException {
    try {
      Command.Result result = command.run("down");
      assertThat(result.exitCode()).as(result.output()).isZero();
      assertThat(command.processes()).as("left after down").isEmpty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted before the suite was stopped", e);
    }
  }
}
