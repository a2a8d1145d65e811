package dev.tallystick.vault.alert;

import dev.tallystick.caller.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;

/** Where a person is told of what happens in their name. */
@Path("/v1/me/alerts")
@RolesAllowed("citizen")
class MyAlertsResource {
  private static final String KIND = "mail|webhook";

  private final SetAlertAddress setting;
  private final MyAlerts alerts;
  private final Caller caller;

  MyAlertsResource(SetAlertAddress setting, MyAlerts alerts, Caller caller) {
    this.setting = setting;
    this.alerts = alerts;
    this.caller = caller;
  }

  @GET
  public MyAlertsJson mine() {
    return MyAlertsJson.of(alerts.addresses(caller.requireSubject()));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("{kind}")
  public AlertAddressJson set(
      @PathParam("kind") @Pattern(regexp = KIND) String kind,
      @NotNull @Valid AlertAddressRequestJson request) {
    return AlertAddressJson.of(
        setting.set(
            caller.requireSubject(), AlertChannel.ofPath(kind), request.to(), request.toChoice()));
  }

  @DELETE
  @Path("{kind}")
  public void remove(@PathParam("kind") @Pattern(regexp = KIND) String kind) {
    setting.remove(caller.requireSubject(), AlertChannel.ofPath(kind));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("confirmation")
  public AlertAddressJson confirm(@NotNull @Valid AlertConfirmationJson request) {
    return AlertAddressJson.of(setting.confirm(caller.requireSubject(), request.code()));
  }

  @GET
  @Path("messages/{id}")
  public AlertMessageJson message(
      @PathParam("id") @Pattern(regexp = "alr_[0-9a-f-]{36}") String id) {
    return AlertMessageJson.of(id, alerts.message(caller.requireSubject(), id));
  }
}
