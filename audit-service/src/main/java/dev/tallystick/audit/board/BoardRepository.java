package dev.tallystick.audit.board;

import dev.tallystick.audit.board.BoardCounts.Count;
import dev.tallystick.audit.board.BoardCounts.Kind;
import dev.tallystick.audit.board.BoardCounts.Seen;
import dev.tallystick.audit.board.BoardFact.Measure;
import dev.tallystick.audit.database.StoreAccess;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is counted for the boards. Counts and cursor move on in one transaction, so a case is
 * counted once, whatever a crash leaves.
 */
@Singleton
@StoreAccess(failure = "the boards cannot be counted")
public class BoardRepository implements PanacheRepositoryBase<BoardCursorEntity, Boolean> {
  private static final String ADD =
      """
      insert into board_count (month, measure, bureau, product, currency, value, cases)
      values (:month, :measure, :bureau, :product, :currency, :value, :cases)
      on conflict (month, measure, bureau, product, currency, value)
      do update set cases = board_count.cases + excluded.cases
      """;

  /** The cursor's row is locked, so nobody else adds a lender meanwhile. */
  private static final String SEE =
      """
      insert into board_lender (month, measure, bureau, product, lender)
      select :month, :measure, :bureau, :product, :lender
      where (select count(*) from board_lender
        where month = :month and measure = :measure and bureau = :bureau and product = :product) < :most
      on conflict do nothing
      """;

  private static final String ADD_DAY =
      """
      insert into board_day (day, bureau, sold) values (:day, :bureau, :sold)
      on conflict (day, bureau) do update set sold = board_day.sold + excluded.sold
      """;

  private static final String ADD_PAIR =
      """
      insert into board_joint (month, lender, partner, loans) values (:month, :lender, :partner, :loans)
      on conflict (month, lender, partner) do update set loans = board_joint.loans + excluded.loans
      """;

  private static final String COUNTS =
      """
      select month, measure, bureau, product, currency, value, cases from board_count
      where month >= :first order by 1, 2, 3, 4, 5, 6
      """;

  private static final String LENDERS =
      """
      select month, measure, bureau, product, lender from board_lender
      where month >= :first order by 1, 2, 3, 4, 5
      """;

  private static final String DAYS =
      "select day, bureau, sold from board_day where day >= :first order by 1, 2";

  private static final String PAIRS =
      "select month, lender, partner, loans from board_joint where month >= :first";

  private static final String FIRST_DAYS =
      "select bureau, min(day) as first from board_day group by bureau";

  /** The index of the first entry that is not counted. */
  @Transactional
  long next() {
    return getEntityManager().find(BoardCursorEntity.class, true).next();
  }

  /**
   * Counts cases once: nothing if somebody else has gone on from {@code from}.
   *
   * @param from where the cursor was
   * @param next where it is then
   */
  @Transactional
  boolean keep(CountedPage page, long from, long next) {
    BoardCursorEntity cursor =
        getEntityManager().find(BoardCursorEntity.class, true, LockModeType.PESSIMISTIC_WRITE);
    if (cursor.next() != from) {
      return false;
    }
    BoardCounts counts = BoardCounts.of(page.cases());
    counts.counts().forEach(this::add);
    counts.seen().forEach(this::see);
    page.days().forEach(this::addDay);
    page.pairs().forEach(this::addPair);
    cursor.moveTo(next);
    return true;
  }

  private void add(Count count) {
    int unused =
        getSession()
            .createNativeMutationQuery(ADD)
            .setParameter("month", count.kind().month())
            .setParameter("measure", count.kind().measure().name())
            .setParameter("bureau", count.kind().bureau())
            .setParameter("product", count.kind().product())
            .setParameter("currency", count.kind().currency())
            .setParameter("value", count.value())
            .setParameter("cases", count.cases())
            .executeUpdate();
  }

  private void see(Seen seen) {
    int unused =
        getSession()
            .createNativeMutationQuery(SEE)
            .setParameter("month", seen.month())
            .setParameter("measure", seen.measure().name())
            .setParameter("bureau", seen.bureau())
            .setParameter("product", seen.product())
            .setParameter("lender", seen.lender())
            .setParameter("most", BoardCounts.FEWEST_LENDERS)
            .executeUpdate();
  }

  private void addDay(BoardDay day, long sold) {
    int unused =
        getSession()
            .createNativeMutationQuery(ADD_DAY)
            .setParameter("day", day.day())
            .setParameter("bureau", day.bureau())
            .setParameter("sold", sold)
            .executeUpdate();
  }

  private void addPair(JointPartners pair, long loans) {
    int unused =
        getSession()
            .createNativeMutationQuery(ADD_PAIR)
            .setParameter("month", pair.month())
            .setParameter("lender", pair.lender())
            .setParameter("partner", pair.partner())
            .setParameter("loans", loans)
            .executeUpdate();
  }

  /**
   * How many joint loans were opened together from a month on.
   *
   * @param first as 202612
   */
  @Transactional
  Map<JointPartners, Long> pairs(int first) {
    return getSession()
        .createNativeQuery(PAIRS, Tuple.class)
        .setParameter("first", first)
        .getResultList()
        .stream()
        .collect(
            Collectors.toMap(
                row ->
                    new JointPartners(
                        row.get("month", Integer.class), text(row, "lender"), text(row, "partner")),
                row -> number(row, "loans")));
  }

  /**
   * What was counted from a month on.
   *
   * @param first as 202612
   */
  @Transactional
  BoardCounts counts(int first) {
    return new BoardCounts(
        getSession()
            .createNativeQuery(COUNTS, Tuple.class)
            .setParameter("first", first)
            .getResultList()
            .stream()
            .map(row -> new Count(kind(row), number(row, "value"), number(row, "cases")))
            .toList(),
        getSession()
            .createNativeQuery(LENDERS, Tuple.class)
            .setParameter("first", first)
            .getResultList()
            .stream()
            .map(
                row ->
                    new Seen(
                        row.get("month", Integer.class),
                        Measure.valueOf(text(row, "measure")),
                        text(row, "bureau"),
                        text(row, "product"),
                        text(row, "lender")))
            .toList());
  }

  /** The days from one on on which a bureau sold something. */
  @Transactional
  SoldDays days(LocalDate first) {
    return SoldDays.of(
        getSession()
            .createNativeQuery(DAYS, Tuple.class)
            .setParameter("first", first)
            .getResultList()
            .stream()
            .map(
                row ->
                    new SoldDays.Sold(
                        new BoardDay(row.get("day", LocalDate.class), text(row, "bureau")),
                        number(row, "sold")))
            .toList(),
        getSession().createNativeQuery(FIRST_DAYS, Tuple.class).getResultList().stream()
            .map(row -> new BoardDay(row.get("first", LocalDate.class), text(row, "bureau")))
            .toList());
  }

  private static Kind kind(Tuple row) {
    return new Kind(
        row.get("month", Integer.class),
        Measure.valueOf(text(row, "measure")),
        text(row, "bureau"),
        text(row, "product"),
        text(row, "currency"));
  }

  private static String text(Tuple row, String column) {
    return row.get(column, String.class);
  }

  private static long number(Tuple row, String column) {
    return ((Number) row.get(column)).longValue();
  }
}
