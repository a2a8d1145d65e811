package dev.tallystick.vault.correction;

import dev.tallystick.directory.DirectoryParty;
import dev.tallystick.events.Event;
import dev.tallystick.events.type.DownstreamAnswered;
import dev.tallystick.events.type.NotificationId;
import dev.tallystick.party.DownstreamAnswer;
import dev.tallystick.vault.LogPublisher;
import dev.tallystick.vault.category.PackCalendar;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.statement.SignedRequests;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Takes what recipients say that they did, in their own signature, and notices who says nothing.
 */
@Singleton
final class DownstreamAnswers {
  private static final Logger LOG = Logger.getLogger(DownstreamAnswers.class);
  private static final int PAGE = 200;

  /** With so many the fault is elsewhere. */
  private static final int MOST_FAILURES = 100;

  private final ChangeNotificationRepository stored;
  private final NotifyRecipients downstream;
  private final SignedRequests statements;
  private final LogPublisher notes;
  private final PackCalendar calendar;

  DownstreamAnswers(
      ChangeNotificationRepository stored,
      NotifyRecipients downstream,
      SignedRequests statements,
      LogPublisher notes,
      PackCalendar calendar) {
    this.stored = stored;
    this.downstream = downstream;
    this.statements = statements;
    this.notes = notes;
    this.calendar = calendar;
  }

  /** What a recipient has to answer, the oldest first. */
  List<ChangeNotification> open(String recipient) {
    return stored.open(recipient, PAGE);
  }

  /** Takes an answer; the same again changes nothing. */
  void answer(String client, Optional<String> party, String id, String statement) {
    DirectoryParty issuer = statements.presenter(client, party, statement);
    DownstreamAnswer answer = statements.verify(statement, issuer, DownstreamAnswer::verify);
    List<Event> events =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  ChangeNotification notification =
                      stored
                          .lock(id)
                          .filter(found -> found.to().equals(issuer.id()))
                          .filter(found -> found.id().equals(answer.notification()))
                          .orElseThrow(VaultProblemCode.NOTIFICATION_UNKNOWN::problem);
                  if (notification.answer().isPresent()) {
                    if (notification.answer().get().equals(answer.answer())) {
                      return List.<Event>of();
                    }
                    throw new VaultProblem(VaultProblemCode.NOTIFICATION_ANSWERED);
                  }
                  statements.takeOnce(answer.claims());
                  stored.answer(id, answer.answer(), calendar.now());
                  return List.of(notes.store(event(notification, answer, statement)));
                });
    notes.append(events);
  }

  private Event event(ChangeNotification notification, DownstreamAnswer answer, String statement) {
    return notes.make(
        DownstreamAnswered.builder()
            .notification(new NotificationId(notification.id()))
            .notified(notification.event())
            .from(notification.from())
            .to(notification.to())
            .answer(DownstreamAnswered.Answer.of(answer.answer()))
            .reason(answer.reason())
            .signature(statement)
            .build(),
        notification.subject());
  }

  @Scheduled(every = "1h", delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
  void raiseOverdue() {
    LocalDate today = calendar.today();
    int failed = 0;
    while (failed < MOST_FAILURES) {
      int passedOver = failed;
      try {
        Optional<Event> raised =
            QuarkusTransaction.requiringNew()
                .call(() -> downstream.raiseNextOverdue(today, passedOver));
        if (raised.isEmpty()) {
          return;
        }
        notes.append(List.of(raised.get()));
      } catch (RuntimeException e) {
        // One that fails keeps no other back.
        LOG.errorf(e, "That a recipient is late is said later");
        failed++;
      }
    }
  }
}
