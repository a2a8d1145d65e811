package dev.tallystick.bureau.feed;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.tallystick.bureau.feed.FeedItem.Shown;
import dev.tallystick.bureau.feed.ReadFeedItems.Reading;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.caller.Caller;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

/** {@code /v1/feed-items}: what there is to read in all feeds of a lender at one bureau. */
@Path("/v1")
@RolesAllowed("lender")
@NonBlocking
class FeedItemResource {
  private static final Logger LOG = Logger.getLogger(FeedItemResource.class);
  private static final String NDJSON = "application/x-ndjson";
  private static final int MAX_LIMIT = 100;
  private static final int MAX_WAIT_SECONDS = 25;

  private final ReadFeedItems items;
  private final ManagedExecutor workers;
  private final Caller caller;

  FeedItemResource(ReadFeedItems items, ManagedExecutor workers, Caller caller) {
    this.items = items;
    this.workers = workers;
    this.caller = caller;
  }

  @GET
  @Path("/feed-items")
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<String> page(
      @QueryParam("bureau") @NotNull @Pattern(regexp = LoanFeedJson.PARTY) String bureau,
      @QueryParam("after") @DefaultValue("0") @Min(0) long after,
      @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MAX_LIMIT) int limit,
      @QueryParam("wait") @DefaultValue("0") @Min(0) @Max(MAX_WAIT_SECONDS) int wait,
      @Context RoutingContext exchange) {
    Reading reading = new Reading(new BureauId(bureau), caller.requireParty(), after, limit);
    return items
        .next(reading, Duration.ofSeconds(wait))
        .invoke(
            shown ->
                exchange.addEndHandler(
                    ended -> {
                      if (ended.succeeded()) {
                        workers.execute(() -> left(reading.bureau(), shown));
                      }
                    }))
        .map(shown -> FeedItemText.page(bureau, shown, after));
  }

  /** Item after item, each on a line, until there are none for as long as the reader waits. */
  @GET
  @Path("/feed-items:stream")
  @Produces(NDJSON)
  public Multi<RawValue> stream(
      @QueryParam("bureau") @NotNull @Pattern(regexp = LoanFeedJson.PARTY) String bureau,
      @QueryParam("after") @DefaultValue("0") @Min(0) long after,
      @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MAX_LIMIT) int limit,
      @QueryParam("wait") @DefaultValue("0") @Min(0) @Max(MAX_WAIT_SECONDS) int wait) {
    String lender = caller.requireParty();
    BureauId of = new BureauId(bureau);
    AtomicReference<List<Shown>> before = new AtomicReference<>(List.of());
    // A slow reader is read for as slowly: the next page is asked for when this one is on its way.
    return Multi.createBy()
        .repeating()
        .uni(
            () -> new long[] {after},
            cursor -> {
              List<Shown> sent = before.get();
              if (!sent.isEmpty()) {
                workers.execute(() -> left(of, sent));
              }
              return items
                  .next(new Reading(of, lender, cursor[0], limit), Duration.ofSeconds(wait))
                  .invoke(
                      shown -> {
                        before.set(shown);
                        if (!shown.isEmpty()) {
                          cursor[0] = shown.get(shown.size() - 1).cursor();
                        }
                      });
            })
        .whilst(shown -> !shown.isEmpty())
        .onItem()
        .<Shown>disjoint()
        // A line is JSON already, and no text to be put into JSON.
        .map(shown -> new RawValue(FeedItemText.line(shown)));
  }

  private void left(BureauId bureau, List<Shown> shown) {
    try {
      items.left(bureau, shown);
    } catch (RuntimeException e) {
      // They count as unread then; the lender's acknowledgement restores what is reversed.
      LOG.warn("Items of feeds have left, and that could not be noted", e);
    }
  }
}
