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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /v1/tariffs}: what bureaus charge. */
@Path("/v1/tariffs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "tariffs", description = "What bureaus charge, for everyone to read.")
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
  @Operation(
      operationId = "publishTariff",
      summary = "Publish all prices of a bureau anew",
      description =
          "Refused with 422 if one class would pay two prices (R58), or a person would pay for a right (R61); both"
              + " refusals are logged.")
  @APIResponse(
      responseCode = "201",
      description = "Published and logged",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TariffJson.ShownJson.class)))
  @APIResponse(responseCode = "404", ref = "problem")
  @APIResponse(responseCode = "422", ref = "problem")
  @APIResponse(responseCode = "503", ref = "problem")
  public TariffJson.ShownJson publish(@NotNull @Valid TariffJson.RequestJson request) {
    BureauId bureau = new BureauId(caller.requireParty());
    return TariffJson.ShownJson.of(tariffs.publish(bureau, request.toTerms(clock.instant())));
  }

  @GET
  @PermitAll
  @Operation(
      operationId = "listTariffs",
      summary = "The prices of a bureau",
      description =
          "Every version, the newest first. Of those whose time has come the newest counts.")
  @APIResponse(responseCode = "200", description = "The prices")
  @APIResponse(responseCode = "404", ref = "problem")
  @APIResponse(responseCode = "422", ref = "problem")
  public TariffJson.AllJson list(
      @QueryParam("bureau")
          @Parameter(required = true, description = "The bureau's party id")
          @NotNull @Pattern(regexp = PARTY) String bureau) {
    return new TariffJson.AllJson(
        bureau, tariffs.get(new BureauId(bureau)).stream().map(TariffJson.ShownJson::of).toList());
  }
}
