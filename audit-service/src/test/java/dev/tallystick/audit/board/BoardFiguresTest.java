package dev.tallystick.audit.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tallystick.audit.board.BoardFact.Measure;
import dev.tallystick.audit.document.ApprovedCost;
import dev.tallystick.audit.document.BureauServiceLevel;
import dev.tallystick.audit.document.ChannelShare;
import dev.tallystick.audit.document.ChargedFees;
import dev.tallystick.audit.document.JointMonth;
import dev.tallystick.audit.document.JointPair;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The figures of the boards, each counted by hand. */
class BoardFiguresTest {
  private static final String NORTH = "bureau-north";
  private static final String WEST = "bureau-west";
  private static final LocalDate TODAY = LocalDate.of(2026, 12, 20);
  private static final int DECEMBER = 202612;
  private static final int NOVEMBER = 202611;

  private final Map<BoardFact, Long> facts = new HashMap<>();

  private void add(int month, Measure measure, String bureau, String lender, long times) {
    facts.merge(new BoardFact(month, measure, bureau, "", "", 0, lender), times, Long::sum);
  }

  private void fee(int month, Measure measure, String product, long amount, long times) {
    facts.merge(new BoardFact(month, measure, NORTH, product, "CNY", amount, ""), times, Long::sum);
  }

  private void approved(int month, String product, String lender, long times) {
    facts.merge(
        new BoardFact(month, Measure.APPROVED, NORTH, product, "", 0, lender), times, Long::sum);
  }

  private void time(int month, String bureau, long millis, long times) {
    facts.merge(new BoardFact(month, Measure.TIME, bureau, "", "", millis, ""), times, Long::sum);
  }

  private BoardCounts counts() {
    return BoardCounts.of(facts);
  }

  private List<ApprovedCost> costs() {
    return new LoanCostBoard(counts()).rows();
  }

  /** 40 reports at 100 and 4 at 250 less 2 of them, that is 4,500, over 12 approvals. */
  @Test
  void cost_isFeesOverApprovals_declinedOnesIncluded() {
    fee(DECEMBER, Measure.FEE, "prd_a", 100, 40);
    fee(DECEMBER, Measure.FEE, "prd_a", 250, 4);
    fee(DECEMBER, Measure.FEE_BACK, "prd_a", 250, 2);
    approved(DECEMBER, "prd_a", "bank-a", 6);
    approved(DECEMBER, "prd_a", "bank-b", 5);
    approved(DECEMBER, "prd_a", "bank-c", 1);

    assertThat(costs())
        .extracting(
            ApprovedCost::month,
            cost -> cost.product().orElse("all"),
            cost -> cost.approvals().orElse(-1),
            cost -> cost.perApproval().orElse(-1))
        .containsExactly(tuple("2026-12", "all", 10L, 375L), tuple("2026-12", "prd_a", 10L, 375L));
  }

  /**
   * A: 1,000 over 10; B: 600 over 4, too few by itself. Together 1,600 over 14, which is 114.29.
   */
  @Test
  void cost_ofAProductWithFewApprovals_isInTheWholeAlone() {
    fee(DECEMBER, Measure.FEE, "prd_a", 100, 10);
    fee(DECEMBER, Measure.FEE, "prd_b", 300, 2);
    for (String lender : List.of("bank-a", "bank-b", "bank-c")) {
      approved(DECEMBER, "prd_a", lender, lender.equals("bank-a") ? 8 : 1);
      approved(DECEMBER, "prd_b", lender, lender.equals("bank-a") ? 2 : 1);
    }

    assertThat(costs())
        .extracting(
            cost -> cost.product().orElse("all"),
            cost -> cost.approvals().orElse(-1),
            cost -> cost.perApproval().orElse(-1))
        .containsExactly(
            tuple("all", 10L, 114L), tuple("prd_a", 10L, 100L), tuple("prd_b", -1L, -1L));
  }

  @Test
  void cost_ofTwoLenders_isLeftOut_andStandsFromTheThirdOn() {
    fee(DECEMBER, Measure.FEE, "prd_a", 100, 30);
    approved(DECEMBER, "prd_a", "bank-a", 20);
    approved(DECEMBER, "prd_a", "bank-b", 20);
    assertThat(costs()).noneMatch(cost -> cost.perApproval().isPresent());

    approved(DECEMBER, "prd_a", "bank-c", 1);
    assertThat(costs()).allMatch(cost -> cost.perApproval().orElse(-1) == 73);
  }

  /** What was bought in November and decided in December counts where each is logged. */
  @Test
  void months_standByThemselves_theNewestFirst() {
    fee(NOVEMBER, Measure.FEE, "prd_a", 100, 50);
    for (String lender : List.of("bank-a", "bank-b", "bank-c")) {
      approved(NOVEMBER, "prd_a", lender, 5);
      approved(DECEMBER, "prd_a", lender, 4);
    }

    assertThat(costs())
        .filteredOn(cost -> cost.product().isEmpty())
        .extracting(ApprovedCost::month, cost -> cost.perApproval().orElse(-1))
        .containsExactly(tuple("2026-12", 0L), tuple("2026-11", 333L));
  }

