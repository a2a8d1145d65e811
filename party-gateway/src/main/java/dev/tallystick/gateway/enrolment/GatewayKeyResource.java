package dev.tallystick.gateway.enrolment;

import dev.tallystick.gateway.key.GatewayKeys;
import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.idempotency.Idempotent;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /v1/keys}: what the gateway shows of the party's keys, and their enrolment. */
@Path("/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class GatewayKeyResource {
  private final GatewayKeys keys;
  private final EnrolGateway enrolment;
  private final GatewaySettings settings;

  GatewayKeyResource(GatewayKeys keys, EnrolGateway enrolment, GatewaySettings settings) {
    this.keys = keys;
    this.enrolment = enrolment;
    this.settings = settings;
  }

  @GET
  @RolesAllowed({"platform", "bureau", "lender"})
  public GatewayKeysJson list() {
    String inUse = keys.current().id();
    return new GatewayKeysJson(
        settings.party(),
        keys.all().stream().map(pair -> GatewayKeyJson.of(pair, pair.id().equals(inUse))).toList());
  }

  @POST
  @Path("/enrolment")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"platform", "bureau", "lender"})
  @ResponseStatus(201)
  @Idempotent
  public GatewayKeyJson enrol(@NotNull @Valid GatewayEnrolmentJson request) {
    return GatewayKeyJson.of(
        enrolment.enrol(request.code(), Optional.ofNullable(request.validTo())), true);
  }
}
