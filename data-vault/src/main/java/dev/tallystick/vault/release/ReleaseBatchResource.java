package dev.tallystick.vault.release;

import dev.tallystick.caller.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;

/** The same door for requests about many people. */
@Path("/v1/releases:batch")
class ReleaseBatchResource {
  private static final String NDJSON = "application/x-ndjson";

  private final ReleaseBatch batch;
  private final Caller caller;

  ReleaseBatchResource(ReleaseBatch batch, Caller caller) {
    this.batch = batch;
    this.caller = caller;
  }

  @POST
  @RolesAllowed({"platform", "bureau", "lender", "service"})
  @Consumes(NDJSON)
  @Produces(NDJSON)
  public Response release(@NotNull String lines) {
    caller.refuseStaff();
    List<BatchLine.Asked> asked = ReleaseBatch.parse(lines);
    ReleaseRecords.Asker asker = new ReleaseRecords.Asker(caller.client(), caller.party());
    StreamingOutput answer = out -> batch.answer(asker, asked, out);
    return Response.ok(answer, NDJSON).build();
  }
}
