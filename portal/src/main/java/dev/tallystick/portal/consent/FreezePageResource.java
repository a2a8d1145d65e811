package dev.tallystick.portal.consent;

import dev.tallystick.portal.act.Done;
import dev.tallystick.portal.act.DoneNote;
import dev.tallystick.portal.act.FormResource;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.document.FreezeState;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import dev.tallystick.portal.words.Words;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stopping everything about the reader, and letting it go on. */
@Path("/me/freeze")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("citizen")
@Blocking
public class FreezePageResource extends FormResource {
  private static final String PAGE = "/me/freeze";
  private static final String USES = "/me/usage";

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
        Frame frame, Part<FreezeView> freeze, Optional<DoneNote> done);
  }

  /**
   * Whether everything is stopped.
   *
   * @param pending whether the log has not taken it yet
   */
  public record FreezeView(boolean frozen, boolean pending) {}

  /** The state, and a button. */
  @GET
  public TemplateInstance page(
      @QueryParam("done") @Nullable String done, @QueryParam("why") @Nullable String why) {
    Frame frame = frames.ofReader(Frame.Place.CONSENT);
    Part<FreezeView> freeze =
        neighbours
            .get(Neighbour.CONSENT, "/v1/me/freeze")
            .join()
            .read(FreezeState.Partial::new)
            .map(
                state ->
                    new FreezeView(state.frozen().orElse(false), state.pending().orElse(false)));
    return Templates.freeze(frame, freeze, DoneNote.of(done, why, Words.of(frame.locale())))
        .setLocale(frame.locale());
  }

  /** Stops everything; {@code from} is the page that the form is on. */
  @POST
  @Path("set")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response freeze(@FormParam("from") @Nullable String from) {
    return see(
        page(from),
        neighbours
            .post(Neighbour.CONSENT, "/v1/me/freeze", "{\"reason\":\"PERSON_REQUEST\"}")
            .join(),
        Done.FROZEN);
  }

  /** Lets it go on. */
  @POST
  @Path("lifted")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response lift(@FormParam("from") @Nullable String from) {
    return see(
        page(from),
        neighbours.post(Neighbour.CONSENT, "/v1/me/freeze/lift", "").join(),
        Done.LIFTED);
  }

  /** Where the log-in leads that somebody had to do first: nothing was done. */
  @GET
  @Path("{act:set|lifted}")
  public Response nothingDone() {
    return back(PAGE);
  }

  private static String page(@Nullable String from) {
    return USES.equals(from) ? USES : PAGE;
  }
}
