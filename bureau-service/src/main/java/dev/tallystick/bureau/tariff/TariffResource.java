package dev.tallystick.bureau.tariff;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.caller.Caller;
import dev.tallystick.idempotency.Idempotent;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
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
import java.time.Clock;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /v1/tariffs}: what bureaus charge. */
@Path("/v1/tariffs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class TariffResource {
  private static final String PARTY = "[a-z0-9][a-z0-9._-]{0,63}";

  private final Tariffs tariffs;
  private final Caller caller;
  private final Clock clock;

  TariffResource(Tariffs tariffs, Caller caller, Clock clock) {
    this.tariffs = tariffs;
    this.caller = caller;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("bureau")
  @ResponseStatus(201)
  @Idempotent
  public TariffJson.ShownJson publish(@NotNull @Valid TariffJson.RequestJson request) {
    BureauId bureau = new BureauId(caller.requireParty());
    return TariffJson.ShownJson.of(tariffs.publish(bureau, request.toTerms(clock.instant())));
  }

  @GET
  @PermitAll
  public TariffJson.AllJson list(
      @QueryParam("bureau") @NotNull @Pattern(regexp = PARTY) String bureau) {
    return new TariffJson.AllJson(
        bureau, tariffs.get(new BureauId(bureau)).stream().map(TariffJson.ShownJson::of).toList());
  }
}
