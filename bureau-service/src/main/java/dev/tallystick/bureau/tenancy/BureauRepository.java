package dev.tallystick.bureau.tenancy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The bureaus of this instance: those that have drawn keys here. Their names are no secret. */
@Singleton
public class BureauRepository implements PanacheRepositoryBase<BureauEntity, String> {
  /** How long the list tells followers that somebody is no bureau. */
  private static final long LIST_GOOD_NANOS = Duration.ofSeconds(2).toNanos();

  /** Those that were found here once: a bureau that is here stays. */
  private final Set<BureauId> found = ConcurrentHashMap.newKeySet();

  private volatile long listedNanos = System.nanoTime() - LIST_GOOD_NANOS;

  /** All of them, by name. */
  @Transactional
  public List<BureauId> all() {
    long asked = System.nanoTime();
    List<BureauId> all =
        listAll(Sort.by("bureauId")).stream().map(row -> new BureauId(row.bureauId)).toList();
    found.addAll(all);
    listedNanos = asked;
    return all;
  }

  /** Whether this instance works for the bureau. */
  public boolean has(BureauId bureau) {
    return found.contains(bureau) || read().contains(bureau);
  }

  /**
   * The same for the followers of the log, which meet the name of every party all the time: one
   * that is no bureau is looked up every two seconds at most. A bureau that was enlisted just now
   * may be missed; nothing can have been sold in its name yet.
   */
  public boolean isListed(BureauId bureau) {
    if (!found.contains(bureau) && System.nanoTime() - listedNanos >= LIST_GOOD_NANOS) {
      List<BureauId> unused = read();
    }
    return found.contains(bureau);
  }

  private List<BureauId> read() {
    return QuarkusTransaction.joiningExisting().call(this::all);
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
