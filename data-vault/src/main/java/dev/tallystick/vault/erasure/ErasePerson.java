package dev.tallystick.vault.erasure;

import dev.tallystick.directory.ConsentUnavailable;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.producer.OutboxListener;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jboss.logging.Logger;

/**
 * Erases. Each step is one transaction together with the event that tells of it; the outbox brings
 * the event to the log however long that is away, and what comes of it is the next step.
 */
@Singleton
final class ErasePerson implements OutboxListener {
  private static final Logger LOG = Logger.getLogger(ErasePerson.class);

  private final PersonErasureRepository stored;
  private final Shredding shredding;
  private final LogWriter log;
  private final BeginErasure beginning;

  ErasePerson(
      PersonErasureRepository stored, Shredding shredding, LogWriter log, BeginErasure beginning) {
    this.stored = stored;
    this.shredding = shredding;
    this.log = log;
    this.beginning = beginning;
  }

  /**
   * Stops every release at once, durably, and goes as far as the log lets it. Asked again, answers
   * with the erasure that there is, unless something has come in since.
   *
   * @param provider only what this party has deposited; everything when empty
   */
  PersonErasure erase(
      String subject, Optional<String> provider, PersonErasure.Ground ground, Wish wish) {
    BeginErasure.Begun begun = beginning.begin(subject, provider, ground, wish);
    begun.event().ifPresent(this::tell);
    return stored.find(begun.erasure().id()).orElseThrow();
  }

  /**
   * Erases what is kept under these tokens of one person: begun under all of them or under none.
   *
   * @return the erasures, in the order of the tokens; without those of which nothing was there
   */
  List<PersonErasure> eraseAll(
      SortedSet<String> subjects,
      Optional<String> provider,
      PersonErasure.Ground ground,
      Wish wish) {
    List<BeginErasure.Begun> begun = beginning.beginAll(subjects, provider, ground, wish);
    begun.forEach(one -> one.event().ifPresent(this::tell));
    return begun.stream().map(one -> stored.find(one.erasure().id()).orElseThrow()).toList();
  }

  /** The erasures under a token, the latest first. */
  List<PersonErasure> of(String subject) {
    return stored.of(subject);
  }

  /** Appends now what the outbox would append later. */
  private void tell(Event event) {
    try {
      LoggedReceipt unused = log.append(event, this);
    } catch (LogUnavailableException e) {
      LOG.infof("the log is told of %s later", event.id());
    } catch (AppendRefusedException e) {
      LOG.debugf("%s was refused: %s", event.id(), e.code());
    }
  }

  @Override
  public void logged(Event event, LoggedReceipt receipt) {
    if (ErasureEvents.isStarted(event)) {
      stored.markLogged(event.id());
      shredAfter(event.id());
    } else if (ErasureEvents.isErased(event)) {
      stored.markErased(event.id());
    }
  }

  private void shredAfter(EventId started) {
    stored.findByStart(started).ifPresent(found -> goOn(found.id()));
  }

  /**
   * Shreds if it can be now. If it cannot, the erasure stays as it is and {@link #resume} tries
   * again: no other has to wait for it.
   */
  private void goOn(String id) {
    try {
      shred(id);
    } catch (ConsentUnavailable e) {
      LOG.infof("%s goes on when the rule pack can be read", id);
    } catch (RuntimeException e) {
      LOG.errorf(e, "%s does not go on", id);
    }
  }

  /** The keys go; nothing happens if they are gone, or cannot go yet. */
  private void shred(String id) {
    LocalDate today = shredding.today();
    Optional<Event> event =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  Optional<PersonErasure> erasure =
                      stored.lock(id).filter(found -> found.state() == ErasureState.LOGGED);
                  return erasure.isEmpty()
                      ? Optional.<Event>empty()
                      : shredding.shred(erasure.get(), today);
                });
    event.ifPresent(this::tell);
  }

  /** Goes on with what a crash, or a release under way, has left. */
  @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
  void resume() {
    List<PersonErasure> some = toShred("");
    while (!some.isEmpty()) {
      some.forEach(erasure -> goOn(erasure.id()));
      some = toShred(some.get(some.size() - 1).id());
    }
  }

  private List<PersonErasure> toShred(String after) {
    return stored.toShred(after);
  }

  /**
   * The log refuses none of these but for a fault: neither rests on anything. Somebody must look.
   */
  @Override
  public void refused(Event event, AppendRefusedException refusal) {
    if (ErasureEvents.isStarted(event) || ErasureEvents.isErased(event)) {
      LOG.errorf("the log refused %s of an erasure: %s", event.id(), refusal.code());
    }
  }

  @Override
  public void lapsed(Event event) {
    // Both are stored before they are appended, so the outbox goes on for ever.
  }
}
