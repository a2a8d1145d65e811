package dev.tallystick.vault.alert;

import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.LoggedWork;
import jakarta.inject.Singleton;
import java.util.List;

/** A person says where they want to be told, shows that it is theirs, and ends it. */
@Singleton
final class SetAlertAddress {
  private final AlertAddressBook book;
  private final DraftAlertAddress drafts;
  private final LoggedWork work;

  SetAlertAddress(AlertAddressBook book, DraftAlertAddress drafts, LoggedWork work) {
    this.book = book;
    this.drafts = drafts;
    this.work = work;
  }

  /**
   * Sets where the person is told. Another address than before takes its place, and gets a message
   * by which it is confirmed; of the same one only the choice changes.
   *
   * @throws VaultProblem if it is no address, or the installation sends nothing of this kind
   */
  MyAlertAddress set(String subject, AlertChannel channel, String to, AlertAddress.Choice choice) {
    drafts.check(channel, to);
    return work.done((keys, told) -> set(keys, subject, channel, to, choice));
  }

  private MyAlertAddress set(
      OpenKeys keys, String subject, AlertChannel channel, String to, AlertAddress.Choice choice) {
    List<AlertAddressEntity> before = book.lock(subject, channel);
    for (AlertAddressEntity row : before) {
      if (row.isAlive(drafts.now()) && book.open(keys, row).to().equals(to)) {
        row.choose(choice);
        return MyAlertAddress.known(book.open(keys, row), book.failed(row));
      }
    }
    AlertAddress address = drafts.draw(subject, channel, to, choice);
    book.remove(before);
    book.add(keys, subject, address);
    return MyAlertAddress.fresh(address);
  }

  /**
   * The person brings back the code that was sent to an address of theirs.
   *
   * @throws VaultProblem if there is no such code, any more
   */
  MyAlertAddress confirm(String subject, String code) {
    return work.done(
        (keys, told) -> {
          AlertAddressEntity row =
              book.lockByCode(subject, code)
                  .filter(one -> one.isAlive(drafts.now()))
                  .orElseThrow(VaultProblemCode.ALERT_CODE_UNKNOWN::problem);
          row.confirm(drafts.now());
          return MyAlertAddress.known(book.open(keys, row), book.failed(row));
        });
  }

  /** Forgets where the person is told; the same again changes nothing. */
  void remove(String subject, AlertChannel channel) {
    int unused =
        work.done(
            (keys, told) -> {
              List<AlertAddressEntity> rows = book.lock(subject, channel);
              book.remove(rows);
              return rows.size();
            });
  }
}
