package dev.tallystick.bureau.lending;

import dev.tallystick.bureau.entry.Publication;
import dev.tallystick.bureau.lending.ReportedLoan.Closing;
import dev.tallystick.bureau.lending.ReportedLoan.Step;
import dev.tallystick.bureau.lending.ReportedLoan.Terms;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.LoanClosed;
import dev.tallystick.events.type.LoanOpened;
import dev.tallystick.events.type.LoanShare;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The loans that lenders have told bureaus of. Each opens, and closes, by its entry in the log. */
@Singleton
class LoanRepository implements PanacheRepositoryBase<LoanEntity, LoanEntity.Key>, Publication {

  /** A loan of a lender, logged or not. */
  @Transactional
  @AsBureau
  Optional<ReportedLoan> find(BureauId bureau, String lender, String loan) {
    return find("lender = ?1 and loanId = ?2", lender, loan)
        .firstResultOptional()
        .map(LoanRepository::loan);
  }

  /** A lender's loans that the log has, by id. */
  @Transactional
  @AsBureau
  List<ReportedLoan> page(BureauId bureau, String lender, String after, int size) {
    return find(
            "lender = ?1 and loanId > ?2 and openedIndex is not null order by loanId",
            lender,
            after)
        .page(0, size)
        .list()
        .stream()
        .map(LoanRepository::loan)
        .toList();
  }

  /** Stores a loan before the log has seen its opening. */
  @Transactional
  @AsBureau
  void add(BureauId bureau, ReportedLoan loan) {
    LoanEntity row = new LoanEntity();
    row.bureauId = bureau.value();
    row.loanId = loan.id();
    row.lender = loan.terms().lender();
    row.kind = loan.terms().kind();
    row.subject = loan.subject().orElseThrow();
    row.consent = loan.terms().consent();
    row.openedOn = loan.terms().openedOn();
    row.releases = loan.releases().toArray(String[]::new);
    row.shareParties = loan.terms().shares().stream().map(LoanShare::party).toArray(String[]::new);
    row.sharePoints =
        loan.terms().shares().stream()
            .mapToInt(share -> Math.toIntExact(share.basisPoints()))
            .toArray();
    row.openedEvent = loan.opening().event().value();
    persist(row);
  }

  /** Notes how an open loan ends, before the log has seen it; false if that was said already. */
  @Transactional
  @AsBureau
  boolean close(BureauId bureau, String loan, Closing closing) {
    LoanEntity row =
        findByIdOptional(new LoanEntity.Key(bureau.value(), loan), LockModeType.PESSIMISTIC_WRITE)
            .orElseThrow();
    if (row.closedEvent != null) {
      return false;
    }
    row.closedOn = closing.on();
    row.closedReason = closing.reason();
    row.closedEvent = closing.step().event().value();
    return true;
  }

  private static ReportedLoan loan(LoanEntity row) {
    return new ReportedLoan(
        row.loanId,
        new Terms(row.lender, row.kind, row.consent, row.openedOn, shares(row)),
        Optional.ofNullable(row.subject),
        List.of(row.releases),
        new Step(new EventId(row.openedEvent), index(row.openedIndex)),
        closing(row));
  }

  private static List<LoanShare> shares(LoanEntity row) {
    return IntStream.range(0, row.shareParties.length)
        .mapToObj(i -> new LoanShare(row.shareParties[i], row.sharePoints[i]))
        .toList();
  }

  private static Optional<Closing> closing(LoanEntity row) {
    return row.closedEvent == null || row.closedOn == null || row.closedReason == null
        ? Optional.empty()
        : Optional.of(
            new Closing(
                row.closedOn,
                row.closedReason,
                new Step(new EventId(row.closedEvent), index(row.closedIndex))));
  }

  private static OptionalLong index(@Nullable Long index) {
    return index == null ? OptionalLong.empty() : OptionalLong.of(index);
  }

  @Override
  public boolean concerns(String type) {
    return type.equals(LoanOpened.SHORT_NAME) || type.equals(LoanClosed.SHORT_NAME);
  }

  @Override
  @Transactional
  @AsBureau
  public void logged(BureauId bureau, EventId event, long index) {
    update("openedIndex = ?1 where openedEvent = ?2", index, event.value());
    update("closedIndex = ?1, subject = null where closedEvent = ?2", index, event.value());
  }

  @Override
  @Transactional
  @AsBureau
  public void drop(BureauId bureau, EventId event) {
    delete("openedEvent = ?1 and openedIndex is null", event.value());
    update(
        "closedEvent = null, closedOn = null, closedReason = null"
            + " where closedEvent = ?1 and closedIndex is null",
        event.value());
  }
}
