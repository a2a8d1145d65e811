package dev.tallystick.system.abuse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.system.abuse.AbuseCase.Expected;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/**
 * Uses up what a person is granted, on each service, and asks for more: it is refused as published,
 * and what a person stops, erases or objects to is not.
 */
public final class QuotaRun {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String APPENDS = "APPEND_QUOTA_EXCEEDED";
  private static final String REQUESTS = "REQUEST_QUOTA_EXCEEDED";
  private static final String LIFTS = "FREEZE_LIFT_QUOTA_EXCEEDED";
  private static final int TOO_MANY = 429;
  private static final int MINUTE_SECONDS = 60;
  private static final int DAY_SECONDS = 24 * 60 * MINUTE_SECONDS;
  private static final String FREEZE = "/v1/me/freeze";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final PublishedLimits limits;
  private final AbuseReport report;

  /** A run against what is published. */
  public QuotaRun(PublishedLimits limits, AbuseReport report) {
    this.limits = limits;
    this.report = report;
  }

  /**
   * Uses up both quotas of one person on one service.
   *
   * @param token of a person who has done nothing yet
   * @param operations of the service
   */
  public void useUp(List<ApiOperation> operations, String token)
      throws IOException, InterruptedException {
    List<ApiOperation> ofPersons =
        operations.stream().filter(each -> each.roles().contains("citizen")).toList();
    List<ApiOperation> appending =
        ofPersons.stream().filter(each -> isAppending(each) && !isNeverRefused(each)).toList();
    if (!appending.isEmpty()) {
      useUpAppends(appending, token);
    }
    Optional<ApiOperation> reading =
        ofPersons.stream().filter(each -> each.method().equals("GET")).findFirst();
    if (reading.isPresent()) {
      useUpRequests(reading.get(), token);
    }
    for (ApiOperation each : ofPersons) {
      if (isNeverRefused(each)) {
        HttpResponse<String> answer = send(each, token);
        add(
            each,
            "with every quota used up",
            answer.statusCode(),
            isRefused(answer) ? "is refused" : "");
      }
    }
  }

  /** Only who has just logged in erases, which is asked of everybody and says nothing of quotas. */
  private static boolean isRefused(HttpResponse<String> answer) throws IOException {
    int status = answer.statusCode();
    return status == TOO_MANY
        || status == 401
        || (status == 403 && !code(answer).equals("FRESH_LOGIN_REQUIRED"))
        || status >= 500;
  }

  private static String code(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body()).path("code").asText();
  }

  /** What is granted is granted, the next one is not, wherever it is added. */
  private void useUpAppends(List<ApiOperation> appending, String token)
      throws IOException, InterruptedException {
    int limit = limits.of(APPENDS);
    ApiOperation first = appending.get(0);
    for (int i = 0; i < limit; i++) {
      int status = send(first, token).statusCode();
      if (status == TOO_MANY) {
        add(first, "addition %d of %d".formatted(i + 1, limit), status, "is refused too early");
        return;
      }
    }
    for (ApiOperation each : appending) {
      HttpResponse<String> answer = send(each, token);
      String flaw = flaw(answer, APPENDS, DAY_SECONDS);
      add(each, "addition beyond %d".formatted(limit), answer.statusCode(), flaw);
    }
  }

  /** Minutes may begin in between; then as many are granted once more. */
  private void useUpRequests(ApiOperation reading, String token)
      throws IOException, InterruptedException {
    int limit = limits.of(REQUESTS);
    HttpResponse<String> answer = send(reading, token);
    int sent = 1;
    while (answer.statusCode() != TOO_MANY && sent <= 3 * limit) {
      answer = send(reading, token);
      sent++;
    }
    String flaw = flaw(answer, REQUESTS, MINUTE_SECONDS);
    add(reading, "request %d of a person".formatted(sent), answer.statusCode(), flaw);
  }

  /**
   * Freezes and lifts by turns: lifting ends, freezing does not.
   *
   * @param operations of the service where people freeze
   * @param token of a person who has not frozen yet
   */
  public void freezeAndLift(List<ApiOperation> operations, String token)
      throws IOException, InterruptedException {
    ApiOperation freeze = find(operations, FREEZE);
    ApiOperation lift = find(operations, FREEZE + "/lift");
    int limit = limits.of(LIFTS);
    for (int i = 0; i < limit; i++) {
      int frozen = send(freeze, token).statusCode();
      add(freeze, "freezing again", frozen, isDone(frozen) ? "" : "is refused");
      int lifted = send(lift, token).statusCode();
      add(lift, "lift %d of %d".formatted(i + 1, limit), lifted, isDone(lifted) ? "" : "too early");
    }
    int frozen = send(freeze, token).statusCode();
    add(freeze, "freezing after every lift", frozen, isDone(frozen) ? "" : "is refused");
    HttpResponse<String> beyond = send(lift, token);
    String flaw = flaw(beyond, LIFTS, DAY_SECONDS);
    add(lift, "lift beyond %d".formatted(limit), beyond.statusCode(), flaw);
    int again = send(freeze, token).statusCode();
    add(freeze, "freezing without a lift left", again, isDone(again) ? "" : "is refused");
  }

  private static ApiOperation find(List<ApiOperation> operations, String path) {
    return operations.stream()
        .filter(each -> each.path().equals(path) && each.method().equals("POST"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no operation " + path));
  }

  private static boolean isDone(int status) {
    return status >= 200 && status < 300;
  }

  private static boolean isAppending(ApiOperation operation) {
    return !operation.method().equals("GET") && !operation.onlyReads();
  }

  private boolean isNeverRefused(ApiOperation operation) {
    return operation.method().equals("POST") && limits.neverRefused().contains(operation.path());
  }

  /** What is wrong with a refusal; empty if nothing is. */
  private static String flaw(HttpResponse<String> answer, String code, int longest)
      throws IOException {
    if (answer.statusCode() != TOO_MANY) {
      return "expected 429 " + code + ": " + answer.body();
    }
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (!type.startsWith("application/problem+json")) {
      return "is no problem+json but " + type;
    }
    JsonNode problem = JSON.readTree(answer.body());
    if (!problem.path("code").asText().equals(code)) {
      return "expected " + code + ": " + answer.body();
    }
    String wait = answer.headers().firstValue("Retry-After").orElse("");
    boolean isTime = wait.matches("[0-9]{1,6}") && Integer.parseInt(wait) <= longest;
    return isTime ? "" : "Retry-After is \"" + wait + "\"";
  }

  private HttpResponse<String> send(ApiOperation operation, String token)
      throws IOException, InterruptedException {
    HttpRequest request = Requests.as(new Requests(operation).plain(), token).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private void add(ApiOperation operation, String name, int status, String flaw) {
    AbuseCase tried =
        new AbuseCase(operation, name, new Requests(operation).plain().build(), Expected.ANSWERED);
    report.add(tried, status, flaw.isEmpty() ? Optional.empty() : Optional.of(flaw));
  }
}
