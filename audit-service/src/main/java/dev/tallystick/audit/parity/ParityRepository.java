package dev.tallystick.audit.parity;

import dev.tallystick.audit.database.StoreAccess;
import dev.tallystick.audit.parity.ParityCase.Measure;
import dev.tallystick.audit.parity.ParityCase.Side;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is counted by month, bureau and party, and who holds whom. Counts and cursor move on in one
 * transaction, so a case is counted once, whatever a crash leaves.
 */
@Singleton
@StoreAccess(failure = "parity cannot be counted")
public class ParityRepository implements PanacheRepositoryBase<ParityShareEntity, String> {
  private static final String ADD =
      """
      insert into parity_count (month, bureau, side, party, measure, product, line, currency, value, cases)
      values (:month, :bureau, :side, :party, :measure, :product, :line, :currency, :value, :cases)
      on conflict (month, bureau, side, party, measure, product, line, currency, value)
      do update set cases = parity_count.cases + excluded.cases
      """;

  private static final String SUMS =
      """
      select side, measure, product, line, currency, value, party in (:members) as own, sum(cases) as cases
      from parity_count where month = :month and bureau = :bureau
      group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7
      """;

  private static final String PARTIES =
      """
      select side, measure, product, line, currency, count(distinct party) as parties
      from parity_count where month = :month and bureau = :bureau and party not in (:members)
      group by 1, 2, 3, 4, 5
      """;

  /** A class of cases: prices are compared within a product and a line of its tariff. */
  record Group(Side side, Measure measure, String product, String line, String currency) {}

  /**
   * How many cases of a value there are.
   *
   * @param isOwn whether they are of the holder's group
   */
  record Sum(Group group, long value, boolean isOwn, long cases) {}

  /** The index of the first entry that is not counted. */
  @Transactional
  long next() {
    return getEntityManager().find(ParityCursorEntity.class, true).next();
  }

  /**
   * Counts cases once: nothing if somebody else has gone on from {@code from}.
   *
   * @param from where the cursor was
   * @param next where it is then
   */
  @Transactional
  boolean keep(
      Map<ParityCase, Long> cases, Collection<ParityOwners.Share> shares, long from, long next) {
    ParityCursorEntity cursor =
        getEntityManager().find(ParityCursorEntity.class, true, LockModeType.PESSIMISTIC_WRITE);
    if (cursor.next() != from) {
      return false;
    }
    cases.forEach(this::add);
    for (ParityOwners.Share share : shares) {
      findByIdOptional(ParityShareEntity.pair(share))
          .ifPresentOrElse(
              row -> row.becomes(share.basisPoints()), () -> persist(new ParityShareEntity(share)));
    }
    cursor.moveTo(next);
    return true;
  }

  private void add(ParityCase one, long cases) {
    int unused =
        getSession()
            .createNativeMutationQuery(ADD)
            .setParameter("month", one.month())
            .setParameter("bureau", one.bureau())
            .setParameter("side", one.side().name())
            .setParameter("party", one.party())
            .setParameter("measure", one.measure().name())
            .setParameter("product", one.product())
            .setParameter("line", one.line())
            .setParameter("currency", one.currency())
            .setParameter("value", one.value())
            .setParameter("cases", cases)
            .executeUpdate();
  }

  /** All shares that are recorded. */
  @Transactional
  List<ParityOwners.Share> shares() {
    return listAll().stream().map(ParityShareEntity::toShare).toList();
  }

  /** The bureaus that have cases in a month. */
  @Transactional
  List<String> bureaus(int month) {
    return getSession()
        .createNativeQuery(
            "select distinct bureau from parity_count where month = :month order by bureau",
            Tuple.class)
        .setParameter("month", month)
        .getResultList()
        .stream()
        .map(row -> row.get("bureau", String.class))
        .toList();
  }

  /** The cases of a bureau in a month, those of a group apart, by value. */
  @Transactional
  List<Sum> sums(int month, String bureau, Collection<String> members) {
    return getSession()
        .createNativeQuery(SUMS, Tuple.class)
        .setParameter("month", month)
        .setParameter("bureau", bureau)
        .setParameterList("members", members)
        .getResultList()
        .stream()
        .map(
            row ->
                new Sum(
                    group(row),
                    ((Number) row.get("value")).longValue(),
                    row.get("own", Boolean.class),
                    ((Number) row.get("cases")).longValue()))
        .toList();
  }

  /** How many parties outside a group there are in each class. */
  @Transactional
  Map<Group, Long> parties(int month, String bureau, Collection<String> members) {
    return getSession()
        .createNativeQuery(PARTIES, Tuple.class)
        .setParameter("month", month)
        .setParameter("bureau", bureau)
        .setParameterList("members", members)
        .getResultList()
        .stream()
        .collect(
            Collectors.toMap(
                ParityRepository::group, row -> ((Number) row.get("parties")).longValue()));
  }

  private static Group group(Tuple row) {
    return new Group(
        Side.valueOf(row.get("side", String.class)),
        Measure.valueOf(row.get("measure", String.class)),
        row.get("product", String.class),
        row.get("line", String.class),
        row.get("currency", String.class));
  }
}
