package dev.tallystick.audit.honey;

import dev.tallystick.audit.database.StoreAccess;
import dev.tallystick.events.EventId;
import dev.tallystick.tlog.Hash;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The honey persons, what was planted about them, and where they turned up. */
@Singleton
@StoreAccess(failure = "the honey persons cannot be read")
public class HoneyRepository implements PanacheRepositoryBase<HoneyPersonEntity, String> {

  /** All of them, in the order in which they were marked. */
  @Transactional
  List<HoneyPersonEntity> all() {
    return list("order by markedMillis, honey");
  }

  /** The entries that the authority has caused itself, of all of them. */
  @Transactional
  List<EventId> plants() {
    return getEntityManager()
        .createQuery("from HoneyPlantEntity", HoneyPlantEntity.class)
        .getResultList()
        .stream()
        .map(plant -> new EventId(plant.eventId))
        .toList();
  }

  /** How many of them are about one person. */
  @Transactional
  long countPlants(String honey) {
    return getEntityManager()
        .createQuery("select count(*) from HoneyPlantEntity where honey = :honey", Long.class)
        .setParameter("honey", honey)
        .getSingleResult();
  }

  /** The person with this mark. */
  @Transactional
  Optional<HoneyPersonEntity> findMarked(Hash mark) {
    return find("mark", mark.toByteArray()).firstResultOptional();
  }

  /** The person of this id. */
  @Transactional
  Optional<HoneyPersonEntity> findOne(String honey) {
    return findByIdOptional(honey);
  }

  /** Adds a person; false if somebody has marked the same one. */
  @Transactional
  boolean add(HoneyPersonEntity person) {
    return getEntityManager()
            .createQuery(
                """
                insert into HoneyPersonEntity
                  (honey, mark, ref, markedBy, markedMillis, plantedUntilMillis)
                values (:honey, :mark, :ref, :by, :marked, :planted)
                on conflict do nothing
                """)
            .setParameter("honey", person.honey)
            .setParameter("mark", person.mark)
            .setParameter("ref", person.ref)
            .setParameter("by", person.markedBy)
            .setParameter("marked", person.markedMillis)
            .setParameter("planted", person.plantedUntilMillis)
            .executeUpdate()
        == 1;
  }

  /** Notes that the authority has caused these entries itself; what is noted already stays. */
  @Transactional
  void plant(String honey, Collection<EventId> events) {
    for (EventId event : events) {
      int unused =
          getEntityManager()
              .createQuery(
                  """
                  insert into HoneyPlantEntity (eventId, honey) values (:event, :honey)
                  on conflict do nothing
                  """)
              .setParameter("event", event.value())
              .setParameter("honey", honey)
              .executeUpdate();
    }
  }

  /** The sighting of a person at a party on a day; the first that is reported draws the entry. */
  @Transactional
  HoneySightingEntity sighting(String honey, String party, LocalDate day, EventId drawn) {
    int unused =
        getEntityManager()
            .createQuery(
                """
                insert into HoneySightingEntity (honey, party, day, raised, isSaid)
                values (:honey, :party, :day, :raised, false)
                on conflict do nothing
                """)
            .setParameter("honey", honey)
            .setParameter("party", party)
            .setParameter("day", day)
            .setParameter("raised", drawn.value())
            .executeUpdate();
    return getEntityManager()
        .find(HoneySightingEntity.class, new HoneySightingEntity.Key(honey, party, day));
  }

  /** Notes that the log has the finding of a sighting. */
  @Transactional
  void said(EventId raised) {
    int unused =
        getEntityManager()
            .createQuery("update HoneySightingEntity set isSaid = true where raised = :raised")
            .setParameter("raised", raised.value())
            .executeUpdate();
  }
}
