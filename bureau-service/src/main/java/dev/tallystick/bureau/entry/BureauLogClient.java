package dev.tallystick.bureau.entry;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventType;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.events.type.EventData;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import dev.tallystick.producer.EventFactory;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.producer.OutboxListener;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The entries of this service. Blocks until the log has them. */
@Singleton
public final class BureauLogClient {
  private static final Logger LOG = Logger.getLogger(BureauLogClient.class);
  private static final String MOVED =
      "What this rests on, such as a consent, has changed or ended meanwhile. Nothing was recorded.";

  private final EventFactory events;
  private final LogWriter log;
  private final PublicationListener publications;

  BureauLogClient(EventFactory events, LogWriter log, PublicationListener publications) {
    this.events = events;
    this.log = log;
    this.publications = publications;
  }

  /** An id for an entry that is made later. */
  public EventId drawId() {
    return events.drawId();
  }

  /** An event about nobody, with an id that was drawn before. */
  public Event make(EventId id, EventData data) {
    return make(id, data.eventType(), About.of(Optional.empty()), data.toJson(), List.of());
  }

  /**
   * An event about a person that rests on guards, with an id that was drawn before.
   *
   * @param guards key to version
   */
  public Event make(EventId id, String subject, EventData data, Map<String, Long> guards) {
    About about = new About(Optional.of(subject), Optional.empty(), guards);
    return make(id, data.eventType(), about, data.toJson(), List.of());
  }

  /** An event about a person that rests on nothing, with an id drawn now. */
  public Event make(String subject, EventData data, List<String> moreAdvances) {
    return make(
        events.drawId(),
        data.eventType(),
        About.of(Optional.of(subject)),
        data.toJson(),
        moreAdvances);
  }

  /**
   * Appends an entry about a person, with a part that only auditors see, and waits for its receipt.
   *
   * @throws BureauProblem if there is no receipt; the event may be logged
   */
  public void publish(String subject, EventData data, JsonObject internal) {
    LoggedReceipt unused =
        append(
            make(
                events.drawId(),
                data.eventType(),
                new About(Optional.of(subject), Optional.of(internal), Map.of()),
                data.toJson(),
                List.of()),
            OutboxListener.NOBODY);
  }

  /** An event that says the same as one about a person, with an id and a time of now. */
  public Event reissue(Event event) {
    return make(
        events.drawId(),
        event.type(),
        About.of(event.subject()),
        event.data(),
        event.stub().advances());
  }

  /** Whom an event is about, what of it only auditors see, and what it rests on. */
  private record About(
      Optional<String> subject, Optional<JsonObject> internal, Map<String, Long> guards) {
    static About of(Optional<String> subject) {
      return new About(subject, Optional.empty(), Map.of());
    }
  }

  private Event make(
      EventId id, EventType type, About about, JsonObject data, Collection<String> advances) {
    try {
      return events.createWithId(
          id, type.name(), about.subject(), data, about.internal(), about.guards(), advances);
    } catch (InvalidEventException e) {
      // Whoever calls has checked what came from outside.
      throw new IllegalStateException(
          "an event of " + type.shortName() + " breaks a rule: " + e.field(), e);
    }
  }

  /**
   * Appends the entry of a {@link Publication} and waits for its receipt. The publication is told
   * what became of it before this returns or throws, or later if that is not known yet.
   *
   * @throws BureauProblem if a guard has moved: the event is not logged; or if there is no receipt:
   *     it may be
   */
  public LoggedReceipt publish(Event event) {
    return append(event, publications);
  }

  private LoggedReceipt append(Event event, OutboxListener outcomes) {
    try {
      return log.append(event, outcomes);
    } catch (LogUnavailableException e) {
      LOG.warnf("An event is not recorded: %s", e.getMessage());
      if (!e.mayBeLogged()) {
        // Without the log's key the writer has not even begun, and told nobody.
        outcomes.lapsed(event);
      }
    } catch (AppendRefusedException e) {
      LOG.warnf("An event is not recorded: %s", e.getMessage());
      if (e.code().equals(AppendRefusedException.GUARD_MOVED)) {
        throw BureauProblem.ofDetail(BureauProblemCode.GUARD_MOVED, MOVED);
      }
    }
    throw new BureauProblem(BureauProblemCode.AUDIT_UNAVAILABLE);
  }

  /**
   * Records that a rule has refused something that a bureau wanted to publish, and returns the
   * refusal with that entry.
   *
   * @param step what was refused
   * @param refusal a problem that names the rule
   */
  public DomainProblem denied(DataDenied.Step step, BureauId bureau, DomainProblem refusal) {
    return denied(step, bureau, Optional.empty(), refusal);
  }

  /**
   * The same of something about a person, who finds it in their list.
   *
   * @param subject the person
   */
  public DomainProblem denied(
      DataDenied.Step step, BureauId bureau, Optional<String> subject, DomainProblem refusal) {
    ProblemDocument document = refusal.document();
    String ruleId = document.ruleId();
    if (ruleId == null) {
      return refusal;
    }
    DataDenied denied =
        DataDenied.builder()
            .step(step)
            .caller(bureau.value())
            .code(document.code())
            .ruleIds(List.of(ruleId))
            .build();
    return denied(denied, subject, refusal);
  }

  /**
   * The same of a question about a person, with all that is said of it.
   *
   * @param denied names the code and the rule of the refusal
   */
  public DomainProblem denied(DataDenied denied, String subject, DomainProblem refusal) {
    return denied(denied, Optional.of(subject), refusal);
  }

  private DomainProblem denied(DataDenied denied, Optional<String> subject, DomainProblem refusal) {
    Event denial =
        make(events.drawId(), denied.eventType(), About.of(subject), denied.toJson(), List.of());
    LoggedReceipt receipt = append(denial, OutboxListener.NOBODY);
    return BureauProblem.relayed(
        refusal.document().withAudit(denial.id().toString(), receipt.index()),
        refusal.retryAfter(),
        Map.of());
  }
}
