package dev.tallystick.vault.release;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import dev.tallystick.vault.document.BatchAnswer;
import dev.tallystick.vault.document.BatchRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A line of a batch: a request with its key, or what it is answered. */
final class BatchLine {
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
      BatchRequest.Partial asked = new BatchRequest.Partial(json);
      return BatchRequest.MEMBERS.containsAll(json.names())
          ? new Asked(
              line, asked.key(), asked.request().filter(jws -> jws.length() <= MAX_REQUEST_LENGTH))
          : new Asked(line, Optional.empty(), Optional.empty());
    } catch (MalformedJsonException | ClassCastException e) {
      return new Asked(line, Optional.empty(), Optional.empty());
    }
  }

  static Answered of(int line, ReleaseAnswer answer) {
    Optional<ProblemDocument> refusal = answer.refusal();
    return refusal.isPresent()
        ? new Answered(problem(line, refusal.get().status(), answer.problem()), List.of())
        : new Answered(
            BatchAnswer.builder().line(line).status(OK).answer(answer.body()).build().toJson(),
            answer.events());
  }

  static Answered of(int line, DomainProblem problem) {
    ProblemDocument document = problem.document();
    try {
      JsonObject json =
          (JsonObject)
              CanonicalJson.parseMessage(document.toJson().getBytes(StandardCharsets.UTF_8));
      return new Answered(problem(line, document.status(), json), List.of());
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a problem that is no JSON", e);
    }
  }

  private static JsonObject problem(int line, int status, JsonObject problem) {
    return BatchAnswer.builder().line(line).status(status).problem(problem).build().toJson();
  }
}
