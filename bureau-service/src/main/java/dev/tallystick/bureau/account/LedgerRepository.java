package dev.tallystick.bureau.account;

import dev.tallystick.bureau.account.LedgerEntry.Kind;
import dev.tallystick.bureau.account.LedgerEntry.Place;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.ReleaseFee;
import dev.tallystick.events.type.TariffId;
import dev.tallystick.party.account.BilledMonth;
import dev.tallystick.party.account.FeeMove;
import dev.tallystick.party.account.InvoiceSum;
import dev.tallystick.party.account.ShareSplit.MadeOf;
import dev.tallystick.party.account.TariffKey;
import dev.tallystick.producer.direct.DirectStatements;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of a bureau's fees. A month has millions of rows, so it is read and written by
 * statements, never through entities.
 */
@Singleton
class LedgerRepository {
  private static final int AT_ONCE = 5_000;

  private static final String ADD_SOURCE =
      """
      insert into source_release (bureau_id, event_id, platform, recorded_at) values (?, ?, ?, ?)
      on conflict do nothing
      """;

  private static final String ADD =
      """
      insert into ledger_entry (bureau_id, log_index, entry, recorded_at, kind, move, lender, release, released_at,
        about, product, tariff, line, amount, currency, sources, model_owner)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict do nothing
      """;

  private static final String COLUMNS =
      """
      select log_index, entry, recorded_at, kind, move, lender, release, released_at, about, product, tariff, line,
        amount, currency, array_to_string(sources, ' ') as sources, model_owner,
        case kind when 'RELEASE' then log_index else (select min(r.log_index) from ledger_entry r
          where r.release = e.release and r.kind = 'RELEASE') end as release_index
      from ledger_entry e
      """;

  /** Only what a sum takes: a month has a million rows. */
  private static final String SUM_OF_LENDER =
      """
      select log_index, entry, move, tariff, line, amount from ledger_entry
      where recorded_at >= ? and recorded_at < ? and lender = ? and currency = ? and move is not null
      order by recorded_at, log_index
      """;

  private static final String PAGE_OF_LENDER =
      COLUMNS
          + """
          where recorded_at >= ? and recorded_at < ? and lender = ? and currency = ? and move is not null
            and log_index > ?
          order by recorded_at, log_index limit ?
          """;

  private static final String OF_MONTH =
      COLUMNS + "where recorded_at >= ? and recorded_at < ? and currency = ? and move is not null";

  private static final String PAYERS =
      """
      select distinct lender, currency from ledger_entry
      where recorded_at >= ? and recorded_at < ? and move is not null order by lender, currency
      """;

  private static final String PAYER =
      """
      select distinct lender, currency from ledger_entry
      where recorded_at >= ? and recorded_at < ? and lender = ? and move is not null order by currency
      """;

  private final DirectStatements statements;

  LedgerRepository(DirectStatements statements) {
    this.statements = statements;
  }

  /** A lender that owes something in a currency. */
  record Payer(String lender, String currency) {}

  /** Looks at one entry after the other. */
  interface Visitor {
    void visit(LedgerEntry entry);
  }

  /** Up to where the log was read for this bureau; -1 before the first entry. */
  @Transactional
  @AsBureau(waitsForDisk = false)
  long position(BureauId bureau) {
    return statements
        .first("select log_index from ledger_position", row -> row.getLong(1))
        .orElse(-1L);
  }

  /** The same, once the disk has all of it: a crash of the database no longer takes it back. */
  @Transactional
  @AsBureau
  long durablePosition(BureauId bureau) {
    return statements
        .first(
            "update ledger_position set log_index = log_index returning log_index",
            row -> row.getLong(1))
        .orElse(-1L);
  }

  /** Notes in the caller's transaction that the log was read up to here. */
  void advance(BureauId bureau, long index) {
    int unused =
        statements.update(
            """
            insert into ledger_position (bureau_id, log_index) values (?, ?)
            on conflict (bureau_id) do update set log_index = greatest(ledger_position.log_index, excluded.log_index)
            """,
            bureau.value(),
            index);
  }

  /** Notes in the caller's transaction whose releases to the bureau these were. */
  void addSources(BureauId bureau, Map<EventId, String> platforms, Instant at) {
    statements.updateEach(
        ADD_SOURCE,
        platforms.entrySet().stream()
            .map(
                each ->
                    new @Nullable Object[] {
                      bureau.value(), each.getKey().value(), each.getValue(), at
                    })
            .toList());
  }

  /** Whose releases these were, as far as that is known, in the caller's transaction. */
  Map<EventId, String> platforms(Collection<EventId> releases) {
    Map<EventId, String> platforms = new HashMap<>();
    List<EventId> unused =
        statements.list(
            "select event_id, platform from source_release where event_id = any (?)",
            row -> {
              EventId event = EventId.fromString(row.getString(1));
              platforms.put(event, row.getString(2));
              return event;
            },
            (Object) ids(releases));
    return platforms;
  }

  /** All that is known of these releases, in log order, in the caller's transaction. */
  List<LedgerEntry> of(Collection<EventId> releases) {
    return statements.list(
        COLUMNS + "where release = any (?) order by log_index",
        LedgerRepository::entry,
        (Object) ids(releases));
  }

