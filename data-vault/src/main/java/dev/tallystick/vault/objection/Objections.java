package dev.tallystick.vault.objection;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.ObjectionFiled;
import dev.tallystick.events.type.ObjectionId;
import dev.tallystick.events.type.ObjectionOverdue;
import dev.tallystick.events.type.ObjectionResolved;
import dev.tallystick.events.type.RecordAnnotated;
import dev.tallystick.events.type.RecordId;
import dev.tallystick.vault.LogPublisher;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.category.PackCalendar;
import dev.tallystick.vault.identifier.Subjects;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.link.LinkedTokens;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.KeptRecord;
import dev.tallystick.vault.record.KeptRecords;
import dev.tallystick.vault.record.Mark;
import dev.tallystick.vault.record.RecordMarks;
import dev.tallystick.vault.record.SaltedText;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Takes objections, keeps their clock, takes the answers. */
@Singleton
final class Objections {
  private static final int BATCH = 100;

  private final ObjectionRepository stored;
  private final KeptRecords kept;
  private final RecordMarks marks;
  private final Subjects subjects;
  private final Keystore keystore;
  private final LogPublisher notes;
  private final PublicIds ids;
  private final RandomGenerator random;
  private final PackCalendar calendar;
  private final LinkedTokens links;

  Objections(
      ObjectionRepository stored,
      KeptRecords kept,
      RecordMarks marks,
      Subjects subjects,
      Keystore keystore,
      LogPublisher notes,
      PublicIds ids,
      RandomGenerator random,
      PackCalendar calendar,
      LinkedTokens links) {
    this.links = links;
    this.stored = stored;
    this.kept = kept;
    this.marks = marks;
    this.subjects = subjects;
    this.keystore = keystore;
    this.notes = notes;
    this.ids = ids;
    this.random = random;
    this.calendar = calendar;
  }

  private interface Work<T> {
    T in(OpenKeys keys, List<Event> events);
  }

  /** Work in one transaction, and the events of it appended afterwards, in their order. */
  private <T> T done(Work<T> work) {
    List<Event> events = new ArrayList<>();
    T result = stored(events, work);
    notes.append(events);
    return result;
  }

  /** Work in one transaction, and the events that it has stored. */
  private <T> T stored(List<Event> events, Work<T> work) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              events.clear();
              try (OpenKeys keys = keystore.open()) {
                return work.in(keys, events);
              }
            });
  }

  /** Files an objection to records of one party; from now on they are released as disputed. */
  Objection file(String subject, List<String> recordIds, String statement) {
    LocalDate dueOn = calendar.objectionDueOn();
    SaltedText text = SaltedText.of(statement, random);
    return done(
        (keys, events) -> {
          // Before the records: an erasure takes the two in this order too.
          var unusedPerson = subjects.known(links.of(subject));
          List<KeptRecord> records = new ArrayList<>();
          for (String id : new TreeSet<>(recordIds)) {
            records.add(own(keys, subject, id));
          }
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
          Objection objection =
              new Objection(
                  ids.draw("obj"),
                  owner,
                  party,
                  records.stream().map(KeptRecord::id).toList(),
                  Objection.State.OPEN,
                  calendar.now(),
                  dueOn,
                  text,
                  Optional.empty(),
                  Optional.empty());
          Event filed = notes.store(notes.make(filed(objection), owner));
          events.add(filed);
          stored.add(keys, objection, filed.id());
          for (KeptRecord record : records) {
            marks.set(
                keys,
                record,
                new Mark(Mark.Kind.DISPUTED, Optional.of(objection.id()), Optional.empty()));
            events.add(annotate(record, objection.id(), RecordAnnotated.State.SET));
          }
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

  private KeptRecord own(OpenKeys keys, String subject, String id) {
    KeptRecord record = kept.lock(keys, id);
    if (!kept.isOf(record, subject)) {
      throw new VaultProblem(VaultProblemCode.RECORD_UNKNOWN);
    }
    return record;
  }

  private Event annotate(KeptRecord record, String objection, RecordAnnotated.State state) {
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
    return notes.store(notes.make(data, record.owner().subject()));
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
    SaltedText text = SaltedText.of(answer, random);
    List<Event> toTell = new ArrayList<>();
    Answered answered =
        stored(
            toTell,
            (keys, events) -> {
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
              events.add(notes.store(notes.make(data, objection.subject())));
              for (String record : objection.records()) {
                if (marks.remove(record, Mark.Kind.DISPUTED)) {
                  events.add(
                      annotate(
                          kept.lock(keys, record), objection.id(), RecordAnnotated.State.REMOVED));
                }
              }
              return new Answered(resolved, stored.filedEvent(id));
            });
    notes.appendAfter(answered.filed(), toTell);
    return answered.objection();
  }

  List<Objection> of(String subject) {
    return done(
        (keys, events) ->
            links.of(subject).stream()
                .flatMap(token -> stored.of(keys, token).stream())
                .sorted(Comparator.comparing(Objection::id).reversed())
                .toList());
  }

  List<Objection> openFor(String party) {
    return done((keys, events) -> stored.openFor(keys, party));
  }

  /** Tells the log of what was not answered in time. Returns how many. */
  int tellOverdue() {
    LocalDate today = calendar.today();
    return done(
        (keys, events) -> {
          List<OverdueObjection> late = stored.makeOverdue(today, BATCH);
          for (OverdueObjection objection : late) {
            ObjectionOverdue data =
                new ObjectionOverdue(
                    new ObjectionId(objection.id()), objection.party(), objection.dueOn());
            events.add(notes.store(notes.make(data, objection.subject())));
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
