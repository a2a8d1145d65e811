package dev.tallystick.audit.feed;

import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.caller.Caller;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/feed}: for the suite's services; each keeps its own cursor. */
@Path("/v1/feed")
@Tag(name = "feed", description = "What has happened, for the suite's own services.")
class FeedResource {
  private static final int MAX_LIMIT = 1000;
  private static final int MAX_WAIT_SECONDS = 25;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final Feed feed;
  private final Caller caller;
  private final Clock clock;

  FeedResource(Feed feed, Caller caller, Clock clock) {
    this.feed = feed;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed("service")
  @NonBlocking
  @Operation(
      operationId = "readFeed",
      summary = "Entries of some types after a cursor, in log order",
      description =
          "Holds the request open until there is something or the wait is over. A page is complete up to"
              + " `next`; pass it as `after` to go on.")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "FeedPage")))
  @APIResponse(responseCode = "403", ref = "problem")
  @APIResponse(responseCode = "422", ref = "problem")
  public Uni<Response> read(
      @Parameter(description = "The last log index seen; -1 from the beginning")
          @QueryParam("after")
          @DefaultValue("-1")
          long after,
      @Parameter(
              description =
                  "Full type names, separated by commas; all the client follows when absent")
          @QueryParam("types")
          @Nullable String types,
      @Parameter(description = "Entries on a page, 1 to 1000")
          @QueryParam("limit")
          @DefaultValue("200")
          int limit,
      @Parameter(description = "Seconds to wait for something new, 0 to 25")
          @QueryParam("wait")
          @DefaultValue("0")
          int wait) {
    if (after < -1) {
      throw AuditProblem.ofField(AuditProblemCode.PARAMETER_INVALID, "after", "at least -1");
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw AuditProblem.ofField(AuditProblemCode.PARAMETER_INVALID, "limit", "1 to " + MAX_LIMIT);
    }
    if (wait < 0 || wait > MAX_WAIT_SECONDS) {
      throw AuditProblem.ofField(
          AuditProblemCode.PARAMETER_INVALID, "wait", "0 to " + MAX_WAIT_SECONDS);
    }
    Set<EventType> followed = typesOf(types, caller.client());
    long deadline = clock.millis() + wait * 1000L;
    return Uni.createFrom()
        .item(() -> feed.read(followed, after, limit))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .repeat()
        .withDelay(LOOK_AGAIN)
        .whilst(page -> page.isEmpty() && clock.millis() < deadline)
        .select()
        .last()
        .toUni()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(page -> Response.ok(feed.json(page), MediaType.APPLICATION_JSON).build());
  }

  private static Set<EventType> typesOf(@Nullable String names, String client) {
    Set<EventType> types = new LinkedHashSet<>();
    if (names == null || names.isBlank()) {
      EventTypes.all().stream().filter(type -> type.readers().contains(client)).forEach(types::add);
    } else {
      for (String name : names.split(",", -1)) {
        types.add(
            EventTypes.find(name.trim())
                .filter(type -> type.readers().contains(client))
                .orElseThrow(() -> AuditProblem.of(AuditProblemCode.FEED_TYPE_NOT_ALLOWED)));
      }
    }
    return types;
  }
}
