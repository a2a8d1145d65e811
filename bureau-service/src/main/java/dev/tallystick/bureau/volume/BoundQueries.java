package dev.tallystick.bureau.volume;

import dev.tallystick.bureau.entry.BureauLogClient;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.volume.QueryVolume.Asker;
import dev.tallystick.bureau.volume.QueryVolume.Excess;
import dev.tallystick.caller.StaffReason;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.events.type.InquiryId;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.problem.DomainProblem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Refuses a lender that asks too often, for now (R53). The refusal is in the log under the person
 * that was asked about. Blocks; not in a transaction.
 */
@Singleton
public final class BoundQueries {
  private final QueryVolume volume;
  private final SuspendLender suspensions;
  private final BureauLogClient log;

  BoundQueries(QueryVolume volume, SuspendLender suspensions, BureauLogClient log) {
    this.volume = volume;
    this.suspensions = suspensions;
    this.log = log;
  }

  /**
   * Counts a question, and has it decided on if it is not one too many.
   *
   * @param reason why a clerk asks; empty if a system of the lender's does
   * @param decision about the question; nothing comes of it
   * @throws DomainProblem 429 {@code QUERY_VOLUME_ANOMALY} if it is one too many; whatever the
   *     decision throws
   */
  public <T> T decide(
      BureauId bureau, InquiryRequest inquiry, Optional<StaffReason> reason, Supplier<T> decision) {
    String lender = inquiry.claims().issuer();
    Optional<Excess> excess =
        volume.count(new Asker(bureau, lender, reason.map(StaffReason::staff)));
    if (excess.isEmpty()) {
      return decision.get();
    }
    if (excess.get().isOfParty() && suspensions.stands(bureau, lender)) {
      // The decision tells a suspended lender that it is; unless the regulator has restored it.
      T unused = decision.get();
    }
    throw refuse(bureau, inquiry, excess.get());
  }

  private DomainProblem refuse(BureauId bureau, InquiryRequest inquiry, Excess excess) {
    DomainProblem refusal =
        log.denied(
            denied(bureau, inquiry),
            inquiry.subject(),
            BureauProblem.forNow(BureauProblemCode.QUERY_VOLUME_ANOMALY, excess.retryAfter()));
    if (excess.isOfParty()) {
      suspensions.note(bureau, inquiry.claims().issuer(), excess.suspension());
    }
    return refusal;
  }

  private static DataDenied denied(BureauId bureau, InquiryRequest inquiry) {
    return DataDenied.builder()
        .step(DataDenied.Step.RELEASE_2)
        .caller(inquiry.claims().issuer())
        .from(bureau.value())
        .to(inquiry.claims().issuer())
        .purpose(inquiry.purpose())
        .categories(inquiry.categories())
        .inquiry(new InquiryId(inquiry.inquiry()))
        .code(BureauProblemCode.QUERY_VOLUME_ANOMALY.name())
        .ruleIds(List.of("R53"))
        .build();
  }
}
