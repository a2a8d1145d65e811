package dev.tallystick.bureau.lending;

import dev.tallystick.bureau.lending.CloseLoan.OwnLoan;
import dev.tallystick.bureau.lending.CreditDecisionRepository.Kept;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.caller.Caller;
import dev.tallystick.idempotency.Idempotent;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /v1/credit-decisions} and {@code /v1/loans}: what became of the reports of a lender. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("lender")
@Blocking
class LendingResource {
  private final ReportCreditDecision decisions;
  private final OpenLoan opening;
  private final CloseLoan closing;
  private final ListLoans list;
  private final Caller caller;

  LendingResource(
      ReportCreditDecision decisions,
      OpenLoan opening,
      CloseLoan closing,
      ListLoans list,
      Caller caller) {
    this.decisions = decisions;
    this.opening = opening;
    this.closing = closing;
    this.list = list;
    this.caller = caller;
  }

  @POST
  @Path("/credit-decisions")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Idempotent
  public DecisionReportJson.LoggedJson decide(
      @NotNull @Valid DecisionReportJson.RequestJson request) {
    Kept kept = decisions.report(caller.requireParty(), request.toDecision());
    return new DecisionReportJson.LoggedJson(
        kept.report(), request.inquiry(), kept.event().toString(), kept.index().orElseThrow());
  }

  @POST
  @Path("/loans")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Idempotent
  public LoanJson.ShownJson open(@NotNull @Valid LoanJson.OpeningJson request) {
    OpenLoan.Opened opened =
        opening.open(request.termsOf(caller.requireParty()), request.releases());
    return LoanJson.ShownJson.of(opened.bureau(), opened.loan());
  }

  @POST
  @Path("/loans/{id}/closure")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Idempotent
  public LoanJson.ShownJson close(
      @PathParam("id") @Pattern(regexp = LoanJson.ID) String id,
      @NotNull @Valid LoanJson.ClosureJson request) {
    BureauId bureau = new BureauId(request.bureau());
    return LoanJson.ShownJson.of(
        bureau,
        closing.close(
            new OwnLoan(bureau, caller.requireParty(), id),
            request.closedOn(),
            request.toReason()));
  }

  @GET
  @Path("/loans")
  public LoanJson.PageJson list(
      @QueryParam("bureau") @NotNull @Pattern(regexp = LoanJson.PARTY) String bureau,
      @QueryParam("cursor") @Pattern(regexp = LoanJson.ID) @Nullable String cursor) {
    return list.page(new BureauId(bureau), caller.requireParty(), cursor);
  }
}
