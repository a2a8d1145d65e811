package dev.tallystick.audit.opening;

import dev.tallystick.audit.entry.Answered;
import dev.tallystick.audit.entry.EntryIntake;
import dev.tallystick.audit.sequencing.Outcome;
import dev.tallystick.audit.sequencing.SequencerProblem;
import dev.tallystick.events.Body;
import dev.tallystick.events.CanonicalJson;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.JsonArray;
import dev.tallystick.events.JsonObject;
import dev.tallystick.events.Seed;
import dev.tallystick.events.Stub;
import dev.tallystick.tlog.Hash;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Logs a bulk read before it happens: no record, no read. */
public final class ReadRecord {
  /** The name that audit-service appends its own entries under. */
  static final String SOURCE = "audit-service";

  private static final String TYPE = "audit.read";
  private static final long PATIENCE_SECONDS = 10;

  private final EntryIntake intake;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** Appends through the service's own intake. */
  public ReadRecord(EntryIntake intake, Clock clock) {
    this.intake = intake;
    this.clock = clock;
  }

  /**
   * Appends {@code audit.read} for {@code from <= index < to} and returns its own index.
   *
   * @throws dev.tallystick.problem.DomainProblem if it cannot be logged
   */
  long bulkRead(String auditor, Set<String> scope, String purpose, long from, long to) {
    String engagement = String.join(" ", scope);
    JsonObject query =
        JsonObject.builder().put("scope", engagement).put("from", from).put("to", to).build();
    JsonObject data =
        JsonObject.builder()
            .put("auditor", auditor)
            .put("engagement", engagement)
            .put("kind", "BULK")
            .put("parts", JsonArray.ofStrings(List.of("BODY", "INTERNAL", "STUB")))
            .put("purpose", purpose)
            .put("queryDigest", Hash.sha256(CanonicalJson.bytes(query)).hex())
            .put("firstIndex", from)
            .put("lastIndex", to - 1)
            .build();
    return index(append(request(data)));
  }

  private byte[] request(JsonObject data) {
    long now = clock.millis();
    EventType type = EventTypes.get(TYPE);
    Body body = new Body(EventId.draw(now, random), SOURCE, now, Optional.empty(), data);
    List<Hash> labels =
        type.indexKeys(Optional.empty(), data).stream().map(EventLabels::label).toList();
    try {
      return Event.of(
              Seed.draw(random),
              Stub.of(type.name(), labels, Map.of(), List.of()),
              body,
              Optional.empty())
          .toRequestJson();
    } catch (InvalidEventException e) {
      throw new IllegalStateException("an audit.read of our own making is refused", e);
    }
  }

  private Answered append(byte[] request) {
    try {
      return intake
          .submit(SOURCE, List.of(request))
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .get(0);
    } catch (TimeoutException | ExecutionException e) {
      throw new SequencerProblem.Unavailable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SequencerProblem.Unavailable();
    }
  }

  private static long index(Answered answered) {
    if (answered.outcome() instanceof Outcome.Logged logged) {
      return logged.index();
    }
    if (answered.outcome() instanceof Outcome.Refused refused) {
      throw refused.problem();
    }
    throw new AssertionError(answered.outcome());
  }
}
