package dev.tallystick.system.abuse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tallystick.system.abuse.AbuseCase.Expected;
import java.math.BigInteger;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bodies of another form than the description has: each by somebody who may call. */
final class BodyCases {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LINES = "application/x-ndjson";
  private static final int HUGE = 1_200_000;
  private static final int DEEP = 50_000;

  /** More than any service takes. */
  private static final int BEYOND = 40 << 20;

  private final Callers callers;

  BodyCases(Callers callers) {
    this.callers = callers;
  }

  List<AbuseCase> of(ApiOperation operation) {
    List<AbuseCase> cases = new ArrayList<>();
    if (!operation.hasBody()) {
      return cases;
    }
    for (String type : operation.bodyTypes()) {
      wholes().forEach((name, body) -> cases.add(whole(operation, type, name, body)));
      if (type.equals(LINES)) {
        byte[] lines = "{}\n".repeat(BEYOND / 3).getBytes(StandardCharsets.UTF_8);
        AbuseCase beyond = whole(operation, type, "of 40 MB", lines);
        cases.add(new AbuseCase(operation, beyond.name(), beyond.request(), Expected.REFUSED));
      }
    }
    if (operation.bodyType().equals("application/json")
        && SampleJson.type(operation.bodySchema()).equals("object")) {
      members(operation, cases);
    }
    cases.add(typed(operation, "Content-Type text/plain", "text/plain"));
    cases.add(typed(operation, "Content-Type application/xml", "application/xml"));
    cases.add(typed(operation, "Content-Type that is none", "§§"));
    return cases;
  }

  /** Of lines each has its own answer; and who needs no body may send none. */
  private AbuseCase whole(ApiOperation operation, String type, String name, byte[] body) {
    boolean isNone = body.length == 0 || name.equals("null");
    Expected expected =
        type.equals(LINES) || (isNone && !operation.needsBody())
            ? Expected.ANSWERED
            : Expected.REFUSED;
    HttpRequest.Builder request = new Requests(operation).plain().setHeader("Content-Type", type);
    request.method(operation.method(), HttpRequest.BodyPublishers.ofByteArray(body));
    return new AbuseCase(
        operation, "body " + name + " as " + type, caller(operation, request).build(), expected);
  }

  private static Map<String, byte[]> wholes() {
    Map<String, byte[]> bodies = new LinkedHashMap<>();
    bodies.put("empty", new byte[0]);
    for (String text : List.of("null", "[]", "\"text\"", "7", "{", "{]}", "{\"a\":1e999999}")) {
      bodies.put(text, text.getBytes(StandardCharsets.UTF_8));
    }
    bodies.put("of 50,000 levels", "[".repeat(DEEP).getBytes(StandardCharsets.UTF_8));
    bodies.put(
        "of 50,000 objects in one another",
        "{\"a\":".repeat(DEEP).getBytes(StandardCharsets.UTF_8));
    bodies.put(
        "of 1.2 MB", ("{\"a\":\"" + "x".repeat(HUGE) + "\"}").getBytes(StandardCharsets.UTF_8));
    bodies.put(
        "of bytes that are no UTF-8", new byte[] {'{', '"', (byte) 0xc3, 0x28, '"', ':', '1', '}'});
    bodies.put("of zero bytes", new byte[64]);
    bodies.put("in UTF-16", "{\"a\":1}".getBytes(StandardCharsets.UTF_16));
    return bodies;
  }

  private void members(ApiOperation operation, List<AbuseCase> cases) {
    ObjectNode sample = (ObjectNode) new SampleJson(operation).body();
    cases.add(
        json(operation, "form of the description, contents of nothing", sample, Expected.ANSWERED));
    cases.add(
        json(
            operation,
            "unknown member",
            sample.deepCopy().put("noSuchMember", 1),
            Expected.REFUSED));
    for (JsonNode required : operation.bodySchema().path("required")) {
      ObjectNode without = sample.deepCopy();
      without.remove(required.asText());
      cases.add(json(operation, "without " + required.asText(), without, Expected.REFUSED));
    }
    for (Map.Entry<String, JsonNode> member :
        operation.bodySchema().path("properties").properties()) {
      wrong(operation, sample, member.getKey(), cases);
    }
    if (!sample.isEmpty()) {
      String first = sample.fieldNames().next();
      String twice =
          "{\"%s\":%s,%s".formatted(first, sample.get(first), sample.toString().substring(1));
      cases.add(
          of(operation, "member twice", twice.getBytes(StandardCharsets.UTF_8), Expected.REFUSED));
    }
  }

  private void wrong(
      ApiOperation operation, ObjectNode sample, String member, List<AbuseCase> cases) {
    String type =
        SampleJson.type(operation.resolve(operation.bodySchema().path("properties").path(member)));
    ObjectNode nested = JSON.createObjectNode();
    nested.putObject("a").putArray("b").add(1);
    ObjectNode other = sample.deepCopy();
    other.set(member, type.equals("object") ? JSON.createArrayNode().add("x") : nested);
    cases.add(json(operation, member + " of another type", other, Expected.REFUSED));
    if (type.equals("string")) {
      cases.add(
          json(
              operation,
              member + " of 100,000 characters",
              sample.deepCopy().put(member, "x".repeat(100_000)),
              Expected.REFUSED));
      cases.add(
          json(
              operation,
              member + " with controls and half a character",
              sample.deepCopy().put(member, "\u0000\u001b[31m\ud800'; drop table x; --"),
              Expected.ANSWERED));
    } else if (type.equals("integer")) {
      cases.add(
          json(
              operation,
              member + " beyond a long",
              sample
                  .deepCopy()
                  .set(member, JSON.getNodeFactory().numberNode(new BigInteger("9".repeat(30)))),
              Expected.REFUSED));
      cases.add(
          json(
              operation,
              member + " with a fraction",
              sample.deepCopy().put(member, 1.5),
              Expected.REFUSED));
    }
  }

  private AbuseCase json(ApiOperation operation, String name, JsonNode body, Expected expected) {
    return of(operation, name, body.toString().getBytes(StandardCharsets.UTF_8), expected);
  }

  private AbuseCase of(ApiOperation operation, String name, byte[] body, Expected expected) {
    Requests requests = new Requests(operation);
    HttpRequest.Builder request = requests.body(requests.plain(), body);
    return new AbuseCase(operation, name, caller(operation, request).build(), expected);
  }

  private AbuseCase typed(ApiOperation operation, String name, String type) {
    HttpRequest.Builder request =
        new Requests(operation).plain().setHeader("Content-Type", type.replace("§§", "/;=,"));
    return new AbuseCase(operation, name, caller(operation, request).build(), Expected.REFUSED);
  }

  private HttpRequest.Builder caller(ApiOperation operation, HttpRequest.Builder request) {
    return operation.isPublic()
        ? request
        : Requests.as(request, callers.token(CallerCases.someRole(operation), operation.service()));
  }
}
