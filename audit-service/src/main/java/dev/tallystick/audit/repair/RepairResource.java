package dev.tallystick.audit.repair;

import dev.tallystick.audit.document.RepairRequest;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.caller.Caller;
import dev.tallystick.events.document.IllegalMemberException;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.receipt.MalformedOpeningException;
import dev.tallystick.events.receipt.Opening;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import java.util.Optional;

/**
 * {@code POST /v1/openings/repairs}: for the operator, who is shown nothing of what is repaired.
 */
@Path("/v1/openings/repairs")
class RepairResource {
  private final RepairOpening repair;
  private final Caller caller;

  RepairResource(RepairOpening repair, Caller caller) {
    this.repair = repair;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  @Blocking
  public Response repair(byte[] body) {
    RepairRequest request = parse(body);
    long index = request.index();
    Optional<String> sealed = request.sealed();
    Optional<JsonObject> opening = request.opening();
    if (sealed.isPresent() == opening.isPresent()) {
      throw AuditProblem.ofField(
          AuditProblemCode.REPAIR_INVALID, "sealed", "exactly one of sealed and opening");
    }
    StoredEntry row =
        sealed.isPresent()
            ? repair.withSealedBytes(index, decode(sealed.get()), caller.account())
            : repair.withOpening(index, opening(opening.orElseThrow()), caller.account());
    return Response.status(Response.Status.CREATED)
        .entity("{\"index\":" + row.index() + ",\"entry\":\"" + row.entry().hex() + "\"}")
        .type(MediaType.APPLICATION_JSON)
        .build();
  }

  private static RepairRequest parse(byte[] body) {
    try {
      if (CanonicalJson.parseMessage(body) instanceof JsonObject request) {
        return RepairRequest.read(request);
      }
    } catch (IllegalMemberException e) {
      if (e.member().equals("index")) {
        throw AuditProblem.ofField(AuditProblemCode.REPAIR_INVALID, "index", "a log index");
      }
    } catch (MalformedJsonException e) {
      // Told below.
    }
    throw AuditProblem.ofField(
        AuditProblemCode.REPAIR_INVALID, "", "an object of index and sealed, or index and opening");
  }

  private static byte[] decode(String sealed) {
    try {
      return Base64.getUrlDecoder().decode(sealed);
    } catch (IllegalArgumentException e) {
      throw AuditProblem.ofField(AuditProblemCode.REPAIR_INVALID, "sealed", "base64url");
    }
  }

  private static Opening opening(JsonObject json) {
    try {
      return Opening.parse(json);
    } catch (MalformedOpeningException e) {
      throw AuditProblem.ofField(
          AuditProblemCode.REPAIR_INVALID, "opening", "an opening as receipts hold one");
    }
  }
}
