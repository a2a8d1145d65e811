package dev.tallystick.bureau.tenancy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The bureaus of this instance: those that have drawn keys here. Their names are no secret. */
@Singleton
public class BureauRepository implements PanacheRepositoryBase<BureauEntity, String> {
  /** Those that were found here once: a bureau that is here stays. */
  private final Set<BureauId> found = ConcurrentHashMap.newKeySet();

  /** All of them, by name. */
  @Transactional
  public List<BureauId> all() {
    return listAll(Sort.by("bureauId")).stream().map(row -> new BureauId(row.bureauId)).toList();
  }

  /** Whether this instance works for the bureau. */
  @Transactional
  public boolean has(BureauId bureau) {
    if (found.contains(bureau)) {
      return true;
    }
    boolean isHere = count("bureauId", bureau.value()) == 1;
    if (isHere) {
      found.add(bureau);
    }
    return isHere;
  }

  /** Adds the bureau unless it is there, in the caller's transaction in its name. */
  public void enlist(BureauId bureau) {
    getEntityManager()
        .createQuery("insert into BureauEntity (bureauId) values (:bureau) on conflict do nothing")
        .setParameter("bureau", bureau.value())
        .executeUpdate();
  }

  /**
   * Lets one transaction at a time write a numbered kind of things of a bureau, so that the numbers
   * count up without a gap or a clash; until the caller's transaction ends.
   *
   * @param kind such as {@code product}
   */
  public void lockNumbering(BureauId bureau, String kind) {
    getEntityManager()
        .createNativeQuery(
            "select cast(pg_advisory_xact_lock(hashtextextended(:name, 1)) as text)", Tuple.class)
        .setParameter("name", kind + "/" + bureau)
        .getSingleResult();
  }
}
