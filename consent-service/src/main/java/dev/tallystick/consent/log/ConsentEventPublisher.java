package dev.tallystick.consent.log;

import dev.tallystick.consent.ConsentProblem;
import dev.tallystick.consent.LogProblemCode;
import dev.tallystick.consent.state.AuditUnavailableProblem;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.PartName;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.events.type.EventData;
import dev.tallystick.producer.Deadline;
import dev.tallystick.producer.EventFactory;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.producer.LookUp;
import dev.tallystick.producer.OutboxListener;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Publishes events of this service: puts them into the log, at once or through the outbox.
 *
 * <p>Guarantee: an event that {@link #publish} returns is logged, durably, and the state here has
 * it, so that a caller who is told of it finds it in the next answer. An event that was {@link
 * #store stored} with a row is logged in the end, however long the log is away: row and event are
 * committed together, so neither a crash nor another replica makes two of one or none.
 */
@Singleton
public class ConsentEventPublisher {
  private static final Logger LOG = Logger.getLogger(ConsentEventPublisher.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(8);
  private static final int MAX_ATTEMPTS = 4;
  private static final String DATA = "body.data.";
  private static final Set<PartName> SHOWN = Set.of(PartName.STUB, PartName.BODY);

  private final LogWriter log;
  private final LiveState state;
  private final EventFactory events;

  ConsentEventPublisher(LogWriter log, LiveState state, EventFactory events) {
    this.log = log;
    this.state = state;
    this.events = events;
  }

  /**
   * Makes an event from the state and appends it; when a guard has moved meanwhile, makes it anew
   * from the state that moved it. Nothing is refused by a state that is behind the log: another
   * replica may have logged what is missing here, and told its caller so.
   *
   * @param draft reads the state, refuses by throwing a problem, or makes the event; may be called
   *     several times
   */
  public Logged publish(Function<State, Event> draft) {
    return publish(draft, OutboxListener.NOBODY);
  }

  /**
   * Makes an event from the state and appends it, as {@link #publish(Function)} does.
   *
   * @param concluding does what the outcome of each event so made makes necessary
   */
  public Logged publish(Function<State, Event> draft, OutboxListener concluding) {
    Event event = firstDraft(draft);
    for (int attempt = 1; ; attempt++) {
      try {
        return append(event, concluding);
      } catch (GuardMovedException moved) {
        if (attempt == MAX_ATTEMPTS) {
          throw LogProblemCode.GUARD_MOVED.problem();
        }
        event = draft.apply(fresh());
      }
    }
  }

  private Event firstDraft(Function<State, Event> draft) {
    // While the state is being rebuilt nothing is waited for: the caller is told so at once.
    State seen = state.current();
    try {
      return draft.apply(seen);
    } catch (ConsentProblem refusal) {
      // One under a rule is no such problem: it is logged already, and not made twice.
      return draft.apply(fresh());
    }
  }

  /** Appends an event that rests on no guard. */
  public Logged publish(Event event) {
    return publish(event, OutboxListener.NOBODY);
  }

  /**
   * Appends an event that rests on no guard.
   *
   * @param concluding does what its outcome makes necessary, as {@link LogWriter} says
   */
  public Logged publish(Event event, OutboxListener concluding) {
    try {
      return append(event, concluding);
    } catch (GuardMovedException e) {
      throw LogProblemCode.GUARD_MOVED.problem();
    }
  }

  /**
   * Stores an event in the transaction of the calling thread. {@link #publishStored} it after the
   * commit; if nobody does, the outbox takes it up after some seconds.
   */
  public void store(Event event) {
    log.store(event);
  }

  /**
   * Stores an event together with the row that it is made for, in one transaction.
   *
   * @param row writes the row; false if it is there, and then nothing is stored
   * @return whether both were stored
   */
  @Transactional
  public boolean storeWith(Event event, BooleanSupplier row) {
    boolean written = row.getAsBoolean();
    if (written) {
      log.store(event);
    }
    return written;
  }

  /**
   * Replaces an event that the log has refused by one that says the same anew, together with the
   * row that it is made for, in one transaction.
   *
   * @param row notes the new event; false if nothing is to be said anew, and then nothing changes
   * @throws IllegalStateException if the outbox no longer has the refused one; the row stays as it
   *     was
   */
  @Transactional
  public void reissueWith(EventId refused, Event reissued, BooleanSupplier row) {
    if (row.getAsBoolean() && !log.replaceRefused(refused, reissued)) {
      throw new IllegalStateException("a row waits for an event that nobody sends");
    }
  }

  /** Appends a stored event that nothing follows now; if that fails, the outbox goes on trying. */
  public Optional<Logged> publishStored(Event event) {
    return publishStored(event, OutboxListener.NOBODY);
  }

  /**
   * Appends a stored event now; if that fails, the outbox goes on trying.
   *
   * @param concluding does what its outcome makes necessary; also a bean that the outbox tells
   */
  public Optional<Logged> publishStored(Event event, OutboxListener concluding) {
    try {
      return Optional.of(publish(event, concluding));
    } catch (RuntimeException away) {
      LOG.debugf("An event waits in the outbox: %s", event);
      return Optional.empty();
    }
  }

  /** An event of this service; a field that its type refuses is told to the caller. */
  public Event event(EventData data, Optional<String> subject, Map<String, Long> guards) {
    return event(data, subject, Optional.empty(), guards);
  }

  /** An event with a part that stays internal. */
  public Event event(
      EventData data,
      Optional<String> subject,
      Optional<JsonObject> internal,
      Map<String, Long> guards) {
    try {
      return events.create(data, subject, internal, guards, List.of());
    } catch (InvalidEventException e) {
      throw LogProblemCode.FIELD_INVALID.problem(fieldOf(e), e.rule());
    }
  }

  /** An event about a person that rests on no guard. */
  public Event event(EventData data, String subject) {
    return event(data, Optional.of(subject), Map.of());
  }

  /** An event about no person that rests on guards. */
  public Event event(EventData data, Map<String, Long> guards) {
    return event(data, Optional.empty(), guards);
  }

  /** What the log says, as far as it is known here. */
  public State current() {
    return state.current();
  }

  /** What the log says, no older than this call. */
  public State fresh() {
    return state.fresh(Deadline.atMost(TIMEOUT));
  }

  private Logged append(Event event, OutboxListener concluding) throws GuardMovedException {
    try {
      LoggedReceipt receipt = log.append(event, concluding);
      // Logged is done. If the feed stalls just now, the caller is told so all the same.
      boolean unused = state.awaitIndex(receipt.index(), Deadline.atMost(TIMEOUT));
      return new Logged(event.id(), receipt.index(), shown(event, receipt));
    } catch (LogUnavailableException e) {
      throw new AuditUnavailableProblem();
    } catch (AppendRefusedException e) {
      if (e.code().equals(AppendRefusedException.GUARD_MOVED)) {
        throw new GuardMovedException();
      }
      if (!e.isVerdict() || e.code().equals(AppendRefusedException.CLOCK_SKEW)) {
        // A role or a route is missing, or this service's clock is off, as its readiness says.
        LOG.warnf("The log takes nothing from here now: %s", e.getMessage());
        throw new AuditUnavailableProblem();
      }
      throw new IllegalStateException("the log refuses an event of this service: " + e.code(), e);
    }
  }

  /**
   * The receipt for the caller, who may see stub and body; none if the log's policy is not known.
   */
  private Optional<String> shown(Event event, LoggedReceipt receipt) {
    try {
      return Optional.of(json(log.receiptFor(event, receipt, SHOWN)));
    } catch (LogUnavailableException e) {
      return Optional.empty();
    }
  }

  /** The receipt of an event that was logged some time ago, for its subject or its parties. */
  public Optional<String> receiptOf(EventId event) {
    try {
      return Optional.of(json(log.receiptFor(event, SHOWN)));
    } catch (LogUnavailableException e) {
      return Optional.empty();
    }
  }

  /** An event of this service, as the log has it. */
  public Optional<Logged> find(EventId event) {
    if (log.receiptOf(event) instanceof LookUp.Found found) {
      return Optional.of(new Logged(event, found.receipt().index(), receiptOf(event)));
    }
    return Optional.empty();
  }

  private static String json(Receipt receipt) {
    return new String(receipt.toJson(), StandardCharsets.UTF_8);
  }

  /** As the caller knows it, who sends no body. */
  private static String fieldOf(InvalidEventException refusal) {
    return refusal.field().startsWith(DATA)
        ? refusal.field().substring(DATA.length())
        : refusal.field();
  }

  private static final class GuardMovedException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
