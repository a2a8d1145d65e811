package dev.tallystick.bureau.feed;

import dev.tallystick.bureau.feed.FeedWebhookJson.ShownWebhookJson;
import dev.tallystick.bureau.feed.FeedWebhookJson.WantedWebhookJson;
import dev.tallystick.bureau.feed.FeedWebhookJson.WebhookResumptionJson;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.caller.Caller;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.OptionalLong;

/** {@code /v1/feed-webhook}: where a lender has the items of its feeds at a bureau sent. */
@Path("/v1/feed-webhook")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("lender")
@Blocking
class FeedWebhookResource {
  private final SetFeedWebhook webhooks;
  private final Caller caller;

  FeedWebhookResource(SetFeedWebhook webhooks, Caller caller) {
    this.webhooks = webhooks;
    this.caller = caller;
  }

  @GET
  public ShownWebhookJson mine(
      @QueryParam("bureau") @NotNull @Pattern(regexp = LoanFeedJson.PARTY) String bureau) {
    return ShownWebhookJson.of(
        webhooks.get(new BureauId(bureau), caller.requireParty()), /* secret= */ null);
  }

  /** The same again draws another secret: whoever has lost an answer asks once more. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public ShownWebhookJson set(@NotNull @Valid WantedWebhookJson body) {
    Long after = body.after();
    SetFeedWebhook.Fresh set =
        webhooks.set(
            new BureauId(body.bureau()),
            caller.requireParty(),
            body.url(),
            after == null ? OptionalLong.empty() : OptionalLong.of(after));
    return ShownWebhookJson.of(set.standing(), set.secret().text());
  }

  @DELETE
  public void remove(
      @QueryParam("bureau") @NotNull @Pattern(regexp = LoanFeedJson.PARTY) String bureau) {
    webhooks.remove(new BureauId(bureau), caller.requireParty());
  }

  /** One that is not paused only begins to count anew, and is called at once. */
  @POST
  @Path("/resumption")
  @Consumes(MediaType.APPLICATION_JSON)
  public ShownWebhookJson start(@NotNull @Valid WebhookResumptionJson body) {
    return ShownWebhookJson.of(
        webhooks.start(new BureauId(body.bureau()), caller.requireParty()), /* secret= */ null);
  }
}
