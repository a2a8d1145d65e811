package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which labels are one person's, as far as the log was read for a bureau. */
@Singleton
class PersonLinkRepository
    implements PanacheRepositoryBase<PersonLinkEntity, PersonLinkEntity.Key> {
  private static final String NOTE =
      """
      insert into PersonLinkEntity (bureauId, logIndex, one, other, linked)
      values (:bureau, :index, :one, :other, :linked)
      on conflict do nothing
      """;

  /** Two labels that an entry links, or unlinks. */
  record Pair(String one, String other) {}

  /** Notes what an entry says; the same again changes nothing. */
  @Transactional
  @AsBureau
  void note(BureauId bureau, long index, Pair labels, boolean linked) {
    int unused =
        getEntityManager()
            .createQuery(NOTE)
            .setParameter("bureau", bureau.value())
            .setParameter("index", index)
            .setParameter("one", labels.one())
            .setParameter("other", labels.other())
            .setParameter("linked", linked)
            .executeUpdate();
  }

  /**
   * All labels of the person of this one; for each, how many entries have linked or unlinked it.
   */
  @Transactional
  @AsBureau
  SortedMap<String, Long> personOf(BureauId bureau, String label) {
    SortedMap<String, Long> person = new TreeMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(label));
    while (!open.isEmpty()) {
      String next = open.remove();
      if (!person.containsKey(next)) {
        List<PersonLinkEntity> entries = list("one = ?1 or other = ?1 order by logIndex", next);
        person.put(next, (long) entries.size());
        open.addAll(linkedTo(next, entries));
      }
    }
    return person;
  }

  /** Two claims may link the same two labels, and one of them may end. */
  private static Collection<String> linkedTo(String label, List<PersonLinkEntity> entries) {
    Map<String, Integer> links = new HashMap<>();
    for (PersonLinkEntity entry : entries) {
      String beside = entry.beside(label);
      if (entry.linked) {
        links.merge(beside, 1, Integer::sum);
      } else {
        links.computeIfPresent(beside, (any, count) -> count == 1 ? null : count - 1);
      }
    }
    return links.keySet();
  }
}
