package dev.tallystick.audit.feed;

import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.storage.LogGrowth;
import dev.tallystick.caller.Caller;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Observes;
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
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/feed}: for the suite's services; each keeps its own cursor. */
@Path("/v1/feed")
class FeedResource {
  private static final int MAX_LIMIT = 1000;
  private static final int MAX_WAIT_SECONDS = 25;

  private final Feed feed;
  private final LogGrowth growth;
  private final Caller caller;
  private final Clock clock;

  FeedResource(Feed feed, LogGrowth growth, Caller caller, Clock clock) {
    this.feed = feed;
    this.growth = growth;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed("service")
  @NonBlocking
  public Uni<Response> read(
      @QueryParam("after") @DefaultValue("-1") long after,
      @QueryParam("types") @Nullable String types,
      @QueryParam("limit") @DefaultValue("200") int limit,
      @QueryParam("wait") @DefaultValue("0") int wait) {
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
    return page(followed, after, limit, deadline)
        .map(page -> Response.ok(feed.json(page), MediaType.APPLICATION_JSON).build());
  }

  /** Followers are answered at once and ask another replica. */
  void stop(@Observes ShutdownDelayInitiatedEvent stopping) {
    growth.end();
  }

  /** Reads; if there is nothing, again when there may be something, until the wait is over. */
  private Uni<Feed.Page> page(Set<EventType> types, long after, int limit, long deadline) {
    return Uni.createFrom()
        .item(() -> feed.read(types, after, limit))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .chain(
            page -> {
              long left = deadline - clock.millis();
              return page.isEmpty() && left > 0 && !growth.isOver()
                  ? growth(types, page.treeSize(), Duration.ofMillis(left))
                      .chain(() -> page(types, page.next(), limit, deadline))
                  : Uni.createFrom().item(page);
            });
  }

  /** Whether there may be something, as soon as that is so, or that the wait is over. */
  private Uni<Boolean> growth(Set<EventType> types, long size, Duration left) {
    CompletableFuture<Void> grown =
        growth.beyond(size, types.stream().map(EventType::code).toList());
    return Uni.createFrom()
        .completionStage(grown.thenApply(nothing -> true))
        .ifNoItem()
        .after(left)
        .recoverWithItem(false)
        .onTermination()
        .invoke(() -> grown.cancel(false));
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
