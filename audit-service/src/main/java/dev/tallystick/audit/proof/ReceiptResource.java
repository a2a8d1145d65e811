package dev.tallystick.audit.proof;

import dev.tallystick.caller.Caller;
import dev.tallystick.events.EventId;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * {@code GET /v1/receipts/{eventId}}: what an appender keeps to prove, offline, that its event is
 * logged.
 */
@Path("/v1/receipts/{eventId}")
@Tag(name = "entries")
class ReceiptResource {
  private static final String TEXT = "text/plain; charset=utf-8";

  private final IssueReceipts receipts;
  private final Caller caller;

  ReceiptResource(IssueReceipts receipts, Caller caller) {
    this.receipts = receipts;
    this.caller = caller;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed("service")
  @Blocking
  @Operation(
      operationId = "getReceipt",
      summary = "The receipt of an event",
      description =
          "Rebuilt from what is stored. A 404 carries `asOfMillis`: if the event is ever logged after that"
              + " answer, its recordedMillis is that time or later. With `Accept: text/plain` the proof alone, in the form"
              + " of c2sp.org/tlog-proof.")
  @APIResponse(
      responseCode = "200",
      description = "The receipt",
      content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Receipt")),
        @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(implementation = String.class))
      })
  @APIResponse(responseCode = "404", ref = "problem")
  @APIResponse(responseCode = "503", ref = "problem")
  public Response json(
      @PathParam("eventId")
          @Parameter(description = "The event's id", schema = @Schema(implementation = UUID.class))
          EventId eventId) {
    IssueReceipts.Found found = receipts.get(eventId, caller.client());
    return Response.ok(ReceiptJson.of(found), MediaType.APPLICATION_JSON)
        .header("Content-Disposition", "inline; filename=\"" + eventId + ".receipt.json\"")
        .build();
  }

  @GET
  @Produces(TEXT)
  @RolesAllowed("service")
  @Blocking
  @Operation(hidden = true)
  public Response proof(@PathParam("eventId") EventId eventId) {
    IssueReceipts.Found found = receipts.get(eventId, caller.client());
    return Response.ok(found.proof().toString(), TEXT)
        .header("Content-Disposition", "inline; filename=\"" + eventId + ".tlog-proof\"")
        .build();
  }
}
