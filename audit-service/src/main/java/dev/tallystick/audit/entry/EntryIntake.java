package dev.tallystick.audit.entry;

import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.sequencing.Outcome;
import dev.tallystick.audit.sequencing.SequencerProblem;
import dev.tallystick.audit.sequencing.SequencerThread;
import dev.tallystick.audit.sequencing.Submission;
import dev.tallystick.audit.sequencing.ValidityWindow;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventType;
import dev.tallystick.events.GuardVersion;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.problem.DomainProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * The use case: an event of a known client goes into the log, or a refusal says why not.
 * Thread-safe.
 */
public final class EntryIntake {
  private final OpeningSeal seal;
  private final SequencerThread sequencer;

  /** An intake in front of {@code sequencer}. */
  public EntryIntake(OpeningSeal seal, SequencerThread sequencer) {
    this.seal = seal;
    this.sequencer = sequencer;
  }

  /**
   * Submits events in this order. The answer has one outcome an event, in the same order; a refused
   * one does not keep the others out. The stage completes on the sequencer's thread.
   *
   * @param client the calling OIDC client
   * @param requests one append request each, in JSON
   */
  public CompletionStage<List<Answered>> submit(String client, List<byte[]> requests) {
    Pending pending = new Pending(requests.size());
    List<Submission> submissions = new ArrayList<>(requests.size());
    List<Integer> places = new ArrayList<>(requests.size());
    for (int i = 0; i < requests.size(); i++) {
      try {
        Event event = Event.parse(requests.get(i));
        submissions.add(prepare(client, event, pending.at(i, event)));
        places.add(i);
      } catch (InvalidEventException e) {
        pending.settle(i, Answered.refused(EntryProblem.of(e)));
      } catch (LogStoreException e) {
        // No key to seal under: the day has changed while the database is away.
        pending.settle(i, Answered.refused(new SequencerProblem.Unavailable()));
      } catch (DomainProblem e) {
        pending.settle(i, Answered.refused(e));
      }
    }
    if (!submissions.isEmpty() && !sequencer.offer(submissions)) {
      places.forEach(place -> pending.settle(place, Answered.refused(new SequencerProblem.Busy())));
    }
    return pending.done;
  }

  private Submission prepare(String client, Event event, Consumer<Outcome> whenDone) {
    EventType type = event.type();
    if (!event.source().equals(client)) {
      throw new EntryProblem.SourceNotCaller();
    }
    for (GuardVersion guard : event.stub().guards()) {
      if (!type.mayRestOn(guard.key())) {
        throw new EntryProblem.GuardNotAllowed("stub.guards", guard.key());
      }
    }
    for (String key : event.stub().advances()) {
      if (!type.mayAdvance(key)) {
        throw new EntryProblem.GuardNotAllowed("stub.advances", key);
      }
    }
    ValidityWindow window = DecisionTimes.windowOf(event);
    return new Submission(event, seal.seal(event), window, whenDone);
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

    Consumer<Outcome> at(int place, Event event) {
      return outcome -> settle(place, new Answered(event.id(), outcome));
    }

    void settle(int place, Answered answer) {
      answers.set(place, answer);
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
