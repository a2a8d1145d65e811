package dev.tallystick.audit.entry;

import dev.tallystick.audit.decision.ReleaseCheck;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.sequencing.AppendOutcome;
import dev.tallystick.audit.sequencing.SequencerThread;
import dev.tallystick.audit.sequencing.Submission;
import dev.tallystick.audit.sequencing.ValidityWindow;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventType;
import dev.tallystick.events.GuardVersion;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.type.AuditRead;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.FaultProblem;
import dev.tallystick.tracing.EntrySpan;
import dev.tallystick.tracing.Traceparent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * The use case: an event of a known client goes into the log, or a refusal says why not.
 *
 * <p>What needs nothing but memory is done on the caller's thread. A request with a release or a
 * link in it is handed to a worker, because what those rest on is looked up in the log.
 * Thread-safe.
 */
public final class EntryIntake {
  private final OpeningSeal seal;
  private final SequencerThread sequencer;
  private final ReleaseAdmission decisions;
  private final Executor workers;

  /**
   * An intake in front of {@code sequencer}.
   *
   * @param workers runs what may block on the database
   */
  public EntryIntake(
      OpeningSeal seal, SequencerThread sequencer, ReleaseAdmission decisions, Executor workers) {
    this.seal = seal;
    this.sequencer = sequencer;
    this.decisions = decisions;
    this.workers = workers;
  }

  /**
   * Submits events in this order. The answer has one outcome an event, in the same order; a refused
   * one does not keep the others out. The stage completes on the sequencer's thread, or on the one
   * that refuses.
   *
   * @param client the calling OIDC client
   * @param requests one append request each, in JSON
   */
  public CompletionStage<List<Answered>> submit(String client, List<byte[]> requests) {
    Pending pending = new Pending(requests.size());
    Map<Integer, Event> events = new LinkedHashMap<>();
    for (int i = 0; i < requests.size(); i++) {
      try {
        events.put(i, Event.parse(requests.get(i)));
      } catch (InvalidEventException e) {
        pending.settle(i, Answered.refused(AuditProblem.of(e)));
      } catch (RuntimeException e) {
        pending.settle(i, Answered.refused(FaultProblem.of(e)));
      }
    }
    if (events.values().stream().noneMatch(ReleaseAdmission::isNeededFor)) {
      offer(client, events, pending, Optional.empty());
    } else {
      hand(client, events, pending);
    }
    return pending.done;
  }

  private void hand(String client, Map<Integer, Event> events, Pending pending) {
    try {
      workers.execute(
          () -> {
            try {
              offer(client, events, pending, Optional.of(decisions.check(events.values())));
            } catch (LogStoreException e) {
              refuse(events, pending, AuditProblem.of(AuditProblemCode.LOG_UNAVAILABLE));
            } catch (RuntimeException e) {
              // Whoever waits is told; a request without an answer is sent again for ever.
              refuse(events, pending, FaultProblem.of(e));
            }
          });
    } catch (RejectedExecutionException e) {
      refuse(events, pending, AuditProblem.of(AuditProblemCode.LOG_BUSY));
    }
  }

  private void offer(
      String client, Map<Integer, Event> events, Pending pending, Optional<ReleaseCheck> releases) {
    List<Submission> submissions = new ArrayList<>(events.size());
    Map<Integer, Event> places = new LinkedHashMap<>();
    events.forEach(
        (place, event) -> {
          try {
            check(client, event);
            ValidityWindow window =
                releases.isPresent() && ReleaseAdmission.isNeededFor(event)
                    ? decisions.window(releases.get(), event)
                    : ValidityWindow.ALWAYS;
            submissions.add(
                new Submission(event, seal.seal(event), window, pending.at(place, event)));
            places.put(place, event);
          } catch (LogStoreException e) {
            // No key to seal under: the day has changed while the database is away.
            pending.settle(
                place, Answered.refused(AuditProblem.of(AuditProblemCode.LOG_UNAVAILABLE)));
          } catch (DomainProblem e) {
            pending.settle(place, Answered.refused(e));
          } catch (RuntimeException e) {
            pending.settle(place, Answered.refused(FaultProblem.of(e)));
          }
        });
    if (!submissions.isEmpty() && !sequencer.offer(submissions)) {
      refuse(places, pending, AuditProblem.of(AuditProblemCode.LOG_BUSY));
    }
  }

  private static void refuse(Map<Integer, Event> events, Pending pending, DomainProblem problem) {
    events.keySet().forEach(place -> pending.settle(place, Answered.refused(problem)));
  }

  private static void check(String client, Event event) {
    EventType type = event.type();
    if (!event.source().equals(client)) {
      throw AuditProblem.ofField(
          AuditProblemCode.SOURCE_NOT_CALLER, "body.source", "source equals the calling client");
    }
    if (event.stub().isSealed() && !isSealable(client, type)) {
      // Else whoever appends could keep it from the person whom it is about.
      throw AuditProblem.ofField(
          AuditProblemCode.SEALING_NOT_ALLOWED, "stub.sealed", "is left out");
    }
    for (GuardVersion guard : event.stub().guards()) {
      if (!type.mayRestOn(guard.key())) {
        throw guardNotAllowed("stub.guards", guard.key());
      }
    }
    for (String key : event.stub().advances()) {
      if (!type.mayAdvance(key)) {
        throw guardNotAllowed("stub.advances", key);
      }
    }
  }

  /** Reads for an authority, whose seals the service opens itself; nothing that others append. */
  private static boolean isSealable(String client, EventType type) {
    return client.equals(OwnEvents.SOURCE) && type.name().equals(AuditRead.NAME);
  }

  private static AuditProblem guardNotAllowed(String field, String key) {
    return AuditProblem.ofField(
        AuditProblemCode.GUARD_NOT_ALLOWED,
        field,
        "the guard's prefix is one of the type's",
        "Events of this type have nothing to do with guard " + key + ".");
  }

  /** Collects the outcomes of one request. */
  private static final class Pending {
    final CompletableFuture<List<Answered>> done = new CompletableFuture<>();
    private final AtomicReferenceArray<Answered> answers;
    private final AtomicInteger open;

    Pending(int size) {
      answers = new AtomicReferenceArray<>(size);
      open = new AtomicInteger(size);
    }

    Consumer<AppendOutcome> at(int place, Event event) {
      EntrySpan span = span(event);
      return outcome -> {
        if (outcome instanceof AppendOutcome.Logged logged) {
          span.logged(logged.index());
        } else if (outcome instanceof AppendOutcome.AlreadyLogged earlier) {
          span.logged(earlier.index());
        } else if (outcome instanceof AppendOutcome.Refused refused) {
          span.notLogged(refused.problem().code());
        }
        settle(place, new Answered(event.id(), outcome));
      };
    }

    /** In the trace that the event names: what its client said of it is told to auditors alone. */
    private static EntrySpan span(Event event) {
      return EntrySpan.receive(
          event.internal().flatMap(part -> part.findString(Traceparent.NAME)),
          "log",
          event.type().shortName(),
          event.id().toString());
    }

    void settle(int place, Answered answer) {
      if (!answers.compareAndSet(place, null, answer)) {
        // It has its answer; the request failed after that.
        return;
      }
      if (open.decrementAndGet() == 0) {
        List<Answered> all = new ArrayList<>(answers.length());
        for (int i = 0; i < answers.length(); i++) {
          all.add(answers.get(i));
        }
        done.complete(all);
      }
    }
  }
}
