package dev.tallystick.bureau.account;

import dev.tallystick.quota.OnlyReads;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /v1/tariffs:cost}: what a year costs, for everybody to work out. */
@Path("/v1/tariffs:cost")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class TariffCostResource {
  private final YearlyCost costs;

  TariffCostResource(YearlyCost costs) {
    this.costs = costs;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @PermitAll
  @OnlyReads
  public CostJson.AnswerJson cost(@NotNull @Valid CostJson.RequestJson request) {
    return costs.of(request);
  }
}
