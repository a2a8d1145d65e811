package dev.tallystick.vault.staff;

import dev.tallystick.caller.StaffReason;
import dev.tallystick.events.Event;
import dev.tallystick.events.type.StaffRead;
import dev.tallystick.events.type.StaffReadInternal;
import dev.tallystick.vault.LogPublisher;
import dev.tallystick.vault.problem.VaultProblem;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Tells the log that a clerk looks at what is about persons and is no record of theirs. */
@Singleton
public final class StaffLooks {
  private final LogPublisher log;

  StaffLooks(LogPublisher log) {
    this.log = log;
  }

  /**
   * Returns once the log has an entry under each of these persons.
   *
   * @param what what the clerk sees, such as COMPLAINT
   * @throws VaultProblem if the log cannot be written; the clerk must then see nothing
   */
  public void tell(String party, StaffReason reason, Collection<String> subjects, String what) {
    List<Event> looks =
        new TreeSet<>(subjects)
            .stream()
                .map(
                    subject ->
                        log.make(
                            new StaffRead(
                                Optional.of(party),
                                StaffRead.Manner.of(reason.manner()),
                                reason.purpose(),
                                List.of(what),
                                List.of()),
                            subject,
                            Optional.of(internal(reason).toJson())))
                .toList();
    log.requireAll(looks);
  }

  static StaffReadInternal internal(StaffReason reason) {
    return new StaffReadInternal(
        reason.staff(), reason.ticket(), Optional.empty(), Optional.empty());
  }
}
