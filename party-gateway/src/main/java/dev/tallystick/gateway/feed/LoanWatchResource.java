package dev.tallystick.gateway.feed;

import dev.tallystick.gateway.feed.LoanWatchJson.WatchRequestJson;
import dev.tallystick.gateway.feed.LoanWatchJson.WatchedLoanJson;
import dev.tallystick.gateway.feed.LoanWatchJson.WatchedLoansJson;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /v1/feeds}: which open loans bureaus tell the party about. */
@Path("/v1/feeds")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("lender")
@Blocking
class LoanWatchResource {
  private static final int PAGE_SIZE = 100;

  private final WatchLoan loans;
  private final LoanWatchSteps steps;

  LoanWatchResource(WatchLoan loans, LoanWatchSteps steps) {
    this.loans = loans;
    this.steps = steps;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Idempotent
  public WatchedLoanJson watch(@NotNull @Valid WatchRequestJson request) {
    return WatchedLoanJson.of(loans.watch(request));
  }

  @GET
  public WatchedLoansJson list(
      @QueryParam("cursor") @Pattern(regexp = LoanWatchJson.ID) @Nullable String cursor) {
    List<LoanWatchEntity> rows = steps.page(cursor == null ? "" : cursor, PAGE_SIZE + 1);
    boolean isMore = rows.size() > PAGE_SIZE;
    List<LoanWatchEntity> page = isMore ? rows.subList(0, PAGE_SIZE) : rows;
    return new WatchedLoansJson(
        page.stream().map(WatchedLoanJson::of).toList(),
        isMore ? page.get(PAGE_SIZE - 1).id : null);
  }
}
