package dev.tallystick.vault.lookup;

import dev.tallystick.caller.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Platforms find what they have deposited. */
@Path("/v1/records:lookup")
@Tag(name = "look-ups", description = "The own records of a platform, found again.")
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
  @Operation(
      operationId = "lookUpRecords",
      summary = "Find the records of the own platform about a person by an indexed field",
      description =
          "Such as the order with this number, to correct it. Answers with ids and times of what"
              + " the platform itself has deposited about the person, and nothing of what they say;"
              + " a clerk who has to read them uses /v1/staff-reads. Only the newest version of a"
              + " record counts. Records that a law or the end of a consent restricts are not"
              + " found. Changes nothing, so there is no Idempotency-Key; it is a POST so that no"
              + " number stands in a URL.")
  @APIResponse(responseCode = "200", description = "A page, in the order of the ids.")
  @APIResponse(responseCode = "422", ref = "problem")
  public RecordLookupJson lookUp(@NotNull @Valid RecordLookupRequestJson request) {
    return RecordLookupJson.of(
        lookups.find(caller.requireParty(), request.toAsked(), request.toAfter()));
  }
}
