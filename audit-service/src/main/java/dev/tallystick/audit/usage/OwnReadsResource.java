package dev.tallystick.audit.usage;

import dev.tallystick.caller.Caller;
import dev.tallystick.events.json.CanonicalJson;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/me/reads}: what the log says that its reader has read. */
@Path("/v1/me/reads")
class OwnReadsResource {
  private final OwnReads reads;
  private final Caller caller;

  OwnReadsResource(OwnReads reads, Caller caller) {
    this.reads = reads;
    this.caller = caller;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({"auditor", "regulator"})
  @Blocking
  public Response mine(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    PageRequest asked = PageRequest.of(cursor, limit);
    OwnReads.Page page =
        reads.find(caller.account(), asked.before().orElse(Long.MAX_VALUE), asked.limit());
    String next =
        page.next().isPresent()
            ? ",\"next\":\"" + PageRequest.cursor(page.next().getAsLong()) + "\""
            : "";
    String json =
        page.reads().stream()
            .map(CanonicalJson::text)
            .collect(Collectors.joining(",", "{\"reads\":[", "]" + next + "}"));
    return Response.ok(json, MediaType.APPLICATION_JSON).build();
  }
}
