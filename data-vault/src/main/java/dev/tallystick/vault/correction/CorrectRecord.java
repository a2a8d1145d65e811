package dev.tallystick.vault.correction;

import dev.tallystick.events.Event;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.ObjectionId;
import dev.tallystick.events.type.RecordCorrected;
import dev.tallystick.events.type.RecordId;
import dev.tallystick.vault.LogPublisher;
import dev.tallystick.vault.category.PackCalendar;
import dev.tallystick.vault.conflict.SourceConflicts;
import dev.tallystick.vault.conflict.StatedFacts;
import dev.tallystick.vault.deposit.CorrectedContent;
import dev.tallystick.vault.document.KeptContent;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.lookup.LookupDigests;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.KeptRecord;
import dev.tallystick.vault.record.KeptRecords;
import dev.tallystick.vault.record.RecordVersions;
import dev.tallystick.vault.schema.ContentSchema;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Corrects records in the name of the party that has deposited them. */
@Singleton
final class CorrectRecord {

  private final KeptRecords kept;
  private final RecordVersions versions;
  private final CorrectedContent content;
  private final NotifyRecipients downstream;
  private final LookupDigests lookups;
  private final StatedFacts facts;
  private final SourceConflicts conflicts;
  private final Keystore keystore;
  private final LogPublisher notes;
  private final PackCalendar calendar;

  CorrectRecord(
      KeptRecords kept,
      RecordVersions versions,
      CorrectedContent content,
      NotifyRecipients downstream,
      LookupDigests lookups,
      StatedFacts facts,
      SourceConflicts conflicts,
      Keystore keystore,
      LogPublisher notes,
      PackCalendar calendar) {
    this.kept = kept;
    this.versions = versions;
    this.content = content;
    this.downstream = downstream;
    this.lookups = lookups;
    this.facts = facts;
    this.conflicts = conflicts;
    this.keystore = keystore;
    this.notes = notes;
    this.calendar = calendar;
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

  private record Done(Made made, List<Event> events) {}

  Made correct(String party, String record, Asked asked) {
    CorrectedContent.Judge judge = content.judge();
    LocalDate dueOn = calendar.answerDueOn();
    Done done =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  try (OpenKeys keys = keystore.open()) {
                    return correct(keys, party, record, asked, judge, dueOn);
                  }
                });
    notes.append(done.events());
    return done.made();
  }

  private Done correct(
      OpenKeys keys,
      String party,
      String id,
      Asked asked,
      CorrectedContent.Judge judge,
      LocalDate dueOn) {
    conflicts.hold();
    KeptRecord record = owned(keys, party, id);
    if (record.restricted().filter(ground -> !ground.equals("OBJECTION")).isPresent()) {
      throw new VaultProblem(VaultProblemCode.RECORD_RESTRICTED);
    }
    JsonObject after =
        record.content().without(Set.copyOf(asked.members().names())).with(asked.members());
    if (CanonicalJson.text(after).equals(CanonicalJson.text(record.content()))) {
      throw VaultProblem.ofField(VaultProblemCode.CORRECTION_EMPTY, "fields", "changed");
    }
    CorrectedContent.Judged judged = judge.check(party, record.owner().subject(), after);
    RecordVersions.Replaced replaced =
        versions.replace(
            keys,
            record,
            new RecordVersions.Next(
                after,
                judged.schema().version(),
                judged.expiresOn(),
                lookups.of(keys, record.owner(), record.category(), judged.schema(), after)));
    Event event =
        notes.store(
            notes.make(
                RecordCorrected.builder()
                    .record(new RecordId(id))
                    .category(record.category())
                    .provider(party)
                    .oldVersion(record.version())
                    .newVersion(replaced.version())
                    .oldDigest(replaced.oldDigest())
                    .newDigest(replaced.newDigest())
                    .ground(RecordCorrected.Ground.of(asked.ground()))
                    .objection(asked.objection().map(ObjectionId::new))
                    .build(),
                record.owner().subject()));
    List<Event> events = new ArrayList<>(List.of(event));
    List<Event> told =
        downstream.tell(
            new NotifyRecipients.Changed(
                record.owner().subject(), party, id, "CORRECTED", event.id()),
            dueOn);
    events.addAll(told);
    events.addAll(compare(keys, record, judged.schema(), after));
    return new Done(new Made(id, replaced.version(), event.id().toString(), told.size()), events);
  }

  /** What the record states now, against what other sources state. */
  private List<Event> compare(
      OpenKeys keys, KeptRecord record, ContentSchema schema, JsonObject after) {
    Set<String> concerned = new TreeSet<>(conflicts.speakingOfTheSame(List.of(record.id())));
    facts.forget(record.id());
    facts.note(
        keys,
        List.of(
            new StatedFacts.Statement(
                record.id(),
                record.owner().subject(),
                record.category(),
                schema,
                new KeptContent.Partial(after).fields().orElseThrow())));
    concerned.add(record.id());
    return conflicts.reassess(concerned);
  }

  /** Refuses to touch what exists, for a record that the party has. */
  VaultProblem refuseChange(String party, String id) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              try (OpenKeys keys = keystore.open()) {
                KeptRecord unused = owned(keys, party, id);
                return new VaultProblem(VaultProblemCode.ORIGINAL_IMMUTABLE);
              }
            });
  }

  private KeptRecord owned(OpenKeys keys, String party, String id) {
    KeptRecord record = kept.lock(keys, id);
    if (!record.source().equals(party)) {
      throw new VaultProblem(VaultProblemCode.RECORD_UNKNOWN);
    }
    return record;
  }
}
