package dev.tallystick.gateway.status;

import dev.tallystick.gateway.key.GatewayKeys;
import dev.tallystick.gateway.list.OwnList;
import dev.tallystick.gateway.order.OrderQueue;
import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.gateway.suite.SuiteClient;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** {@code GET /v1/status}: how the gateway is, for the party's own systems. */
@Path("/v1/status")
@Blocking
class StatusResource {
  private final GatewayKeys keys;
  private final SuiteClient suite;
  private final OrderQueue orders;
  private final OwnList list;
  private final GatewaySettings settings;

  StatusResource(
      GatewayKeys keys,
      SuiteClient suite,
      OrderQueue orders,
      OwnList list,
      GatewaySettings settings) {
    this.keys = keys;
    this.suite = suite;
    this.orders = orders;
    this.list = list;
    this.settings = settings;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({"platform", "bureau", "lender"})
  public StatusJson status() {
    Optional<OwnList.Proved> proved = list.proved();
    return new StatusJson(
        settings.party(),
        settings.role().role(),
        keys.current().registeredAt().isPresent(),
        suite.awaySince().orElse(null),
        orders.waiting(),
        settings.queueLimit(),
        proved.map(OwnList.Proved::count).orElse(0L),
        proved.flatMap(OwnList.Proved::checkedAt).orElse(null),
        proved.flatMap(OwnList.Proved::finding).orElse(null));
  }
}
