package dev.tallystick.vault;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.EventData;
import dev.tallystick.problem.EnforcesRule;
import dev.tallystick.producer.EventFactory;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.producer.LookUp;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;

/**
 * Events that tell of something that this service has done, and that nothing waits for: stored with
 * it in one transaction, appended at once if the log can be reached, and later if not.
 */
@Singleton
public final class LogPublisher {
  private static final Logger LOG = Logger.getLogger(LogPublisher.class);
  private static final int MAX_THREADS = 4;

  private final EventFactory factory;
  private final LogWriter log;

  LogPublisher(EventFactory factory, LogWriter log) {
    this.factory = factory;
    this.log = log;
  }

  /** An event about a person that rests on nothing. */
  public Event make(EventData data, String subject) {
    return make(data, subject, Optional.empty());
  }

  /** An event about no person that rests on nothing. */
  public Event make(EventData data) {
    try {
      return factory.create(data, Optional.empty(), Optional.empty(), Map.of(), List.of());
    } catch (InvalidEventException e) {
      throw new IllegalStateException("this service made an event that is none", e);
    }
  }

  /** An event about a person, with what only its source and auditors see. */
  public Event make(EventData data, String subject, Optional<JsonObject> internal) {
    try {
      return factory.create(data, Optional.of(subject), internal, Map.of(), List.of());
    } catch (InvalidEventException e) {
      throw new IllegalStateException("this service made an event that is none", e);
    }
  }

  /** Stores the event in the caller's transaction: from its commit on it will be logged. */
  public Event store(Event event) {
    log.store(event);
    return event;
  }

  /** Appends what was stored, in its order, after the commit; what cannot be now is later. */
  public void append(List<Event> events) {
    for (Event event : events) {
      try {
        LoggedReceipt unused = log.append(event);
      } catch (LogUnavailableException e) {
        LOG.infof("the log is told of %s, and what follows it, later", event.id());
        return;
      } catch (AppendRefusedException e) {
        if (!e.isVerdict()) {
          LOG.infof("the log is told of %s, and what follows it, later", event.id());
          return;
        }
        LOG.errorf("the log refused %s: %s", event.id(), e.code());
      }
    }
  }

  /**
   * As {@link #append}, once the log has what these events follow. If it has not, or does not say
   * so, all of them are left to the background, which keeps the order in which they were stored.
   */
  public void appendAfter(EventId earlier, List<Event> events) {
    if (log.receiptOf(earlier) instanceof LookUp.Found) {
      append(events);
    } else {
      LOG.infof("the log is told of %s first, and of what follows it later", earlier);
    }
  }

  /**
   * Appends several events, some at a time, and returns when the log has all of them.
   *
   * @throws dev.tallystick.problem.DomainProblem if there is no proof of one; the others may be
   *     logged
   */
  public void requireAll(List<Event> events) {
    ExecutorService some = Executors.newFixedThreadPool(MAX_THREADS);
    try {
      List<Future<LoggedReceipt>> waiting = new ArrayList<>();
      events.forEach(event -> waiting.add(some.submit(() -> require(event))));
      for (Future<LoggedReceipt> one : waiting) {
        LoggedReceipt unused = one.get();
      }
    } catch (ExecutionException e) {
      throw new VaultProblem(VaultProblemCode.AUDIT_UNAVAILABLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VaultProblem(VaultProblemCode.AUDIT_UNAVAILABLE);
    } finally {
      some.shutdownNow();
    }
  }

  /**
   * Appends what nothing may happen without.
   *
   * @throws dev.tallystick.problem.DomainProblem if there is no proof that the log has it
   */
  @EnforcesRule("R64")
  public LoggedReceipt require(Event event) {
    try {
      return log.append(event);
    } catch (LogUnavailableException | AppendRefusedException e) {
      LOG.warnf("the log does not take %s", event.id());
      throw new VaultProblem(VaultProblemCode.AUDIT_UNAVAILABLE);
    }
  }
}