  /** 45 through bureaus and 15 past them: three quarters; 4,320 in fees are told as 4,320. */
  @Test
  void share_ofBureaus_isOfAllReleasesToLenders() {
    add(DECEMBER, Measure.SOLD, NORTH, "bank-a", 20);
    add(DECEMBER, Measure.SOLD, NORTH, "bank-b", 20);
    add(DECEMBER, Measure.SOLD, WEST, "bank-c", 5);
    add(DECEMBER, Measure.DIRECT, "", "bank-a", 15);
    add(DECEMBER, Measure.DIRECT_REFUSED, "", "bank-a", 34);
    fee(DECEMBER, Measure.FEE, "prd_a", 99, 45);
    fee(DECEMBER, Measure.FEE_BACK, "prd_a", 99, 1);

    ChannelShare share = new ChannelBoard(counts()).rows().get(0);

    assertThat(share.throughBureaus()).hasValue(40);
    assertThat(share.direct()).hasValue(10);
    assertThat(share.directRefused()).hasValue(30);
    assertThat(share.bureausPerMille()).hasValue(750);
    assertThat(share.fees()).containsExactly(new ChargedFees("CNY", 4_350));
  }

  @Test
  void share_ofFewReleasesOrFewLenders_isLeftOut() {
    add(DECEMBER, Measure.SOLD, NORTH, "bank-a", 30);
    add(DECEMBER, Measure.SOLD, NORTH, "bank-b", 30);
    fee(DECEMBER, Measure.FEE, "prd_a", 100, 60);
    add(NOVEMBER, Measure.SOLD, NORTH, "bank-a", 3);
    add(NOVEMBER, Measure.SOLD, NORTH, "bank-b", 3);
    add(NOVEMBER, Measure.SOLD, NORTH, "bank-c", 3);

    List<ChannelShare> shares = new ChannelBoard(counts()).rows();

    assertThat(shares).extracting(ChannelShare::month).containsExactly("2026-12", "2026-11");
    assertThat(shares)
        .allMatch(share -> share.bureausPerMille().isEmpty() && share.fees().isEmpty());
    assertThat(shares.get(0).throughBureaus()).hasValue(60);
    assertThat(shares.get(1).throughBureaus()).isEmpty();

    add(NOVEMBER, Measure.SOLD, NORTH, "bank-c", 1);
    assertThat(new ChannelBoard(counts()).rows().get(1).bureausPerMille()).hasValue(1_000);
  }

  private SoldDays days(Map<LocalDate, Map<String, Long>> sold) {
    List<SoldDays.Sold> all = new ArrayList<>();
    Map<String, LocalDate> first = new HashMap<>();
    sold.forEach(
        (day, bureaus) ->
            bureaus.forEach(
                (bureau, reports) -> {
                  all.add(new SoldDays.Sold(new BoardDay(day, bureau), reports));
                  first.merge(bureau, day, (a, b) -> a.isBefore(b) ? a : b);
                }));
    return SoldDays.of(
        all,
        first.entrySet().stream().map(one -> new BoardDay(one.getValue(), one.getKey())).toList());
  }

  /**
   * 20 sales: ten of 100 ms, nine of 200, one of 9,000. Two were refused for want of sources and
   * three given up, of which one arrived: 4 of 22.
   */
  @Test
  void bureau_hasItsMedian_itsSlowestTwentieth_andWhatCameToNothing() {
    sold(NORTH, 20);
    time(DECEMBER, NORTH, 100, 10);
    time(DECEMBER, NORTH, 200, 9);
    time(DECEMBER, NORTH, 9_000, 1);
    add(DECEMBER, Measure.NO_SOURCES, NORTH, "bank-a", 2);
    add(DECEMBER, Measure.UNDELIVERED, NORTH, "bank-a", 3);
    add(DECEMBER, Measure.ARRIVED, NORTH, "bank-a", 1);
    sold(WEST, 19);
    time(DECEMBER, WEST, 100, 19);

    List<BureauServiceLevel> rows = bureaus(Map.of(date(1), Map.of(NORTH, 20L, WEST, 19L)));

    assertThat(rows).extracting(BureauServiceLevel::bureau).containsExactly(NORTH, WEST);
    BureauServiceLevel north = rows.get(0);
    assertThat(north.sold()).hasValue(20);
    assertThat(north.medianMillis()).hasValue(100);
    assertThat(north.p95Millis()).hasValue(200);
    assertThat(north.failedPerMille()).hasValue(181);
    BureauServiceLevel west = rows.get(1);
    assertThat(west.medianMillis()).hasValue(100);
    assertThat(west.p95Millis()).as("the slowest of nineteen would be one case").isEmpty();
    assertThat(west.failedPerMille()).hasValue(0);
  }

