package dev.tallystick.vault.objection;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.vault.document.ObjectionWords;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.Sealed;
import dev.tallystick.vault.keystore.SealingPlace;
import dev.tallystick.vault.record.SaltedText;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hibernate.jpa.SpecHints;

/** The objections. What was written is sealed under the key of the party's records. */
@Singleton
class ObjectionRepository implements PanacheRepositoryBase<ObjectionEntity, String> {
  private static final int PAGE = 500;
  private static final int SKIP_LOCKED = -2;

  void add(OpenKeys keys, Objection objection, EventId filed) {
    persist(new ObjectionEntity(objection, filed, seal(keys, objection, Optional.empty())));
  }

  /** Takes the answer to an objection that this transaction has locked; returns it as it is now. */
  Objection resolve(
      OpenKeys keys,
      Objection objection,
      Objection.Outcome outcome,
      SaltedText answer,
      Instant now) {
    ObjectionEntity row = findById(objection.id());
    row.resolve(outcome, seal(keys, objection, Optional.of(answer)), now);
    return row.toObjection(objection.statement(), Optional.of(answer));
  }

  /** A person's objections, the latest first. */
  List<Objection> of(OpenKeys keys, String subject) {
    return open(keys, "subject = ?1 and sealed is not null order by id desc", subject);
  }

  /** What a party has to answer, the most urgent first. */
  List<Objection> openFor(OpenKeys keys, String party) {
    return open(
        keys,
        "party = ?1 and state in (OPEN, OVERDUE) and sealed is not null order by dueOn, id",
        party);
  }

  private List<Objection> open(OpenKeys keys, String query, String parameter) {
    return find(query, parameter).page(Page.ofSize(PAGE)).<ObjectionEntity>list().stream()
        .map(row -> open(keys, row))
        .toList();
  }

  /** An objection, kept to this transaction. */
  Optional<Objection> lock(OpenKeys keys, String id) {
    return find("id = ?1 and sealed is not null", id)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .<ObjectionEntity>singleResultOptional()
        .map(row -> open(keys, row));
  }

  /** The event that told of the objection. */
  EventId filedEvent(String id) {
    return findById(id).filedEvent();
  }

  /**
   * Marks as overdue what should have been answered before this day, and returns it, unopened: one
   * that does not open keeps no other from being told.
   */
  List<OverdueObjection> makeOverdue(LocalDate today, int most) {
    List<ObjectionEntity> late =
        find("state = OPEN and dueOn < ?1 and sealed is not null order by dueOn", today)
            .withLock(LockModeType.PESSIMISTIC_WRITE)
            .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, SKIP_LOCKED)
            .page(Page.ofSize(most))
            .list();
    late.forEach(ObjectionEntity::markOverdue);
    return late.stream()
        .map(ObjectionEntity::toOverdue)
        .sorted(Comparator.comparing(OverdueObjection::id))
        .toList();
  }

  /** Empties the objections of a person, of those to one party or of all. */
  void empty(String subject, Optional<String> party) {
    update(
        "sealed = null, keyVersion = null where subject = ?1 and (?2 = '' or party = ?2)",
        subject,
        party.orElse(""));
  }

  private static Objection open(OpenKeys keys, ObjectionEntity row) {
    ObjectionWords words =
        ObjectionWords.read(parse(keys.open(row.owner(), place(row.id()), row.texts())));
    return row.toObjection(
        SaltedText.read(words.statement()), words.answer().map(SaltedText::read));
  }

  private static Sealed seal(OpenKeys keys, Objection objection, Optional<SaltedText> answer) {
    ObjectionWords words =
        new ObjectionWords(objection.statement().toJson(), answer.map(SaltedText::toJson));
    return keys.seal(
        ObjectionEntity.owner(objection.subject(), objection.party()),
        place(objection.id()),
        CanonicalJson.bytes(words.toJson()));
  }

  private static JsonObject parse(byte[] bytes) {
    try {
      return (JsonObject) CanonicalJson.parse(bytes);
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("an objection was sealed as something else", e);
    }
  }

  private static SealingPlace place(String id) {
    return SealingPlace.of("objection", id);
  }
}
