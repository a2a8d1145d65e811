package dev.tallystick.audit.entry;

import dev.tallystick.audit.document.AskingStaff;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.sequencing.AppendOutcome;
import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventType;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Seed;
import dev.tallystick.events.Stub;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.EventData;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What audit-service says itself goes through the same intake as what others say, under its own
 * name. Blocks until the outcome is known; thread-safe.
 */
public final class OwnEvents {
  /** The name that audit-service appends its own entries under. */
  public static final String SOURCE = "audit-service";

  private static final long PATIENCE_SECONDS = 10;

  private final EntryIntake intake;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** Appends through the service's own intake. */
  public OwnEvents(EntryIntake intake, Clock clock) {
    this.intake = intake;
    this.clock = clock;
  }

  /** A new id, drawn now. */
  public EventId drawId() {
    return EventId.draw(clock.millis(), random);
  }

  /**
   * Appends an event, at the clock's time, that rests on nothing.
   *
   * @param advances guards it moves besides those that the type always moves
   * @throws dev.tallystick.problem.DomainProblem if it is refused, or its outcome is not known
   */
  public AppendOutcome append(
      EventId id, EventData data, Optional<String> subject, Collection<String> advances) {
    return append(id, data.eventType(), subject, data.toJson(), Map.of(), advances);
  }

  /**
   * Appends an event that somebody has asked for, at the clock's time.
   *
   * @param staff the account; auditors see it
   * @throws dev.tallystick.problem.DomainProblem if it is refused, or its outcome is not known
   */
  public AppendOutcome appendFor(String staff, EventId id, EventData data) {
    return append(
        data.eventType(),
        new Body(id, SOURCE, clock.millis(), Optional.empty(), data.toJson()),
        Map.of(),
        List.of(),
        Optional.of(new AskingStaff(staff).toJson()));
  }

  /**
   * Appends an event about a person that is kept from them until it is opened: it is filed under
   * the authority alone.
   *
   * @param openBy when it must have been opened at the latest
   * @throws dev.tallystick.problem.DomainProblem if it is refused, or its outcome is not known
   */
  public AppendOutcome appendSealed(
      EventId id, EventData data, String subject, String authority, Instant openBy) {
    Body body = new Body(id, SOURCE, clock.millis(), Optional.of(subject), data.toJson());
    try {
      Stub stub =
          Event.stubFor(data.eventType(), body, Map.of(), List.of()).sealedBy(authority, openBy);
      return required(Event.of(Seed.draw(random), stub, body, Optional.empty()).toRequestJson());
    } catch (InvalidEventException e) {
      throw new IllegalStateException(
          "an event of our own making is refused: " + e.getMessage(), e);
    }
  }

  /**
   * Appends an event of this type, at the clock's time.
   *
   * @param guards the versions that it rests on
   * @param advances guards it moves besides those that the type always moves
   * @throws dev.tallystick.problem.DomainProblem if it is refused, or its outcome is not known
   */
  public AppendOutcome append(
      EventId id,
      EventType type,
      Optional<String> subject,
      JsonObject data,
      Map<String, Long> guards,
      Collection<String> advances) {
    return append(
        type,
        new Body(id, SOURCE, clock.millis(), subject, data),
        guards,
        advances,
        Optional.empty());
  }

  /**
   * Something that the service says itself.
   *
   * @param advances guards it moves besides those that the type always moves
   */
  public record Saying(
      EventId id, EventData data, Optional<String> subject, Collection<String> advances) {
    /** Shows no token. */
    @Override
    public String toString() {
      return "Saying[" + id + "]";
    }
  }

  /**
   * Appends events together, at the clock's time, that rest on nothing.
   *
   * @return an outcome for each, in their order
   * @throws dev.tallystick.problem.DomainProblem if their outcome is not known
   */
  public List<AppendOutcome> appendAll(List<Saying> sayings) {
    List<byte[]> requests =
        sayings.stream()
            .map(
                saying ->
                    request(
                        saying.data.eventType(),
                        new Body(
                            saying.id,
                            SOURCE,
                            clock.millis(),
                            saying.subject,
                            saying.data.toJson()),
                        Map.of(),
                        saying.advances,
                        Optional.empty()))
            .toList();
    return await(requests).stream().map(Answered::outcome).toList();
  }

  /**
   * The same, of which none may be refused.
   *
   * @return the index of each, in their order
   * @throws dev.tallystick.problem.DomainProblem if one is refused, or its outcome is not known
   */
  public List<Long> requireAll(List<Saying> sayings) {
    List<Long> indexes = new ArrayList<>();
    for (AppendOutcome outcome : appendAll(sayings)) {
      if (outcome instanceof AppendOutcome.Refused refused) {
        throw refused.problem();
      }
      if (outcome instanceof AppendOutcome.Logged logged) {
        indexes.add(logged.index());
      }
    }
    return indexes;
  }

  private AppendOutcome append(
      EventType type,
      Body body,
      Map<String, Long> guards,
      Collection<String> advances,
      Optional<JsonObject> internal) {
    return required(request(type, body, guards, advances, internal));
  }

  private AppendOutcome required(byte[] request) {
    AppendOutcome outcome = await(List.of(request)).get(0).outcome();
    if (outcome instanceof AppendOutcome.Refused refused) {
      throw refused.problem();
    }
    return outcome;
  }

  private byte[] request(
      EventType type,
      Body body,
      Map<String, Long> guards,
      Collection<String> advances,
      Optional<JsonObject> internal) {
    try {
      return Event.of(
              Seed.draw(random), Event.stubFor(type, body, guards, advances), body, internal)
          .toRequestJson();
    } catch (InvalidEventException e) {
      throw new IllegalStateException(
          "an event of our own making is refused: " + e.getMessage(), e);
    }
  }

  private List<Answered> await(List<byte[]> requests) {
    try {
      return intake
          .submit(SOURCE, requests)
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw AuditProblem.of(AuditProblemCode.LOG_UNAVAILABLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AuditProblem.of(AuditProblemCode.LOG_UNAVAILABLE);
    }
  }
}
