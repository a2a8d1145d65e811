package dev.tallystick.bureau.account;

import dev.tallystick.bureau.account.AccountStatementEntity.Kind;
import dev.tallystick.bureau.entry.Publication;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.type.InvoiceIssued;
import dev.tallystick.events.type.SettlementIssued;
import dev.tallystick.producer.direct.DirectStatements;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Invoices and settlements, each issued once the log has it; and which months are done. */
@Singleton
class AccountStatementRepository
    implements PanacheRepositoryBase<AccountStatementEntity, AccountStatementEntity.Key>,
        Publication {
  private static final String NOTE =
      """
      insert into account_statement (bureau_id, id, kind, party, period_from, currency, definition, event_id,
        log_index)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (bureau_id, kind, party, period_from, currency) do update set id = excluded.id,
        definition = excluded.definition, event_id = excluded.event_id, log_index = excluded.log_index
      where account_statement.log_index is null
      """;

  private static final int PAGE_SIZE = 500;

  /** A month has one for each lender, or platform, and currency: all of them. */
  private static final int MONTH_SIZE = 10_000;

  private static final Sort NEWEST_FIRST =
      Sort.descending("periodFrom").and("party").and("currency");

  private final BureauRepository bureaus;
  private final DirectStatements statements;

  AccountStatementRepository(BureauRepository bureaus, DirectStatements statements) {
    this.bureaus = bureaus;
    this.statements = statements;
  }

  /** What makes a statement the only one of its kind. */
  record StatementKey(Kind kind, String party, LocalDate periodFrom, String currency) {}

  /** A statement that is issued, with its place in the log. */
  record Issued(String id, JsonObject data, String eventId, long index) {}

  /** How far a statement is. */
  enum State {
    /** There is none. */
    NONE,
    /** Whether the log has it is not known yet. */
    PENDING,
    /** The log has it. */
    ISSUED
  }

  @Transactional
  @AsBureau
  State state(BureauId bureau, StatementKey key) {
    return of(key)
        .map(row -> row.logIndex == null ? State.PENDING : State.ISSUED)
        .orElse(State.NONE);
  }

  /** The entry of a statement of which it is not known whether the log has it. */
  @Transactional
  @AsBureau
  Optional<EventId> pending(BureauId bureau, StatementKey key) {
    return of(key).filter(row -> row.logIndex == null).map(row -> new EventId(row.eventId));
  }

  /** Stores a statement before the log has seen it; false if there is another one. */
  @Transactional
  @AsBureau
  boolean add(BureauId bureau, StatementKey key, String id, EventId event, JsonObject data) {
    bureaus.lockNumbering(bureau, "statement");
    if (of(key).isPresent()) {
      return false;
    }
    AccountStatementEntity row = new AccountStatementEntity();
    row.bureauId = bureau.value();
    row.id = id;
    row.kind = key.kind();
    row.party = key.party();
    row.periodFrom = key.periodFrom();
    row.currency = key.currency();
    row.definition = CanonicalJson.text(data);
    row.eventId = event.value();
    persist(row);
    return true;
  }

  /** Notes a statement that the log has; one that is issued stays. */
  @Transactional
  @AsBureau(waitsForDisk = false)
  void note(BureauId bureau, StatementKey key, Issued issued) {
    int unused =
        statements.update(
            NOTE,
            bureau.value(),
            issued.id(),
            key.kind(),
            key.party(),
            Date.valueOf(key.periodFrom()),
            key.currency(),
            CanonicalJson.text(issued.data()),
            EventId.fromString(issued.eventId()).value(),
            issued.index());
  }

  private Optional<AccountStatementEntity> of(StatementKey key) {
    return find(
            "kind = ?1 and party = ?2 and periodFrom = ?3 and currency = ?4",
            key.kind(),
            key.party(),
            key.periodFrom(),
            key.currency())
        .firstResultOptional();
  }

  /**
   * Which are issued, the newest first; without a month the last ones alone.
   *
   * @param party to whom; empty means to all
   * @param month its first day; empty means of all
   */
  @Transactional
  @AsBureau
  List<Issued> issued(
      BureauId bureau, Kind kind, Optional<String> party, Optional<LocalDate> month) {
    return find(
            "kind = ?1 and logIndex is not null and (?2 = '' or party = ?2) and periodFrom between"
                + " ?3 and ?4",
            NEWEST_FIRST,
            kind,
            party.orElse(""),
            month.orElse(LocalDate.of(1, 1, 1)),
            month.orElse(LocalDate.of(9999, 1, 1)))
        .page(0, month.isPresent() ? MONTH_SIZE : PAGE_SIZE)
        .list()
        .stream()
        .map(AccountStatementRepository::issued)
        .toList();
  }

  /** One that is issued. */
  @Transactional
  @AsBureau
  Optional<Issued> find(BureauId bureau, Kind kind, String id) {
    return find("kind = ?1 and id = ?2 and logIndex is not null", kind, id)
        .firstResultOptional()
        .map(AccountStatementRepository::issued);
  }

  private static Issued issued(AccountStatementEntity row) {
    Long index = row.logIndex;
    if (index == null) {
      throw new AssertionError("the query asks for logged statements");
    }
    try {
      return new Issued(
          row.id,
          (JsonObject) CanonicalJson.parse(row.definition.getBytes(StandardCharsets.UTF_8)),
          row.eventId.toString(),
          index);
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a row of a statement holds none", e);
    }
  }

  /** The day before which every month is done; empty before the first. */
  @Transactional
  @AsBureau
  Optional<LocalDate> closedTo(BureauId bureau) {
    return statements
        .first(
            "select closed_to from ledger_position",
            row -> Optional.ofNullable(row.getDate(1)).map(Date::toLocalDate))
        .flatMap(day -> day);
  }

  /** Every month before this day is done. */
  @Transactional
  @AsBureau
  void close(BureauId bureau, LocalDate before) {
    int unused =
        statements.update("update ledger_position set closed_to = ?", Date.valueOf(before));
  }

  @Override
  public boolean concerns(String type) {
    return type.equals(InvoiceIssued.SHORT_NAME) || type.equals(SettlementIssued.SHORT_NAME);
  }

  @Override
  @Transactional
  @AsBureau
  public void logged(BureauId bureau, EventId event, long index) {
    update("logIndex = ?1 where eventId = ?2", index, event.value());
  }

  @Override
  @Transactional
  @AsBureau
  public void drop(BureauId bureau, EventId event) {
    delete("eventId = ?1 and logIndex is null", event.value());
  }
}
