package dev.tallystick.bureau.lending;

import dev.tallystick.bureau.entry.Publication;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.DecisionReported;
import dev.tallystick.tlog.Hash;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.OptionalLong;

/** The decisions that lenders have reported, one for each inquiry. */
@Singleton
class CreditDecisionRepository
    implements PanacheRepositoryBase<CreditDecisionEntity, CreditDecisionEntity.Key>, Publication {
  private final BureauRepository bureaus;

  CreditDecisionRepository(BureauRepository bureaus) {
    this.bureaus = bureaus;
  }

  /** A decision that is about to be logged. */
  record Said(String report, String lender, String inquiry, Hash content, EventId event) {}

  /**
   * A decision as it is kept.
   *
   * @param index where the log has it; empty if that is not known yet
   */
  record Kept(String report, Hash content, EventId event, OptionalLong index) {
    boolean isLogged() {
      return index.isPresent();
    }
  }

  /** What was said of an inquiry. */
  @Transactional
  @AsBureau
  Optional<Kept> find(BureauId bureau, String lender, String inquiry) {
    return of(lender, inquiry).map(CreditDecisionRepository::kept);
  }

  /** Stores a decision before the log has seen it; false if the inquiry has one. */
  @Transactional
  @AsBureau
  boolean add(BureauId bureau, Said said) {
    bureaus.lockNumbering(bureau, "credit-decision");
    if (of(said.lender(), said.inquiry()).isPresent()) {
      return false;
    }
    CreditDecisionEntity row = new CreditDecisionEntity();
    row.bureauId = bureau.value();
    row.reportId = said.report();
    row.lender = said.lender();
    row.inquiry = said.inquiry();
    row.content = said.content().toByteArray();
    row.eventId = said.event().value();
    persist(row);
    return true;
  }

  private Optional<CreditDecisionEntity> of(String lender, String inquiry) {
    return find("lender = ?1 and inquiry = ?2", lender, inquiry).firstResultOptional();
  }

  private static Kept kept(CreditDecisionEntity row) {
    Long index = row.logIndex;
    return new Kept(
        row.reportId,
        Hash.copyOf(row.content),
        new EventId(row.eventId),
        index == null ? OptionalLong.empty() : OptionalLong.of(index));
  }

  @Override
  public boolean concerns(String type) {
    return type.equals(DecisionReported.SHORT_NAME);
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
