package dev.tallystick.system.abuse;

import dev.tallystick.system.abuse.AbuseCase.Expected;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Paths, queries and headers with what does not belong there. */
final class ParameterCases {
  private static final Map<String, String> TEXTS = new LinkedHashMap<>();

  static {
    TEXTS.put("a quote and SQL", "x'%22);%20drop%20table%20record;--");
    TEXTS.put("a way up", "..%2f..%2f..%2fetc%2fpasswd");
    TEXTS.put("a zero byte", "a%00b");
    TEXTS.put("bytes that are no UTF-8", "%c3%28%ff");
    TEXTS.put("a line end", "a%0d%0aX-Injected:%20yes");
    TEXTS.put("4,000 characters", "9".repeat(4_000));
    TEXTS.put("a negative number", "-1");
    TEXTS.put("a number beyond a long", "99999999999999999999");
    TEXTS.put("markup", "%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    TEXTS.put("half a character", "%ed%a0%80");
  }

  private final Callers callers;

  ParameterCases(Callers callers) {
    this.callers = callers;
  }

  List<AbuseCase> of(ApiOperation operation) {
    List<AbuseCase> cases = new ArrayList<>();
    Requests requests = new Requests(operation);
    TEXTS.forEach(
        (name, text) -> {
          if (!operation.parameters("path").isEmpty()) {
            Expected expected =
                OpenToAll.reason(operation).isPresent() ? Expected.ANSWERED : Expected.REFUSED;
            add(cases, operation, "path with " + name, requests.with(text), expected);
          }
          for (String parameter : operation.parameters("query")) {
            add(
                cases,
                operation,
                parameter + " with " + name,
                requests.query(parameter + "=" + text),
                Expected.ANSWERED);
          }
        });
    for (String parameter : operation.parameters("query")) {
      String twice = parameter + "=a&" + parameter + "=b";
      add(cases, operation, parameter + " twice", requests.query(twice), Expected.ANSWERED);
    }
    add(cases, operation, "unknown parameter", requests.query("noSuch=1"), Expected.ANSWERED);
    headers(cases, operation, requests);
    return cases;
  }

  private void headers(List<AbuseCase> cases, ApiOperation operation, Requests requests) {
    add(
        cases,
        operation,
        "Accept of nothing that there is",
        requests.plain().setHeader("Accept", "application/x-nothing"),
        Expected.ANSWERED);
    add(
        cases,
        operation,
        "Accept that is none",
        requests.plain().setHeader("Accept", "/;=,"),
        Expected.ANSWERED);
    add(
        cases,
        operation,
        "Idempotency-Key of 9,000 characters",
        requests.plain().setHeader(Requests.KEY, "k".repeat(9_000)),
        Expected.ANSWERED);
    if (operation.requiresHeader(Requests.KEY)) {
      add(cases, operation, "no Idempotency-Key", requests.withoutKey(), Expected.REFUSED);
    }
    add(
        cases,
        operation,
        "header of 20,000 characters",
        requests.plain().setHeader("X-Anything", "h".repeat(20_000)),
        Expected.ANSWERED);
    add(
        cases,
        operation,
        "traceparent of nonsense",
        requests.plain().setHeader("traceparent", "00-zz-zz-zz"),
        Expected.ANSWERED);
    for (String method : List.of("PATCH", "TRACE")) {
      add(
          cases,
          operation,
          "method " + method,
          requests.plain().method(method, BodyPublishers.noBody()),
          Expected.REFUSED);
    }
  }

  private void add(
      List<AbuseCase> cases,
      ApiOperation operation,
      String name,
      HttpRequest.Builder request,
      Expected expected) {
    HttpRequest.Builder called =
        operation.isPublic()
            ? request
            : Requests.as(
                request, callers.token(CallerCases.someRole(operation), operation.service()));
    cases.add(new AbuseCase(operation, name, called.build(), expected));
  }
}
