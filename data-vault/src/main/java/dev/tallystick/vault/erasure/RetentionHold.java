package dev.tallystick.vault.erasure;

import dev.tallystick.events.Event;
import dev.tallystick.vault.LogPublisher;
import dev.tallystick.vault.category.PackCalendar;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.RecordErasure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person asks to have erased and a law holds as a whole: nothing is begun, the records are
 * restricted, and the person is told (R43).
 */
@Singleton
final class RetentionHold {
  private final RecordErasure records;
  private final ErasureEvents events;
  private final LogPublisher notes;
  private final PackCalendar calendar;

  RetentionHold(
      RecordErasure records, ErasureEvents events, LogPublisher notes, PackCalendar calendar) {
    this.records = records;
    this.events = events;
    this.notes = notes;
    this.calendar = calendar;
  }

  /**
   * Restricts, if all that the party has deposited about the person is held.
   *
   * @throws VaultProblem if so
   */
  void check(String subject, String provider) {
    LocalDate today = calendar.today();
    List<Event> told = new ArrayList<>();
    boolean held =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  told.clear();
                  if (!records.isAllHeld(subject, provider, today)) {
                    return false;
                  }
                  for (RecordErasure.Held record : records.hold(subject, provider)) {
                    told.add(notes.store(events.held(subject, record)));
                  }
                  return true;
                });
    notes.append(told);
    if (held) {
      throw new VaultProblem(VaultProblemCode.RETENTION_HOLD);
    }
  }
}
