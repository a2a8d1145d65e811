package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The whole suite, started once for all test classes that ask for it, from an empty state; at the
 * end it is stopped, and nothing of it may be left.
 */
final class Suite implements AutoCloseable {
  /** Hands the suite to tests. */
  static final class Extension implements ParameterResolver {
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

  private final Command command;

  private Suite(Command command) {
    this.command = command;
  }

  private static Suite startFresh() {
    Suite suite = new Suite(Command.in("home"));
    try {
      // Leftovers of a test run that was killed.
      suite.command.run("down");
      Command.Result result =
          suite.command.run(
              "up",
              "--detach",
              "--no-build",
              "--fresh",
              "--port-offset",
              System.getProperty("tallystick.port-offset", "2000"));
      assertThat(result.exitCode()).as(result.output()).isZero();
      return suite;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Command command() {
    return command;
  }

  /** Starts what is not running; the ports are remembered. */
  void up() throws IOException, InterruptedException {
    Command.Result result = command.run(UP);
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  /** The variables that {@code env} prints. */
  Map<String, String> addresses() throws IOException, InterruptedException {
    Map<String, String> variables = new HashMap<>();
    Matcher matcher =
        Pattern.compile("export ([A-Z_]+)='([^']*)'").matcher(command.run("env").output());
    while (matcher.find()) {
      variables.put(matcher.group(1), matcher.group(2));
    }
    return variables;
  }

  String address(String variable) throws IOException, InterruptedException {
    String address = addresses().get(variable);
    if (address == null) {
      throw new AssertionError("env does not print " + variable);
    }
    return address;
  }

  /** A new access token. */
  String token(String name) throws IOException, InterruptedException {
    Command.Result result = command.run("token", name);
    assertThat(result.exitCode()).as(result.output()).isZero();
    return result.output().strip();
  }

  /** What a token claims. */
  static JsonNode claims(String token) throws IOException {
    return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
  }

  /** The answer of {@code status --json}. */
  JsonNode status() throws IOException, InterruptedException {
    return JSON.readTree(command.run("status", "--json").output());
  }

  JsonNode part(String name) throws IOException, InterruptedException {
    for (JsonNode part : status().get("parts")) {
      if (part.get("name").asText().equals(name)) {
        return part;
      }
    }
    throw new AssertionError("status does not know " + name);
  }

  /** Waits until every part is ready. */
  void awaitHealthy() throws IOException, InterruptedException {
    long end = System.nanoTime() + 240_000_000_000L;
    while (!status().get("healthy").asBoolean()) {
      assertThat(System.nanoTime()).as("waiting for %s", status()).isLessThan(end);
      Thread.sleep(300);
    }
  }

  /** The status of a GET with a token. */
  static int get(String url, String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token).build();
    return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
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
