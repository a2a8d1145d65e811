package dev.tallystick.vault.right;

import dev.tallystick.events.Event;
import dev.tallystick.events.type.RecordAnnotated;
import dev.tallystick.events.type.RecordId;
import dev.tallystick.events.type.RecordRestricted;
import dev.tallystick.vault.LogPublisher;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.KeptRecord;
import dev.tallystick.vault.record.KeptRecords;
import dev.tallystick.vault.record.Mark;
import dev.tallystick.vault.record.RecordMarks;
import dev.tallystick.vault.record.RecordRestriction;
import dev.tallystick.vault.record.SaltedText;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Changes how the records of the person who asks may be used. */
@Singleton
final class ChangeMyRecords {
  private final KeptRecords kept;
  private final RecordMarks marks;
  private final RecordRestriction restriction;
  private final Keystore keystore;
  private final LogPublisher notes;

  ChangeMyRecords(
      KeptRecords kept,
      RecordMarks marks,
      RecordRestriction restriction,
      Keystore keystore,
      LogPublisher notes) {
    this.kept = kept;
    this.marks = marks;
    this.restriction = restriction;
    this.keystore = keystore;
    this.notes = notes;
  }

  /** Attaches the person's own words to a record, or takes them off. */
  void state(String subject, String id, Optional<String> text) {
    change(
        subject,
        id,
        (keys, record) -> {
          if (text.isEmpty()) {
            return marks.remove(id, Mark.Kind.STATEMENT)
                ? Optional.of(annotated(record, Optional.empty()))
                : Optional.empty();
          }
          SaltedText statement = marks.state(keys, record, text.get());
          return Optional.of(annotated(record, Optional.of(statement)));
        });
  }

  /** Takes a record out of use, or lets it be used again. What a law restricts stays restricted. */
  void restrict(String subject, String id, boolean restricted) {
    change(
        subject,
        id,
        (keys, record) -> {
          boolean changed = restricted ? restriction.set(id) : restriction.lift(id);
          if (!changed && !restricted && record.restricted().isPresent()) {
            throw new VaultProblem(VaultProblemCode.RECORD_RESTRICTED);
          }
          return changed
              ? Optional.of(
                  notes.make(
                      new RecordRestricted(
                          new RecordId(id),
                          record.category(),
                          record.source(),
                          restricted ? RecordRestricted.State.SET : RecordRestricted.State.LIFTED,
                          RecordRestricted.Ground.OBJECTION,
                          Optional.empty()),
                      record.owner().subject()))
              : Optional.empty();
        });
  }

  private interface Change {
    /** What was changed, as the log is told; nothing if it was so already. */
    Optional<Event> of(OpenKeys keys, KeptRecord record);
  }

  private void change(String subject, String id, Change change) {
    Optional<Event> event =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  try (OpenKeys keys = keystore.open()) {
                    KeptRecord record = kept.lock(keys, id);
                    if (!kept.isOf(record, subject)) {
                      throw new VaultProblem(VaultProblemCode.RECORD_UNKNOWN);
                    }
                    Optional<Event> made = change.of(keys, record);
                    if (made.isPresent()) {
                      notes.store(made.get());
                    }
                    return made;
                  }
                });
    notes.append(event.stream().toList());
  }

  private Event annotated(KeptRecord record, Optional<SaltedText> statement) {
    SaltedText told =
        statement
            .or(
                () ->
                    record.marks().stream().flatMap(mark -> mark.statement().stream()).findFirst())
            .orElseThrow();
    RecordAnnotated data =
        RecordAnnotated.builder()
            .record(new RecordId(record.id()))
            .category(record.category())
            .provider(record.source())
            .version(record.version())
            .mark(RecordAnnotated.Mark.STATEMENT)
            .state(
                statement.isPresent() ? RecordAnnotated.State.SET : RecordAnnotated.State.REMOVED)
            .digest(told.digest())
            .build();
    return notes.make(data, record.owner().subject());
  }
}