  private static UUID[] ids(Collection<EventId> events) {
    return events.stream().map(EventId::value).toArray(UUID[]::new);
  }

  /** Adds entries in the caller's transaction; one that is there stays. */
  void add(BureauId bureau, List<LedgerEntry> entries) {
    statements.updateEach(ADD, entries.stream().map(entry -> values(bureau, entry)).toList());
  }

  private static @Nullable Object[] values(BureauId bureau, LedgerEntry entry) {
    SoldRelease sold = entry.sold();
    return new @Nullable Object[] {
      bureau.value(),
      entry.place().index(),
      entry.place().entry().toByteArray(),
      entry.place().recordedAt(),
      entry.kind(),
      entry.move().map(FeeMove::name).orElse(null),
      sold.lender(),
      sold.event().value(),
      sold.at(),
      entry.about().map(EventId::value).orElse(null),
      sold.product(),
      sold.fee().tariff().value(),
      sold.fee().line(),
      sold.fee().amount(),
      sold.fee().currency(),
      sold.madeOf().sources().toArray(String[]::new),
      sold.madeOf().modelOwner().orElse(null)
    };
  }

  /** Who owes something of a month. */
  @Transactional
  @AsBureau
  List<Payer> payers(BureauId bureau, BilledMonth month) {
    return statements.list(
        PAYERS, row -> new Payer(row.getString(1), row.getString(2)), month.start(), month.end());
  }

  /** The same of one lender, in each currency, without a look at the rows of all others. */
  @Transactional
  @AsBureau
  List<Payer> payers(BureauId bureau, BilledMonth month, String lender) {
    return statements.list(
        PAYER,
        row -> new Payer(row.getString(1), row.getString(2)),
        month.start(),
        month.end(),
        lender);
  }

  /** When the first entry that counts was recorded, of those from this instant on. */
  @Transactional
  @AsBureau
  Optional<Instant> firstFrom(BureauId bureau, Instant from) {
    return statements.first(
        """
        select recorded_at from ledger_entry where recorded_at >= ? and move is not null
        order by recorded_at limit 1
        """,
        row -> instant(row, 1),
        from);
  }

  /**
   * Some of what counts of a month between the bureau and a lender, in log order.
   *
   * @param after the one before; nothing means from the first one on
   */
  @Transactional
  @AsBureau
  List<LedgerEntry> page(BureauId bureau, BilledMonth month, Payer payer, Optional<Place> after) {
    return statements.list(
        PAGE_OF_LENDER,
        LedgerRepository::entry,
        after.map(Place::recordedAt).orElse(month.start()),
        month.end(),
        payer.lender(),
        payer.currency(),
        after.map(Place::index).orElse(-1L),
        AT_ONCE);
  }

  /** Sums what counts of a month between the bureau and a lender. */
  @Transactional
  @AsBureau
  InvoiceSum sum(BureauId bureau, BilledMonth month, Payer payer) {
    InvoiceSum sum = new InvoiceSum();
    statements.scan(
        SUM_OF_LENDER,
        AT_ONCE,
        row -> {
          sum.add(
              FeeMove.valueOf(row.getString(3)),
              new TariffKey(row.getString(4), row.getString(5)),
              row.getLong(6),
              row.getLong(1),
              Hash.copyOf(row.getBytes(2), 0));
          return true;
        },
        month.start(),
        month.end(),
        payer.lender(),
        payer.currency());
    return sum;
  }

  /** Shows what counts of a month for the bureau, in any order. */
  @Transactional
  @AsBureau
  void scan(BureauId bureau, BilledMonth month, String currency, Visitor visitor) {
    statements.scan(
        OF_MONTH,
        AT_ONCE,
        row -> {
          visitor.visit(entry(row));
          return true;
        },
        month.start(),
        month.end(),
        currency);
  }

  /** Forgets whose releases were made before; what is sold was made of them. */
  @Transactional
  @AsBureau
  void forgetSources(BureauId bureau, Instant before) {
    int unused = statements.update("delete from source_release where recorded_at < ?", before);
  }

  private static LedgerEntry entry(ResultSet row) throws SQLException {
    String move = row.getString("move");
    String about = row.getString("about");
    return new LedgerEntry(
        new Place(row.getLong("log_index"), instant(row, 3), Hash.copyOf(row.getBytes("entry"), 0)),
        Kind.valueOf(row.getString("kind")),
        Optional.ofNullable(move).map(FeeMove::valueOf),
        sold(row),
        Optional.ofNullable(about).map(EventId::fromString));
  }

  private static SoldRelease sold(ResultSet row) throws SQLException {
    String sources = row.getString("sources");
    return new SoldRelease(
        EventId.fromString(row.getString("release")),
        row.getLong("release_index"),
        row.getObject("released_at", OffsetDateTime.class).toInstant(),
        row.getString("lender"),
        row.getString("product"),
        new ReleaseFee(
            row.getLong("amount"),
            row.getString("currency"),
            new TariffId(row.getString("tariff")),
            row.getString("line"),
            Optional.empty()),
        new MadeOf(
            sources.isEmpty() ? new ArrayList<>() : List.of(sources.split(" ", -1)),
            Optional.ofNullable(row.getString("model_owner"))));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
