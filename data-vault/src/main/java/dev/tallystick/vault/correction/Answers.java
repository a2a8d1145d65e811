package dev.tallystick.vault.correction;

import dev.tallystick.directory.DirectoryParty;
import dev.tallystick.events.Event;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.DownstreamAnswer;
import dev.tallystick.vault.LogNotes;
import dev.tallystick.vault.statement.Statements;
import dev.tallystick.vault.storage.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Takes what recipients say that they did, in their own signature, and notices who says nothing.
 */
@Singleton
final class Answers {
  private static final String ANSWERED = "downstream.answered";
  private static final int PAGE = 200;

  private final NotificationTable table;
  private final Downstream downstream;
  private final Statements statements;
  private final Transactions transactions;
  private final LogNotes notes;
  private final Clock clock;

  Answers(
      NotificationTable table,
      Downstream downstream,
      Statements statements,
      Transactions transactions,
      LogNotes notes,
      Clock clock) {
    this.table = table;
    this.downstream = downstream;
    this.statements = statements;
    this.transactions = transactions;
    this.notes = notes;
    this.clock = clock;
  }

  /** What a recipient has to answer, the oldest first. */
  List<Notification> open(String recipient) {
    return transactions.call(connection -> table.open(connection, recipient, PAGE));
  }

  /** Takes an answer; the same again changes nothing. */
  void answer(String client, Optional<String> party, String id, String statement) {
    DirectoryParty issuer = statements.presenter(client, party, statement);
    DownstreamAnswer answer = statements.verify(statement, issuer, DownstreamAnswer::verify);
    List<Event> events =
        transactions.call(
            connection -> {
              Notification notification =
                  table
                      .lock(connection, id)
                      .filter(found -> found.to().equals(issuer.id()))
                      .filter(found -> found.id().equals(answer.notification()))
                      .orElseThrow(CorrectionProblem.NotificationUnknown::new);
              if (notification.answer().isPresent()) {
                if (notification.answer().get().equals(answer.answer())) {
                  return List.<Event>of();
                }
                throw new CorrectionProblem.Answered();
              }
              statements.takeOnce(connection, answer.claims());
              table.answer(connection, id, answer.answer(), clock.instant());
              return List.of(notes.store(connection, event(notification, answer, statement)));
            });
    notes.append(events);
  }

  private Event event(Notification notification, DownstreamAnswer answer, String statement) {
    return notes.make(
        ANSWERED,
        notification.subject(),
        JsonObject.builder()
            .put("notification", notification.id())
            .put("notified", notification.event().toString())
            .put("from", notification.from())
            .put("to", notification.to())
            .put("answer", answer.answer())
            .putIfPresent("reason", answer.reason())
            .put("signature", statement)
            .build());
  }

  @Scheduled(every = "1h", delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
  void raiseOverdue() {
    notes.append(transactions.call(downstream::raiseOverdue));
  }
}
