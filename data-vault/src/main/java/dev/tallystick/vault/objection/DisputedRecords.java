package dev.tallystick.vault.objection;

import dev.tallystick.events.type.ObjectionId;
import dev.tallystick.events.type.RecordAnnotated;
import dev.tallystick.events.type.RecordId;
import dev.tallystick.problem.EnforcesRule;
import dev.tallystick.vault.identifier.Subjects;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.link.LinkedTokens;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.KeptRecord;
import dev.tallystick.vault.record.KeptRecords;
import dev.tallystick.vault.record.LoggedWork.Told;
import dev.tallystick.vault.record.Mark;
import dev.tallystick.vault.record.RecordMarks;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Marks records as disputed while an objection is open; in the caller's transaction. */
@Singleton
final class DisputedRecords {
  private final Subjects subjects;
  private final KeptRecords kept;
  private final RecordMarks marks;
  private final LinkedTokens links;

  DisputedRecords(Subjects subjects, KeptRecords kept, RecordMarks marks, LinkedTokens links) {
    this.links = links;
    this.subjects = subjects;
    this.kept = kept;
    this.marks = marks;
  }

  /**
   * A person's own records under any of their tokens, kept to this transaction.
   *
   * @throws VaultProblem if one of them is not theirs
   */
  List<KeptRecord> lock(OpenKeys keys, String subject, Collection<String> ids) {
    // Before the records: an erasure takes the two in this order too.
    var unusedPerson = subjects.known(links.of(subject));
    List<KeptRecord> records = new ArrayList<>();
    for (String id : new TreeSet<>(ids)) {
      KeptRecord record = kept.lock(keys, id);
      if (!kept.isOf(record, subject)) {
        throw new VaultProblem(VaultProblemCode.RECORD_UNKNOWN);
      }
      records.add(record);
    }
    return records;
  }

  /** From now on they are released as disputed. */
  @EnforcesRule("R46")
  void mark(OpenKeys keys, Told told, List<KeptRecord> records, String objection) {
    for (KeptRecord record : records) {
      marks.set(
          keys, record, new Mark(Mark.Kind.DISPUTED, Optional.of(objection), Optional.empty()));
      annotate(told, record, objection, RecordAnnotated.State.SET);
    }
  }

  /** The records of an objection are disputed no more. */
  void unmark(OpenKeys keys, Told told, Objection objection) {
    for (String record : objection.records()) {
      if (marks.remove(record, Mark.Kind.DISPUTED)) {
        annotate(told, kept.lock(keys, record), objection.id(), RecordAnnotated.State.REMOVED);
      }
    }
  }

  private static void annotate(
      Told told, KeptRecord record, String objection, RecordAnnotated.State state) {
    RecordAnnotated data =
        RecordAnnotated.builder()
            .record(new RecordId(record.id()))
            .category(record.category())
            .provider(record.source())
            .version(record.version())
            .mark(RecordAnnotated.Mark.DISPUTED)
            .state(state)
            .objection(new ObjectionId(objection))
            .build();
    var unusedEvent = told.add(data, record.owner().subject());
  }
}
