package dev.tallystick.portal.consent;

import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.FreezeState;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stopping everything about the reader, and letting it go on. */
@Path("/me/freeze")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("citizen")
@Blocking
public class FreezePageResource {
  private final Frames frames;
  private final Neighbours neighbours;

  FreezePageResource(Frames frames, Neighbours neighbours) {
    this.frames = frames;
    this.neighbours = neighbours;
  }

  @CheckedTemplate(basePath = "consent")
  static class Templates {
    private Templates() {}

    static native TemplateInstance freeze(
        Frame frame, Part<FreezeView> freeze, Optional<Done> done);
  }

  /**
   * Whether everything is stopped.
   *
   * @param pending whether the log has not taken it yet
   */
  public record FreezeView(boolean frozen, boolean pending) {}

  /** The state, and a button. */
  @GET
  public TemplateInstance page(@QueryParam("done") @Nullable String done) {
    Frame frame = frames.ofReader(Frame.Place.CONSENT);
    Part<FreezeView> freeze =
        neighbours
            .get(Neighbour.CONSENT, "/v1/me/freeze")
            .join()
            .read(FreezeState.Partial::new)
            .map(
                state ->
                    new FreezeView(state.frozen().orElse(false), state.pending().orElse(false)));
    return Templates.freeze(frame, freeze, Done.of(done)).setLocale(frame.locale());
  }

  /** Stops everything. */
  @POST
  @Path("set")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response freeze() {
    return see("/v1/me/freeze", "{\"reason\":\"PERSON_REQUEST\"}", Done.FROZEN);
  }

  /** Lets it go on. */
  @POST
  @Path("lifted")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response lift() {
    return see("/v1/me/freeze/lift", "", Done.LIFTED);
  }

  /** Where the log-in leads that somebody had to do first: nothing was done. */
  @GET
  @Path("{act:set|lifted}")
  public Response nothingDone() {
    return Response.seeOther(URI.create("/me/freeze")).build();
  }

  private Response see(String path, String body, Done good) {
    Reply reply = neighbours.post(Neighbour.CONSENT, path, body).join();
    Done done = reply.isGood() ? good : MyConsentsPageResource.failure(reply);
    return Response.seeOther(URI.create("/me/freeze?done=" + done.word())).build();
  }
}
