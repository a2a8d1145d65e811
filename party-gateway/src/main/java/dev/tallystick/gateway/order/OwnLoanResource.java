package dev.tallystick.gateway.order;

import dev.tallystick.gateway.consent.PersonJson.Forms;
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

/** {@code /v1/loans}: what bureaus are told of loans, and know of them. */
@Path("/v1/loans")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("lender")
@Blocking
class OwnLoanResource {
  private final TellLoans loans;

  OwnLoanResource(TellLoans loans) {
    this.loans = loans;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Idempotent
  public String open(@NotNull @Valid LoanToTellJson.OpeningJson request) {
    return loans.open(request);
  }

  @POST
  @Path("/{id}/closure")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Idempotent
  public String close(
      @PathParam("id") @Pattern(regexp = LoanToTellJson.LOAN) String id,
      @NotNull @Valid LoanToTellJson.ClosureJson request) {
    return loans.close(id, request);
  }

  @GET
  public String list(
      @QueryParam("bureau") @NotNull @Pattern(regexp = Forms.PARTY) String bureau,
      @QueryParam("cursor") @Pattern(regexp = LoanToTellJson.LOAN) @Nullable String cursor) {
    return loans.page(bureau, cursor);
  }
}
