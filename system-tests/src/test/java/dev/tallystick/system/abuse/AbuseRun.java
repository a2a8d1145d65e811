package dev.tallystick.system.abuse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Sends the cases of operations, and judges the answers. */
public final class AbuseRun {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What shows the inside of a service. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "\\bat"
              + " [a-z]+(\\.\\w+)+\\(|Exception|java\\.|jakarta\\.|io\\.quarkus|io\\.vertx|com\\.fasterxml"
              + "|org\\.(postgresql|hibernate|jboss)|SQLSTATE|dev\\.tallystick\\.");

  /** What is refused before there is a request: its line or its headers are too long. */
  private static final Set<Integer> OF_THE_CODEC = Set.of(414, 431);

  private HttpClient http = newClient();
  private final Callers callers;
  private final List<String> othersIds;
  private final AbuseReport report = new AbuseReport();

  /**
   * A run with these callers.
   *
   * @param othersIds ids of things that belong to none of the callers
   */
  public AbuseRun(Callers callers, List<String> othersIds) {
    this.callers = callers;
    this.othersIds = List.copyOf(othersIds);
  }

  /** Tries everything on an operation. */
  public void tryOut(ApiOperation operation) throws InterruptedException {
    List<AbuseCase> cases = new ArrayList<>(new CallerCases(callers).of(operation));
    cases.addAll(new AdministrationCases(callers).of(operation));
    cases.addAll(new ForeignCases(callers, othersIds).of(operation));
    cases.addAll(new BodyCases(callers).of(operation));
    cases.addAll(new ParameterCases(callers).of(operation));
    for (AbuseCase each : cases) {
      send(each);
    }
  }

  /** Tries slow bodies on all of them at once, and other protocols on their services. */
  public void tryOutSlowly(List<ApiOperation> operations) throws InterruptedException {
    new SlowBodies(callers, report).tryOut(operations);
  }

  private void send(AbuseCase each) throws InterruptedException {
    try {
      HttpResponse<String> answer =
          http.send(callers.withProof(each.request()), HttpResponse.BodyHandlers.ofString());
      report.add(each, answer.statusCode(), flaw(each, answer));
      if (OF_THE_CODEC.contains(answer.statusCode())) {
        // The service ends that connection; the next request must not be sent on it.
        http = newClient();
      }
    } catch (IOException e) {
      report.add(each, 0, Optional.of("no answer: " + e));
    }
  }

  private static HttpClient newClient() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private Optional<String> flaw(AbuseCase each, HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (!each.expected().allows(status)) {
      return Optional.of("expected " + each.expected() + ": " + start(answer.body()));
    }
    Optional<String> shown = each.foreign().flatMap(sent -> shown(sent, answer.body()));
    if (shown.isPresent()) {
      return Optional.of("shows another's " + shown.get() + ": " + start(answer.body()));
    }
    return status >= 400 ? problemFlaw(answer) : Optional.empty();
  }

  /** What the answer tells of others, besides the id that was sent. */
  private Optional<String> shown(String sent, String body) {
    return othersIds.stream().filter(id -> !id.equals(sent) && body.contains(id)).findFirst();
  }

  /** Every refusal is a problem with a code, and shows nothing of the inside. */
  private static Optional<String> problemFlaw(HttpResponse<String> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (OF_THE_CODEC.contains(answer.statusCode()) && answer.body().isEmpty()) {
      return Optional.empty();
    }
    if (!type.startsWith("application/problem+json")) {
      return Optional.of("is no problem+json but \"" + type + "\": " + start(answer.body()));
    }
    if (INSIDE.matcher(answer.body()).find()) {
      return Optional.of("shows the inside: " + start(answer.body()));
    }
    try {
      JsonNode problem = JSON.readTree(answer.body());
      if (!problem.path("code").asText().matches("[A-Z][A-Z0-9_]+")
          || problem.path("status").asInt() != answer.statusCode()) {
        return Optional.of("has no code, or another status: " + start(answer.body()));
      }
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.of("is no JSON: " + start(answer.body()));
    }
  }

  private static String start(String body) {
    return body.length() > 300 ? body.substring(0, 300) + "…" : body;
  }

  /** What was tried, and what came of it. */
  public AbuseReport report() {
    return report;
  }
}
