package dev.tallystick.gateway.ledger;

import dev.tallystick.gateway.setting.GatewaySettings;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the halves do not agree, and names the party that lacks its own. The database joins
 * the tables; a page is what is in memory.
 *
 * <p>A row has the kind of the difference, what it is about, who lacks a half, and when it was. An
 * entry that shows no body any more is known by its place alone: no half of it is missed.
 */
@Singleton
class LedgerDifferences {
  private static final String LOG = "audit-service";

  /** For how many days after the end of a month its invoice is not missed. */
  private static final int LATE = 2;

  /**
   * Each difference once, in an order that stays: by kind, then by what it is about. {@code
   * covered} is the size of the log up to which the list is proved.
   */
  private static final String ALL =
      """
      with proved as (select coalesce(max(covered), 0) as covered from list_state),
      first_import as (select min(bought_on) as first, max(bought_on) as last from imported_purchase),
      billed as (
        select seller, buyer, currency, cast(date_trunc('month', day) as date) as month, count(*) as entries, min(recorded_at) as at,
          sum(case move when 'REPEATED' then 0 when 'REVERSED' then -amount else amount end) as total
          from fee_entry where move is not null
          group by seller, buyer, currency, cast(date_trunc('month', day) as date)),
      unread as (select distinct cast(date_trunc('month', day) as date) as month from fee_entry where kind = 'UNREADABLE'),
      difference as (
        select 'FLAWED' as kind, o.id as about, o.bureau as lacks, o.signed_at as at
          from report_order o where o.state = 'FLAWED'
        union all
        select 'NOT_IN_LOG', o.event, :log, o.opened_at
          from report_order o cross join proved
          where o.event is not null and o.log_index < proved.covered
            and not exists (select 1 from listed_release l where l.event = o.event)
            and not exists (select 1 from listed_release l where l.event is null and l.log_index = o.log_index)
        union all
        select 'NOT_IN_LEDGER', coalesce(l.event, 'list ' || l.list_index), :party, l.recorded_at
          from listed_release l
          where l.buyer = :party and l.undelivered_at is null
            and not exists (select 1 from report_order o where o.event = l.event)
        union all
        select 'NOT_ACKNOWLEDGED', l.event, l.buyer, l.recorded_at
          from listed_release l
          where l.event is not null and l.acknowledged_at is null and l.undelivered_at is null and l.recorded_at < :overdue
        union all
        select 'PRICE_DIFFERS', o.event, o.bureau, o.opened_at
          from report_order o join listed_release l on l.event = o.event
          where o.amount is distinct from l.amount or o.currency is distinct from l.currency
        union all
        select 'PRICE_NOT_PUBLISHED', o.event, o.bureau, o.opened_at
          from report_order o where o.is_price_published = false
        union all
        select 'INVOICE_DIFFERS', i.invoice, i.seller, i.recorded_at
          from listed_invoice i left join billed b
            on b.seller = i.seller and b.buyer = i.buyer and b.currency = i.currency and b.month = i.period_from
          where (b.entries is distinct from i.entries or b.total is distinct from i.total
              or i.period_to + 1 <> cast(i.period_from + interval '1 month' as date))
            and not exists (select 1 from unread u where u.month = i.period_from)
        union all
        select 'INVOICED_TWICE', i.invoice, i.seller, i.recorded_at
          from listed_invoice i
          where exists (select 1 from listed_invoice o where o.log_index < i.log_index and o.seller = i.seller
            and o.buyer = i.buyer and o.currency = i.currency and o.period_from <= i.period_to and o.period_to >= i.period_from)
        union all
        select 'NOT_INVOICED', b.seller || ' ' || b.buyer || ' ' || to_char(b.month, 'YYYY-MM') || ' ' || b.currency, b.seller, b.at
          from billed b cross join list_state p
          where cast(b.month + interval '1 month' as date) + :late <= cast(p.checked_at at time zone :zone as date)
            and not exists (select 1 from unread u where u.month = b.month)
            and not exists (select 1 from listed_invoice i where i.seller = b.seller and i.buyer = b.buyer
              and i.currency = b.currency and i.period_from = b.month)
        union all
        select 'IMPORT_NOT_IN_LOG', i.purchase, i.seller, i.imported_at
          from imported_purchase i
          where not exists (select 1 from listed_release l where l.event = i.purchase and l.buyer = :party)
            and not exists (select 1 from listed_release l where l.inquiry = i.purchase and l.buyer = :party)
        union all
        select 'NOT_IN_IMPORT', l.event, :party, l.recorded_at
          from listed_release l cross join first_import f
          where f.first is not null and l.buyer = :party and l.amount is not null and l.event is not null
            and l.undelivered_at is null
            and l.recorded_at >= cast(f.first as timestamp) at time zone :zone
            and l.recorded_at < cast(f.last + 1 as timestamp) at time zone :zone
            and not exists (select 1 from imported_purchase i where i.purchase = l.event)
            and not exists (select 1 from imported_purchase i where i.purchase = l.inquiry)
        union all
        select 'IMPORT_PRICE_DIFFERS', l.event, :party, l.recorded_at
          from imported_purchase i join listed_release l on l.event = i.purchase or l.inquiry = i.purchase
          where l.buyer = :party and (l.amount is distinct from i.amount or l.currency is distinct from i.currency)
      )
      """;

  private static final String PAGE =
      ALL
          + """
            select kind, about, lacks, cast(extract(epoch from at) * 1000 as bigint) as millis from difference
            where (kind, about) > (:kind, :about) and (:only = '' or kind = :only)
            order by kind, about limit :most
            """;

  private static final String COUNT = ALL + "select count(*) as number from difference";

  private final EntityManager database;
  private final GatewaySettings settings;
  private final Clock clock;

  LedgerDifferences(EntityManager database, GatewaySettings settings, Clock clock) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
  }

  /** One difference; of which {@code lacks} has to give its half. */
  record Difference(DifferenceKind kind, String about, String lacks, @Nullable Instant at) {}

  /** The differences behind this one, which may be empty texts for the first. */
  @Transactional
  List<Difference> after(String kind, String about, @Nullable DifferenceKind only, int most) {
    Query query =
        of(PAGE)
            .setParameter("kind", kind)
            .setParameter("about", about)
            .setParameter("only", only == null ? "" : only.name())
            .setParameter("most", most);
    List<Difference> found = new ArrayList<>();
    for (Object row : query.getResultList()) {
      Tuple tuple = (Tuple) row;
      Number millis = (Number) tuple.get("millis");
      found.add(
          new Difference(
              DifferenceKind.valueOf(tuple.get("kind", String.class)),
              tuple.get("about", String.class),
              tuple.get("lacks", String.class),
              millis == null ? null : Instant.ofEpochMilli(millis.longValue())));
    }
    return found;
  }

  /** How many there are. */
  @Transactional
  long count() {
    return ((Number) ((Tuple) of(COUNT).getSingleResult()).get("number")).longValue();
  }

  private Query of(String sql) {
    return database
        .createNativeQuery(sql, Tuple.class)
        .setParameter("log", LOG)
        .setParameter("party", settings.party())
        .setParameter("late", LATE)
        .setParameter("zone", settings.billingZone().getId())
        .setParameter("overdue", clock.instant().minus(settings.acknowledgeWithin()));
  }
}
