package dev.tallystick.vault.erasure;

import dev.tallystick.events.EventId;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.RetentionClass;
import dev.tallystick.vault.keystore.Sealed;
import dev.tallystick.vault.keystore.SealingPlace;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** The erasures. */
@Singleton
class PersonErasureRepository implements PanacheRepositoryBase<PersonErasureEntity, String> {
  private static final int PAGE = 100;

  private final Keystore keystore;

  PersonErasureRepository(Keystore keystore) {
    this.keystore = keystore;
  }

  /** Until this transaction ends, nobody else begins or finishes an erasure about this person. */
  void lockPerson(String subject) {
    Object unused =
        getSession()
            .createNativeQuery(
                "select 1 from (select pg_advisory_xact_lock(hashtextextended(:subject, 1)))"
                    + " locked",
                Tuple.class)
            .setParameter("subject", subject)
            .getSingleResult();
  }

  void add(PersonErasure erasure, Wish wish) {
    PersonErasureEntity row = new PersonErasureEntity(erasure);
    try (OpenKeys keys = keystore.open()) {
      row.keepWish(keys.seal(owner(erasure), place(erasure), wish.toBytes()));
    }
    persist(row);
  }

  /**
   * What the person has asked for besides. Nothing, of an erasure of one provider, and nothing if
   * the key of the wish is gone: another erasure, of more, has overtaken this one.
   */
  Wish wish(PersonErasure erasure) {
    try (OpenKeys keys = keystore.open()) {
      return wish(keys, erasure);
    }
  }

  private Wish wish(OpenKeys keys, PersonErasure erasure) {
    List<KeyOwner> owner = List.of(owner(erasure));
    boolean isGone = keys.existing(owner).isEmpty();
    // A key that is gone is drawn anew and goes with this erasure: the log is told of one at least.
    keys.prepare(owner);
    if (isGone || erasure.provider().isPresent()) {
      return new Wish(false);
    }
    Sealed sealed = findById(erasure.id()).wish().orElseThrow();
    return Wish.parse(keys.open(owner(erasure), place(erasure), sealed));
  }

  /** The log has {@code erasure.started}. Saying so twice changes nothing. */
  @Transactional
  void markLogged(EventId started) {
    update("state = LOGGED where startedEvent = ?1 and state = STARTED", started.value());
  }

  /** The keys are gone with the caller's commit, and the event is stored. */
  void markShredded(PersonErasure erasure, PersonErasure.Outcome done, String destruction) {
    findById(erasure.id()).markShredded(done, destruction);
  }

  /** The log has {@code record.erased}. */
  @Transactional
  void markErased(EventId erased) {
    update("state = ERASED where erasedEvent = ?1 and state = SHREDDED", erased.value());
  }

  /** Another copy of this database has done it, as the log says; this one has caught up. */
  void catchUp(PersonErasure erasure) {
    findByIdOptional(erasure.id())
        .ifPresentOrElse(
            row -> row.markErasedElsewhere(erasure.outcome().orElseThrow()),
            () -> persist(new PersonErasureEntity(erasure)));
  }

  @Transactional
  Optional<PersonErasure> find(String id) {
    return findByIdOptional(id).map(PersonErasureEntity::toErasure);
  }

  /** An erasure, kept to this transaction. */
  Optional<PersonErasure> lock(String id) {
    return find("id", id)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .<PersonErasureEntity>singleResultOptional()
        .map(PersonErasureEntity::toErasure);
  }

  @Transactional
  Optional<PersonErasure> findByStart(EventId started) {
    return find("startedEvent", started.value())
        .<PersonErasureEntity>singleResultOptional()
        .map(PersonErasureEntity::toErasure);
  }

  /** The erasures of these people, in the caller's transaction. */
  List<PersonErasure> about(List<String> subjects) {
    return list("subject in ?1", subjects).stream().map(PersonErasureEntity::toErasure).toList();
  }

  /** A person's erasures, the latest first. */
  @Transactional
  List<PersonErasure> of(String subject) {
    return list("subject = ?1 order by stoppedAt desc, id desc", subject).stream()
        .map(PersonErasureEntity::toErasure)
        .toList();
  }

  /**
   * Some erasures whose keys are to go, ascending by id, which is by their time.
   *
   * @param after only those whose id is greater; all when empty
   */
  @Transactional
  List<PersonErasure> toShred(String after) {
    return find("state = LOGGED and id > ?1 order by id", after)
        .page(Page.ofSize(PAGE))
        .<PersonErasureEntity>list()
        .stream()
        .map(PersonErasureEntity::toErasure)
        .toList();
  }

  private static KeyOwner owner(PersonErasure erasure) {
    return erasure
        .provider()
        .map(provider -> new KeyOwner(erasure.subject(), provider, RetentionClass.ORDINARY))
        .orElseGet(() -> KeyOwner.ofPerson(erasure.subject()));
  }

  private static SealingPlace place(PersonErasure erasure) {
    return SealingPlace.of("erasure", erasure.id());
  }
}
