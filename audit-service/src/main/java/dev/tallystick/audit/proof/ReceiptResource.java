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

/**
 * {@code GET /v1/receipts/{eventId}}: what an appender keeps to prove, offline, that its event is
 * logged.
 */
@Path("/v1/receipts/{eventId}")
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
  public Response json(@PathParam("eventId") EventId eventId) {
    IssueReceipts.Found found = receipts.get(eventId, caller.client());
    return Response.ok(ReceiptJson.of(found), MediaType.APPLICATION_JSON)
        .header("Content-Disposition", "inline; filename=\"" + eventId + ".receipt.json\"")
        .build();
  }

  @GET
  @Produces(TEXT)
  @RolesAllowed("service")
  @Blocking
  public Response proof(@PathParam("eventId") EventId eventId) {
    IssueReceipts.Found found = receipts.get(eventId, caller.client());
    return Response.ok(found.proof().toString(), TEXT)
        .header("Content-Disposition", "inline; filename=\"" + eventId + ".tlog-proof\"")
        .build();
  }
}
