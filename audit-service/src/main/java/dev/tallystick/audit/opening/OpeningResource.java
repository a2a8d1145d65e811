package dev.tallystick.audit.opening;

import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.caller.Caller;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/openings}: for auditors. */
@Path("/v1/openings")
@Tag(
    name = "openings",
    description = "What entries commit to, for auditors within their engagement.")
class OpeningResource {
  static final int MAX_ENTRIES = 10_000;
  private static final String NDJSON = "application/x-ndjson";

  private final Openings openings;
  private final ReadRecord record;
  private final LogStateRepository states;
  private final Caller caller;

  OpeningResource(Openings openings, ReadRecord record, LogStateRepository states, Caller caller) {
    this.openings = openings;
    this.record = record;
    this.states = states;
    this.caller = caller;
  }

  @GET
  @Produces(NDJSON)
  @RolesAllowed("auditor")
  @Blocking
  @Operation(
      operationId = "readOpenings",
      summary = "Openings of a range of the log",
      description =
          "The read itself is logged first (audit.read); its index comes in the header `Audit-Index`. At most"
              + " 10,000 entries a request; bodies outside the engagement come as hashes.")
  @APIResponse(
      responseCode = "200",
      description = "One line an entry: index and opening",
      content = @Content(mediaType = NDJSON, schema = @Schema(implementation = String.class)))
  @APIResponse(responseCode = "403", ref = "problem")
  @APIResponse(responseCode = "422", ref = "problem")
  @APIResponse(responseCode = "503", ref = "problem")
  public Response read(
      @Parameter(required = true, description = "The first log index") @QueryParam("from")
          @Nullable Long from,
      @Parameter(required = true, description = "The index after the last") @QueryParam("to")
          @Nullable Long to,
      @Parameter(description = "What the read is for; stands in the log, names no person")
          @QueryParam("purpose")
          @DefaultValue("audit")
          @Size(min = 1, max = 200) String purpose) {
    Set<String> scope = caller.auditScope();
    if (scope.isEmpty()) {
      throw AuditProblem.of(AuditProblemCode.OUT_OF_AUDIT_SCOPE);
    }
    long size = states.find().map(LogState::size).orElse(0L);
    if (from == null || from < 0 || from >= size) {
      throw AuditProblem.ofField(AuditProblemCode.RANGE_INVALID, "from", "0 to " + (size - 1));
    }
    if (to == null || to <= from || to > Math.min(size, from + MAX_ENTRIES)) {
      throw AuditProblem.ofField(
          AuditProblemCode.RANGE_INVALID,
          "to",
          "after from, at most the log's size, "
              + size
              + ", and at most "
              + MAX_ENTRIES
              + " entries");
    }
    long start = from;
    long end = to;
    long index = record.bulkRead(caller.account(), scope, purpose, start, end);
    StreamingOutput body = out -> openings.write(start, end, scope, out);
    return Response.ok(body, NDJSON).header("Audit-Index", index).build();
  }
}
