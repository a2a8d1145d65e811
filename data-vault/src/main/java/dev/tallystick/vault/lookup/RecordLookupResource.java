package dev.tallystick.vault.lookup;

import dev.tallystick.caller.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

/** Platforms find what they have deposited. */
@Path("/v1/records:lookup")
class RecordLookupResource {
  private final RecordLookups lookups;
  private final Caller caller;

  RecordLookupResource(RecordLookups lookups, Caller caller) {
    this.lookups = lookups;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("platform")
  public RecordLookupJson lookUp(@NotNull @Valid RecordLookupRequestJson request) {
    return RecordLookupJson.of(
        lookups.find(caller.requireParty(), request.toAsked(), request.toAfter()));
  }
}
