package dev.tallystick.vault.alert;

import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.LoggedWork;
import jakarta.inject.Singleton;
import java.util.List;

/** Shows a person where they are told, what could not be sent, and what a message was about. */
@Singleton
final class MyAlerts {
  private final AlertAddressBook book;
  private final LoggedWork work;

  MyAlerts(AlertAddressBook book, LoggedWork work) {
    this.book = book;
    this.work = work;
  }

  /** The addresses, under every token that stands for the person. */
  List<MyAlertAddress> addresses(String subject) {
    return work.done(
        (keys, told) ->
            book.of(subject).stream()
                .map(row -> MyAlertAddress.known(book.open(keys, row), book.failed(row)))
                .toList());
  }

  /**
   * What a message was about.
   *
   * @throws VaultProblem if there is no such message to the person
   */
  List<AlertEntity> message(String subject, String id) {
    List<AlertEntity> found = work.done((keys, told) -> book.ofMessage(subject, id));
    if (found.isEmpty()) {
      throw new VaultProblem(VaultProblemCode.ALERT_UNKNOWN);
    }
    return found;
  }
}
