package dev.tallystick.vault.complaint;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.vault.document.ComplaintWords;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.Sealed;
import dev.tallystick.vault.keystore.SealingPlace;
import dev.tallystick.vault.record.SaltedText;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hibernate.jpa.SpecHints;

/** The complaints. What was written is sealed under the person's own key. */
@Singleton
class ComplaintRepository implements PanacheRepositoryBase<ComplaintEntity, String> {
  /** As many as one answer has. */
  static final int PAGE = 200;

  private static final int SKIP_LOCKED = -2;

  void add(OpenKeys keys, Complaint complaint, EventId filed) {
    persist(
        new ComplaintEntity(
            complaint, filed, seal(keys, complaint.id(), complaint.subject(), complaint.words())));
  }

  /** A person's, the latest first. */
  List<Complaint> of(OpenKeys keys, String subject) {
    return open(keys, "subject = ?1 and sealed is not null order by id desc", subject);
  }

  /** What was complained about to an authority and is not decided, the oldest first. */
  List<Complaint> openTo(OpenKeys keys, String authority) {
    return open(
        keys,
        "authority = ?1 and state in (FILED, ACCEPTED) and sealed is not null order by id",
        authority);
  }

  /** What a party may say something about, the oldest first. */
  List<Complaint> openAbout(OpenKeys keys, String against) {
    return open(
        keys, "against = ?1 and state = ACCEPTED and sealed is not null order by id", against);
  }

  private List<Complaint> open(OpenKeys keys, String query, String parameter) {
    return find(query, parameter).page(Page.ofSize(PAGE)).<ComplaintEntity>list().stream()
        .map(row -> open(keys, row))
        .toList();
  }

  Complaint open(OpenKeys keys, ComplaintEntity row) {
    return row.toComplaint(words(keys, row));
  }

  Complaint.Words words(OpenKeys keys, ComplaintEntity row) {
    ComplaintWords words =
        ComplaintWords.read(
            parse(keys.open(KeyOwner.ofPerson(row.subject()), place(row.id()), row.words())));
    return new Complaint.Words(
        SaltedText.read(words.statement()),
        words.reply().map(SaltedText::read),
        words.decision().map(SaltedText::read));
  }

  Sealed seal(OpenKeys keys, ComplaintEntity row, Complaint.Words words) {
    return seal(keys, row.id(), row.subject(), words);
  }

  private static Sealed seal(OpenKeys keys, String id, String subject, Complaint.Words words) {
    ComplaintWords text =
        new ComplaintWords(
            words.statement().toJson(),
            words.reply().map(SaltedText::toJson),
            words.decision().map(SaltedText::toJson));
    return keys.seal(KeyOwner.ofPerson(subject), place(id), CanonicalJson.bytes(text.toJson()));
  }

  /** A complaint with its words, kept to this transaction. */
  Optional<ComplaintEntity> lock(String id) {
    return find("id = ?1 and sealed is not null", id)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .singleResultOptional();
  }

  /** What an authority should have accepted before this day, kept to this transaction. */
  List<ComplaintEntity> notAccepted(LocalDate today, int most) {
    return late("state = FILED and acceptBy < ?1 order by acceptBy", today, most);
  }

  /** What should have been answered before this day and was not; each until it is marked. */
  List<ComplaintEntity> notAnswered(LocalDate today, int most) {
    return late("state = ACCEPTED and not missed and dueOn < ?1 order by dueOn", today, most);
  }

  private List<ComplaintEntity> late(String query, LocalDate today, int most) {
    return find(query, today)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, SKIP_LOCKED)
        .page(Page.ofSize(most))
        .list();
  }

  /** Those of a person whose words are there, kept to this transaction. */
  List<ComplaintEntity> lockAll(String subject) {
    return find("subject = ?1 and sealed is not null order by id", subject)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  boolean hasWords(String subject) {
    return count("subject = ?1 and sealed is not null", subject) > 0;
  }

  private static JsonObject parse(byte[] bytes) {
    try {
      return (JsonObject) CanonicalJson.parse(bytes);
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a complaint was sealed as something else", e);
    }
  }

  private static SealingPlace place(String id) {
    return SealingPlace.of("complaint", id);
  }
}
