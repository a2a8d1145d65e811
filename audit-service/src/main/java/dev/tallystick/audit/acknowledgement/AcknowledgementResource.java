package dev.tallystick.audit.acknowledgement;

import dev.tallystick.audit.proof.IssueReceipts;
import dev.tallystick.caller.Caller;
import dev.tallystick.events.PartName;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/**
 * {@code POST /v1/acknowledgements}. A release has one acknowledgement, so sending it again is safe
 * without an idempotency key.
 */
@Path("/v1/acknowledgements")
class AcknowledgementResource {
  /** What a recipient may see of its own acknowledgement. */
  private static final Set<PartName> SHOWN = EnumSet.of(PartName.STUB, PartName.BODY);

  private final Acknowledgements acknowledgements;
  private final IssueReceipts receipts;
  private final Caller caller;

  AcknowledgementResource(
      Acknowledgements acknowledgements, IssueReceipts receipts, Caller caller) {
    this.acknowledgements = acknowledgements;
    this.receipts = receipts;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({"platform", "bureau", "lender", "service"})
  @Blocking
  public Response acknowledge(@NotNull @Valid AcknowledgementJson request) {
    Presenter presenter = new Presenter(caller.party(), caller.client(), caller.hasRole("service"));
    Acknowledged acknowledged = acknowledgements.accept(request.acknowledgement(), presenter);
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    text(out, "{\"eventId\":\"" + acknowledged.row().id() + "\"");
    text(out, ",\"index\":" + acknowledged.row().index() + ",\"receipt\":");
    out.writeBytes(receipts.json(acknowledged.row(), SHOWN));
    text(out, "}");
    return Response.status(acknowledged.isNew() ? 201 : 200)
        .entity(out.toByteArray())
        .type(MediaType.APPLICATION_JSON)
        .build();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
