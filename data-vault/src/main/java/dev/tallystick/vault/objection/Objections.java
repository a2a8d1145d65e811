package dev.tallystick.vault.objection;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.ObjectionFiled;
import dev.tallystick.events.type.ObjectionId;
import dev.tallystick.events.type.ObjectionOverdue;
import dev.tallystick.events.type.ObjectionResolved;
import dev.tallystick.events.type.RecordId;
import dev.tallystick.vault.category.PackCalendar;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.link.LinkedTokens;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.KeptRecord;
import dev.tallystick.vault.record.LoggedWork;
import dev.tallystick.vault.record.SaltedText;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Takes objections to records, keeps the clock of all, takes the answers. */
@Singleton
final class Objections {
  private static final int BATCH = 100;

  private final ObjectionRepository stored;
  private final DisputedRecords disputed;
  private final DraftObjection drafts;
  private final LoggedWork work;
  private final PackCalendar calendar;
  private final LinkedTokens links;

  Objections(
      ObjectionRepository stored,
      DisputedRecords disputed,
      DraftObjection drafts,
      LoggedWork work,
      PackCalendar calendar,
      LinkedTokens links) {
    this.links = links;
    this.stored = stored;
    this.disputed = disputed;
    this.drafts = drafts;
    this.work = work;
    this.calendar = calendar;
  }

  /** Files an objection to records of one party; from now on they are released as disputed. */
  Objection file(String subject, List<String> recordIds, String statement) {
    LocalDate dueOn = calendar.objectionDueOn();
    SaltedText text = drafts.text(statement);
    return work.done(
        (keys, told) -> {
          List<KeptRecord> records = disputed.lock(keys, subject, recordIds);
          String party = records.get(0).source();
          if (records.stream().anyMatch(record -> !record.source().equals(party))) {
            throw VaultProblem.ofField(VaultProblemCode.OBJECTION_PARTIES, "records", "one-party");
          }
          // It is filed and sealed as the records are: under the token that they are kept under.
          String owner = records.get(0).owner().subject();
          if (records.stream().anyMatch(record -> !record.owner().subject().equals(owner))) {
            throw VaultProblem.ofField(
                VaultProblemCode.OBJECTION_PARTIES, "records", "one-identifier");
          }
          if (records.stream().anyMatch(KeptRecord::isDisputed)) {
            return sameBefore(keys, owner, records);
          }
          Objection objection = drafts.of(owner, records, dueOn, text);
          Event filed = told.add(filed(objection), owner);
          stored.add(keys, objection, filed.id());
          disputed.mark(keys, told, records, objection.id());
          return objection;
        });
  }

  /** The same again is answered with the open objection; it may not be mixed with other records. */
  private Objection sameBefore(OpenKeys keys, String subject, List<KeptRecord> records) {
    List<String> ids = records.stream().map(KeptRecord::id).toList();
    return stored.of(keys, subject).stream()
        .filter(one -> one.isOpen() && one.records().containsAll(ids))
        .findFirst()
        .orElseThrow(VaultProblemCode.OBJECTION_OPEN::problem);
  }

  private static ObjectionFiled filed(Objection objection) {
    return ObjectionFiled.builder()
        .objection(new ObjectionId(objection.id()))
        .party(objection.party())
        .records(objection.records().stream().map(RecordId::new).toList())
        .statement(objection.statement().digest())
        .dueOn(objection.dueOn())
        .build();
  }

  /** An objection with its answer, and the event that told of the objection. */
  private record Answered(Objection objection, EventId filed) {}

  /**
   * Takes the party's answer: the records are disputed no more. Its event rests on nothing, or the
   * log would refuse it for good if it heard of it before the objection; that there is one answer,
   * the row sees to.
   *
   * @param corrections the {@code record.corrected} entries, if the outcome is CORRECTED
   */
  Objection resolve(
      String party, String id, Objection.Outcome outcome, String answer, List<String> corrections) {
    SaltedText text = drafts.text(answer);
    LoggedWork.Stored<Answered> done =
        work.store(
            (keys, told) -> {
              Objection objection =
                  stored
                      .lock(keys, id)
                      .filter(found -> found.party().equals(party))
                      .orElseThrow(VaultProblemCode.OBJECTION_UNKNOWN::problem);
              if (!objection.isOpen()) {
                throw new VaultProblem(VaultProblemCode.OBJECTION_RESOLVED);
              }
              boolean corrected = outcome == Objection.Outcome.CORRECTED;
              if (corrected == corrections.isEmpty()) {
                throw VaultProblem.ofField(
                    VaultProblemCode.OBJECTION_CORRECTIONS, "corrections", "outcome");
              }
              Instant now = calendar.now();
              Objection resolved = stored.resolve(keys, objection, outcome, text, now);
              ObjectionResolved data =
                  ObjectionResolved.builder()
                      .objection(new ObjectionId(id))
                      .party(party)
                      .outcome(ObjectionResolved.Outcome.of(outcome.name()))
                      .repliedAt(now)
                      .answerDigest(text.digest())
                      .corrections(
                          new TreeSet<>(corrections).stream().map(EventId::fromString).toList())
                      .build();
              var unusedEvent = told.add(data, objection.subject());
              disputed.unmark(keys, told, objection);
              return new Answered(resolved, stored.filedEvent(id));
            });
    work.appendAfter(done.result().filed(), done.events());
    return done.result().objection();
  }

  List<Objection> of(String subject) {
    return work.done(
        (keys, told) ->
            links.of(subject).stream()
                .flatMap(token -> stored.of(keys, token).stream())
                .sorted(Comparator.comparing(Objection::id).reversed())
                .toList());
  }

  List<Objection> openFor(String party) {
    return work.done((keys, told) -> stored.openFor(keys, party));
  }

  /** Tells the log of what was not answered in time. Returns how many. */
  int tellOverdue() {
    LocalDate today = calendar.today();
    return work.done(
        (keys, told) -> {
          List<OverdueObjection> late = stored.makeOverdue(today, BATCH);
          for (OverdueObjection objection : late) {
            ObjectionOverdue data =
                new ObjectionOverdue(
                    new ObjectionId(objection.id()), objection.party(), objection.dueOn());
            var unusedEvent = told.add(data, objection.subject());
          }
          return late.size();
        });
  }

  @Scheduled(every = "10m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
  void sweep() {
    while (tellOverdue() == BATCH) {
      // The next ones.
    }
  }
}
