package dev.tallystick.audit.acknowledgement;

import dev.tallystick.audit.entry.Batches;
import dev.tallystick.audit.proof.IssueReceipts;
import dev.tallystick.caller.Caller;
import dev.tallystick.events.PartName;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.party.document.AcknowledgementEnvelope;
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
import java.util.List;
import java.util.Set;

/**
 * {@code POST /v1/acknowledgements}. A release has one acknowledgement, so sending it again is safe
 * without an idempotency key.
 */
@Path("/v1/acknowledgements")
class AcknowledgementResource {
  /** What a recipient may see of its own acknowledgement. */
  private static final Set<PartName> SHOWN = EnumSet.of(PartName.STUB, PartName.BODY);

  private static final String NDJSON = "application/x-ndjson";

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
    Acknowledged outcome =
        acknowledgements.accept(List.of(request.acknowledgement()), presenter()).get(0);
    if (outcome instanceof Acknowledged.Refused refused) {
      throw refused.problem();
    }
    Acknowledged.Logged logged = (Acknowledged.Logged) outcome;
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    text(out, "{\"eventId\":\"" + logged.event() + "\"");
    text(out, ",\"index\":" + logged.index() + ",\"receipt\":");
    out.writeBytes(receipts.json(acknowledgements.logged(logged.event()), SHOWN));
    text(out, "}");
    return Response.status(logged.isNew() ? 201 : 200)
        .entity(out.toByteArray())
        .type(MediaType.APPLICATION_JSON)
        .build();
  }

  /**
   * Many at once, each answered on a line of its own, without a receipt: who wants one finds it by
   * the event.
   */
  @POST
  @Consumes(NDJSON)
  @Produces(NDJSON)
  @RolesAllowed({"platform", "bureau", "lender", "service"})
  @Blocking
  public Response acknowledgeBatch(byte[] body) {
    List<String> statements =
        Batches.lines(body).stream().map(AcknowledgementResource::statement).toList();
    StringBuilder out = new StringBuilder();
    acknowledgements
        .accept(statements, presenter())
        .forEach(outcome -> out.append(line(outcome)).append('\n'));
    return Response.ok(out.toString(), NDJSON).build();
  }

  /** The statement of a line; of a line that has none an empty one, which is refused as it is. */
  private static String statement(byte[] line) {
    try {
      return CanonicalJson.parseMessage(line) instanceof JsonObject object
          ? new AcknowledgementEnvelope.Partial(object)
              .acknowledgement()
              .filter(jws -> jws.length() <= AcknowledgementJson.MAX_LENGTH)
              .orElse("")
          : "";
    } catch (MalformedJsonException e) {
      return "";
    }
  }

  private static String line(Acknowledged outcome) {
    if (outcome instanceof Acknowledged.Refused refused) {
      return refused.problem().document().toJson();
    }
    Acknowledged.Logged logged = (Acknowledged.Logged) outcome;
    return "{\"eventId\":\"%s\",\"index\":%d}".formatted(logged.event(), logged.index());
  }

  private Presenter presenter() {
    return new Presenter(caller.party(), caller.client(), caller.hasRole("service"));
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
