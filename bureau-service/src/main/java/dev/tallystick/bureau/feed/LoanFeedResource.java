package dev.tallystick.bureau.feed;

import dev.tallystick.bureau.feed.LoanFeedJson.EndingJson;
import dev.tallystick.bureau.feed.LoanFeedJson.FeedJson;
import dev.tallystick.bureau.feed.LoanFeedJson.FeedsJson;
import dev.tallystick.bureau.feed.LoanFeedJson.SubscriptionJson;
import dev.tallystick.bureau.feed.SubscribeLoan.Begun;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.caller.Caller;
import dev.tallystick.idempotency.Idempotent;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /v1/feeds}: which open loans a lender is told about. */
@Path("/v1/feeds")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("lender")
@Blocking
class LoanFeedResource {
  private static final int PAGE_SIZE = 100;

  private final SubscribeLoan subscriptions;
  private final LoanFeedRepository feeds;
  private final Caller caller;

  LoanFeedResource(SubscribeLoan subscriptions, LoanFeedRepository feeds, Caller caller) {
    this.subscriptions = subscriptions;
    this.feeds = feeds;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Idempotent
  public FeedJson subscribe(@NotNull @Valid SubscriptionJson body) {
    return shown(subscriptions.subscribe(caller.requireParty(), body.request()));
  }

  @POST
  @Path("/{id}/end")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Idempotent
  public FeedJson end(
      @PathParam("id") @Pattern(regexp = LoanFeedJson.ID) String id,
      @NotNull @Valid EndingJson body) {
    return shown(subscriptions.end(new BureauId(body.bureau()), caller.requireParty(), id));
  }

  private static FeedJson shown(Begun begun) {
    return FeedJson.of(begun.bureau(), begun.feed());
  }

  @GET
  public FeedsJson list(
      @QueryParam("bureau") @NotNull @Pattern(regexp = LoanFeedJson.PARTY) String bureau,
      @QueryParam("cursor") @Pattern(regexp = LoanFeedJson.ID) @Nullable String cursor) {
    BureauId of = new BureauId(bureau);
    List<LoanFeedEntity> rows =
        feeds.page(of, caller.requireParty(), cursor == null ? "" : cursor, PAGE_SIZE + 1);
    boolean isMore = rows.size() > PAGE_SIZE;
    List<LoanFeedEntity> page = isMore ? rows.subList(0, PAGE_SIZE) : rows;
    return new FeedsJson(
        bureau,
        page.stream().map(feed -> FeedJson.of(of, feed)).toList(),
        isMore ? page.get(PAGE_SIZE - 1).feedId : null);
  }
}
