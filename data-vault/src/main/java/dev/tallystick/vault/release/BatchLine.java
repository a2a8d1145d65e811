package dev.tallystick.vault.release;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A line of a batch: a request with its key, or what it is answered. */
final class BatchLine {
  private static final Set<String> MEMBERS = Set.of("key", "request");
  private static final int MAX_REQUEST_LENGTH = 16_384;
  private static final int OK = 200;

  private BatchLine() {}

  /** A request of a batch. */
  record Asked(int line, Optional<String> key, Optional<String> request) {
    @Override
    public String toString() {
      return "Asked[line " + line + "]";
    }
  }

  /** What a line is answered, and the releases that go out with it. */
  record Answered(JsonObject json, List<EventId> events) {
    @Override
    public String toString() {
      return "Answered[" + events.size() + " releases]";
    }
  }

  /** Reads a line; what it does not have is missing, and told when its turn comes. */
  static Asked parse(int line, String text) {
    try {
      JsonObject json =
          (JsonObject) CanonicalJson.parseMessage(text.getBytes(StandardCharsets.UTF_8));
      return MEMBERS.containsAll(json.names())
          ? new Asked(
              line,
              json.findString("key"),
              json.findString("request").filter(jws -> jws.length() <= MAX_REQUEST_LENGTH))
          : new Asked(line, Optional.empty(), Optional.empty());
    } catch (MalformedJsonException | ClassCastException e) {
      return new Asked(line, Optional.empty(), Optional.empty());
    }
  }

  static Answered of(int line, ReleaseAnswer answer) {
    Optional<ProblemDocument> refusal = answer.refusal();
    return refusal.isPresent()
        ? new Answered(json(line, refusal.get().status(), "problem", answer.problem()), List.of())
        : new Answered(json(line, OK, "answer", answer.body()), answer.events());
  }

  static Answered of(int line, DomainProblem problem) {
    ProblemDocument document = problem.document();
    try {
      JsonObject json =
          (JsonObject)
              CanonicalJson.parseMessage(document.toJson().getBytes(StandardCharsets.UTF_8));
      return new Answered(json(line, document.status(), "problem", json), List.of());
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a problem that is no JSON", e);
    }
  }

  private static JsonObject json(int line, int status, String name, JsonObject what) {
    return JsonObject.builder().put("line", line).put("status", status).put(name, what).build();
  }
}
