package dev.tallystick.vault.correction;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.ObjectionId;
import dev.tallystick.events.type.RecordCorrected;
import dev.tallystick.events.type.RecordCorrectedInternal;
import dev.tallystick.events.type.RecordId;
import dev.tallystick.problem.EnforcesRule;
import dev.tallystick.vault.conflict.SourceConflicts;
import dev.tallystick.vault.conflict.StatedFacts;
import dev.tallystick.vault.deposit.CorrectedContent;
import dev.tallystick.vault.document.KeptContent;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.KeptRecord;
import dev.tallystick.vault.record.LoggedWork;
import dev.tallystick.vault.record.RecordVersions;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Corrects records in the name of the party that has deposited them. */
@Singleton
final class CorrectRecord {

  private final RecordVersions versions;
  private final CorrectedContent content;
  private final NotifyRecipients downstream;
  private final SourceConflicts conflicts;
  private final LoggedWork work;

  CorrectRecord(
      RecordVersions versions,
      CorrectedContent content,
      NotifyRecipients downstream,
      SourceConflicts conflicts,
      LoggedWork work) {
    this.versions = versions;
    this.content = content;
    this.downstream = downstream;
    this.conflicts = conflicts;
    this.work = work;
  }

  /**
   * What shall be different.
   *
   * @param members of the line: {@code fields} and whatever else has changed
   * @param ground why
   * @param objection which objection it answers, if it does
   */
  record Asked(JsonObject members, String ground, Optional<String> objection) {}

  /** A correction that was made, and who was told. */
  record Made(String record, int version, String event, int told) {}

  Made correct(String party, String record, Asked asked) {
    CorrectedContent.Judge judge = content.judge();
    LocalDate dueOn = downstream.answerDueOn();
    return work.done(
        (keys, told) -> {
          conflicts.hold();
          return correct(keys, told, owned(keys, party, record), asked, judge, dueOn);
        });
  }

  private Made correct(
      OpenKeys keys,
      LoggedWork.Told told,
      KeptRecord record,
      Asked asked,
      CorrectedContent.Judge judge,
      LocalDate dueOn) {
    if (record.restricted().filter(ground -> !ground.equals("OBJECTION")).isPresent()) {
      throw new VaultProblem(VaultProblemCode.RECORD_RESTRICTED);
    }
    JsonObject after =
        record.content().without(Set.copyOf(asked.members().names())).with(asked.members());
    if (CanonicalJson.text(after).equals(CanonicalJson.text(record.content()))) {
      throw VaultProblem.ofField(VaultProblemCode.CORRECTION_EMPTY, "fields", "changed");
    }
    CorrectedContent.Judged judged = judge.check(keys, record, after);
    RecordVersions.Replaced replaced = versions.replace(keys, record, judged.next());
    String subject = record.owner().subject();
    Event event =
        told.add(
            RecordCorrected.builder()
                .record(new RecordId(record.id()))
                .category(record.category())
                .provider(record.source())
                .oldVersion(record.version())
                .newVersion(replaced.version())
                .oldDigest(replaced.oldDigest())
                .newDigest(replaced.newDigest())
                .ground(RecordCorrected.Ground.of(asked.ground()))
                .objection(asked.objection().map(ObjectionId::new))
                .build(),
            subject,
            judged.deposit().map(CorrectRecord::internal));
    List<Event> notified =
        downstream.tell(
            new NotifyRecipients.Changed(
                subject, record.source(), record.id(), "CORRECTED", event.id()),
            dueOn);
    told.addStored(notified);
    told.addStored(
        conflicts.restate(
            keys,
            new StatedFacts.Statement(
                record.id(),
                subject,
                record.category(),
                judged.schema(),
                new KeptContent.Partial(after).fields().orElseThrow())));
    return new Made(record.id(), replaced.version(), event.id().toString(), notified.size());
  }

  private static JsonObject internal(EventId deposit) {
    return new RecordCorrectedInternal(
            Optional.of(deposit),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty())
        .toJson();
  }

  /**
   * Refuses to touch what exists, for a record that the party has.
   *
   * @throws VaultProblem always
   */
  @EnforcesRule("R36")
  void refuseChange(String party, String id) {
    VaultProblem refusal =
        work.done(
            (keys, told) -> {
              KeptRecord unused = owned(keys, party, id);
              return new VaultProblem(VaultProblemCode.ORIGINAL_IMMUTABLE);
            });
    throw refusal;
  }

  private KeptRecord owned(OpenKeys keys, String party, String id) {
    KeptRecord record = versions.lock(keys, id);
    if (!record.source().equals(party)) {
      throw new VaultProblem(VaultProblemCode.RECORD_UNKNOWN);
    }
    return record;
  }
}
