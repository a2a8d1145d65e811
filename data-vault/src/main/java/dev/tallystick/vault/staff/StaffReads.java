package dev.tallystick.vault.staff;

import dev.tallystick.caller.StaffReason;
import dev.tallystick.events.Event;
import dev.tallystick.events.type.RecordId;
import dev.tallystick.events.type.StaffRead;
import dev.tallystick.vault.LogPublisher;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.KeptRecord;
import dev.tallystick.vault.record.KeptRecords;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Shows records to a member of staff, once the log has it that they look. */
@Singleton
final class StaffReads {

  /** As many as one entry can name. */
  private static final int MAX_RECORDS = 256;

  private final KeptRecords kept;
  private final Keystore keystore;
  private final LogPublisher notes;

  StaffReads(KeptRecords kept, Keystore keystore, LogPublisher notes) {
    this.kept = kept;
    this.keystore = keystore;
    this.notes = notes;
  }

  /** What was seen, and the entry that says so. */
  record Seen(List<KeptRecord> records, Event event) {
    @Override
    public String toString() {
      return "Seen[" + event.id() + "]";
    }
  }

  /**
   * The records that a party has deposited about a person in these categories.
   *
   * @throws VaultProblem if there are none, or only restricted ones
   */
  Seen read(String party, StaffReason reason, String subject, Set<String> categories) {
    List<KeptRecord> found =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  try (OpenKeys keys = keystore.open()) {
                    return kept
                        .of(keys, subject, Optional.of(party), "", KeptRecords.MAX_RECORDS)
                        .stream()
                        .filter(record -> categories.contains(record.category()))
                        .toList();
                  }
                });
    if (found.isEmpty()) {
      throw new VaultProblem(VaultProblemCode.RECORD_UNKNOWN);
    }
    List<KeptRecord> usable =
        found.stream().filter(record -> record.restricted().isEmpty()).limit(MAX_RECORDS).toList();
    if (usable.isEmpty()) {
      throw new VaultProblem(VaultProblemCode.RECORD_RESTRICTED);
    }
    Event event = event(party, reason, subject, usable);
    var unusedReceipt = notes.require(event);
    return new Seen(usable, event);
  }

  private Event event(String party, StaffReason reason, String subject, List<KeptRecord> records) {
    Set<String> categories = new TreeSet<>();
    Set<String> ids = new TreeSet<>();
    records.forEach(
        record -> {
          categories.add(record.category());
          ids.add(record.id());
        });
    return notes.make(
        new StaffRead(
            Optional.of(party),
            StaffRead.Manner.of(reason.manner()),
            reason.purpose(),
            List.copyOf(categories),
            ids.stream().map(RecordId::new).toList()),
        subject,
        Optional.of(StaffLooks.internal(reason).toJson()));
  }
}
