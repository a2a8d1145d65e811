package dev.tallystick.gateway.ledger;

import dev.tallystick.gateway.list.OwnList;
import dev.tallystick.gateway.problem.GatewayProblemCode;
import dev.tallystick.gateway.setting.GatewaySettings;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what stands in the books. */
@Singleton
public class ReadLedger {
  private static final int PAGE = 200;
  private static final String BETWEEN = "~";

  private static final String TOTALS =
      """
      select seller, buyer, currency, count(*) as releases,
        sum(amount) filter (where undelivered_at is null and reversed_at is null) as amount
      from listed_release where seller <> '' group by seller, buyer, currency order by seller, buyer, currency
      """;

  private static final String MONTHS =
      """
      select to_char(recorded_at at time zone :zone, 'YYYY-MM') as month, seller, buyer, currency, count(*) as releases,
        sum(amount) filter (where undelivered_at is null and reversed_at is null) as amount
      from listed_release where seller <> ''
      group by month, seller, buyer, currency order by month desc, seller, buyer, currency limit :most
      """;

  private final ListedReleaseRepository releases;
  private final LedgerDifferences differences;
  private final OwnList list;
  private final EntityManager database;
  private final GatewaySettings settings;

  ReadLedger(
      ListedReleaseRepository releases,
      LedgerDifferences differences,
      OwnList list,
      EntityManager database,
      GatewaySettings settings) {
    this.releases = releases;
    this.differences = differences;
    this.list = list;
    this.database = database;
    this.settings = settings;
  }

  /** The books in numbers. */
  @Transactional
  public LedgerSummaryJson summary() {
    Optional<OwnList.Proved> proved = list.proved();
    List<PartnerTotalJson> totals = new ArrayList<>();
    for (Object each : database.createNativeQuery(TOTALS, Tuple.class).getResultList()) {
      Tuple row = (Tuple) each;
      Object amount = row.get("amount");
      totals.add(
          new PartnerTotalJson(
              row.get("seller", String.class),
              row.get("buyer", String.class),
              ((Number) row.get("releases")).longValue(),
              amount == null ? null : ((Number) amount).longValue(),
              row.get("currency", String.class)));
    }
    return new LedgerSummaryJson(
        settings.party(),
        proved.map(OwnList.Proved::count).orElse(0L),
        proved.map(OwnList.Proved::covered).orElse(0L),
        proved.flatMap(OwnList.Proved::checkedAt).orElse(null),
        proved.flatMap(OwnList.Proved::finding).orElse(null),
        differences.count(),
        totals);
  }

  /** What was bought and sold by month, the newest first. */
  @Transactional
  public List<MonthTotal> months() {
    List<MonthTotal> months = new ArrayList<>();
    for (Object each :
        database
            .createNativeQuery(MONTHS, Tuple.class)
            .setParameter("zone", settings.billingZone().getId())
            .setParameter("most", PAGE)
            .getResultList()) {
      Tuple row = (Tuple) each;
      Object amount = row.get("amount");
      months.add(
          new MonthTotal(
              row.get("month", String.class),
              row.get("seller", String.class),
              row.get("buyer", String.class),
              ((Number) row.get("releases")).longValue(),
              amount == null ? null : ((Number) amount).longValue(),
              row.get("currency", String.class)));
    }
    return months;
  }

  /** A page of the books, the newest first. */
  @Transactional
  public LedgerPageJson page(@Nullable String cursor) {
    List<ListedReleaseEntity> rows =
        releases.page(cursor == null ? Long.MAX_VALUE : place(cursor), PAGE + 1);
    boolean isMore = rows.size() > PAGE;
    List<ListedReleaseEntity> page = isMore ? rows.subList(0, PAGE) : rows;
    return new LedgerPageJson(
        page.stream().map(LedgerEntryJson::of).toList(),
        isMore ? Long.toString(page.get(PAGE - 1).listIndex) : null);
  }

  private static long place(String cursor) {
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw GatewayProblemCode.ORDER_INVALID.problem("cursor", "the next of another page");
    }
  }

  /** A page of what does not agree, by kind. */
  @Transactional
  public LedgerDifferencesJson differences(@Nullable DifferenceKind kind, @Nullable String cursor) {
    List<String> from = cursor == null ? List.of("", "") : Arrays.asList(cursor.split(BETWEEN, 2));
    if (from.size() != 2) {
      throw GatewayProblemCode.ORDER_INVALID.problem("cursor", "the next of another page");
    }
    List<LedgerDifferences.Difference> found =
        differences.after(from.get(0), from.get(1), kind, PAGE + 1);
    boolean isMore = found.size() > PAGE;
    List<LedgerDifferences.Difference> page = isMore ? found.subList(0, PAGE) : found;
    LedgerDifferences.Difference last = page.isEmpty() ? null : page.get(page.size() - 1);
    return new LedgerDifferencesJson(
        page.stream().map(LedgerDifferenceJson::of).toList(),
        isMore && last != null ? last.kind() + BETWEEN + last.about() : null);
  }
}