  private void sold(String bureau, long reports) {
    add(DECEMBER, Measure.SOLD, bureau, "bank-a", reports - 2);
    add(DECEMBER, Measure.SOLD, bureau, "bank-b", 1);
    add(DECEMBER, Measure.SOLD, bureau, "bank-c", 1);
  }

  private List<BureauServiceLevel> bureaus(Map<LocalDate, Map<String, Long>> days) {
    return new BureauBoard(counts(), days(days), TODAY).rows();
  }

  private static LocalDate date(int day) {
    return LocalDate.of(2026, 12, day);
  }

  /** North sold on the 2nd, 5th and 6th; the others on the 1st, 3rd, 4th, 7th and today. */
  @Test
  void quietDays_areThoseOnWhichOthersSoldTen_afterTheFirstSale_beforeToday() {
    sold(NORTH, 30);
    sold(WEST, 60);

    List<BureauServiceLevel> rows =
        bureaus(
            Map.of(
                date(1),
                Map.of(WEST, 50L),
                date(2),
                Map.of(NORTH, 1L),
                date(3),
                Map.of(WEST, 10L),
                date(4),
                Map.of(WEST, 9L),
                date(5),
                Map.of(NORTH, 40L),
                date(6),
                Map.of(NORTH, 1L, WEST, 80L),
                date(7),
                Map.of(WEST, 6L, "bureau-south", 4L),
                TODAY,
                Map.of(WEST, 70L)));

    assertThat(rows)
        .extracting(BureauServiceLevel::bureau, BureauServiceLevel::quietDays)
        .as("north on the 3rd and the 7th, west on the 5th")
        .containsExactly(tuple(NORTH, 2L), tuple("bureau-south", 0L), tuple(WEST, 1L));
  }

  @Test
  void bureau_ofTwoLenders_hasNoTimes() {
    add(DECEMBER, Measure.SOLD, NORTH, "bank-a", 30);
    add(DECEMBER, Measure.SOLD, NORTH, "bank-b", 30);
    time(DECEMBER, NORTH, 100, 60);

    BureauServiceLevel row = bureaus(Map.of(date(1), Map.of(NORTH, 60L))).get(0);

    assertThat(row.sold()).hasValue(60);
    assertThat(row.medianMillis()).isEmpty();
    assertThat(row.p95Millis()).isEmpty();
    assertThat(row.failedPerMille()).isEmpty();
  }

  private void loans(int month, long joint, long others) {
    for (String lender : List.of("bank-a", "bank-b", "bank-c")) {
      add(month, Measure.LOAN, "", lender, joint + others);
      add(month, Measure.JOINT_LOAN, "", lender, joint);
    }
  }

  /**
   * 12 of 60 loans in November, 15 of 45 in December, 3 of 12 in January: a quarter more, then few.
   */
  @Test
  void jointLoans_growFromMonthToMonth() {
    loans(NOVEMBER, 4, 16);
    loans(DECEMBER, 5, 10);
    loans(202701, 1, 3);

    assertThat(new JointBoard(counts(), Map.of()).months())
        .extracting(
            JointMonth::month,
            row -> row.opened().orElse(-1),
            row -> row.joint().orElse(-1),
            row -> row.jointPerMille().orElse(-1),
            row -> row.growthPerMille().orElse(-1))
        .containsExactly(
            tuple("2027-01", 10L, -1L, 250L, -1L),
            tuple("2026-12", 40L, 10L, 333L, 250L),
            tuple("2026-11", 60L, 10L, 200L, -1L));
  }

  @Test
  void jointLoans_fallToo_overTheTurnOfTheYear() {
    loans(DECEMBER, 20, 0);
    loans(202701, 5, 0);

    assertThat(new JointBoard(counts(), Map.of()).months().get(0).growthPerMille()).hasValue(-750);
  }

  @Test
  void jointLoans_ofTwoLenders_haveNoShares() {
    add(DECEMBER, Measure.LOAN, "", "bank-a", 40);
    add(DECEMBER, Measure.LOAN, "", "bank-b", 40);
    add(DECEMBER, Measure.JOINT_LOAN, "", "bank-a", 40);

    JointMonth month = new JointBoard(counts(), Map.of()).months().get(0);

    assertThat(month.joint()).hasValue(40);
    assertThat(month.jointPerMille()).isEmpty();
  }

  @Test
  void pairs_areToldFromTenLoansOn_inTens() {
    assertThat(
            new JointBoard(
                    counts(),
                    Map.of(
                        new JointPartners(NOVEMBER, "bank-a", "mall-east"), 99L,
                        new JointPartners(DECEMBER, "bank-a", "ride-west"), 9L,
                        new JointPartners(DECEMBER, "bank-b", "ride-west"), 10L,
                        new JointPartners(DECEMBER, "bank-b", "mall-east"), 27L))
                .pairs())
        .containsExactly(
            new JointPair("2026-12", "bank-b", "mall-east", 20),
            new JointPair("2026-12", "bank-b", "ride-west", 10),
            new JointPair("2026-11", "bank-a", "mall-east", 90));
  }
}
