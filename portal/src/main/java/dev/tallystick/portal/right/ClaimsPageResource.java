package dev.tallystick.portal.right;

import dev.tallystick.portal.act.Done;
import dev.tallystick.portal.act.DoneNote;
import dev.tallystick.portal.act.FormResource;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.PartyNames;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.IdentifierClaims;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.words.Words;
import dev.tallystick.web.ReaderText;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What companies claim about the reader's identifiers, and what the reader says to it. */
@Path("/me/identifiers")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("citizen")
@Blocking
public class ClaimsPageResource extends FormResource {
  private static final String PAGE = "/me/identifiers";
  private static final String CLAIMS = "/v1/me/identity-claims";
  private static final String ID =
      "{id:clm_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}";

  private final RightsDesk desk;
  private final Neighbours neighbours;
  private final PartyNames names;

  ClaimsPageResource(RightsDesk desk, Neighbours neighbours, PartyNames names) {
    this.desk = desk;
    this.neighbours = neighbours;
    this.names = names;
  }

  @CheckedTemplate(basePath = "right")
  static class Templates {
    private Templates() {}

    static native TemplateInstance claims(
        Frame frame, Part<List<ClaimView>> list, Optional<DoneNote> done);
  }

  /** The claims, the latest first. */
  @GET
  public TemplateInstance page(
      @QueryParam("done") @Nullable String done, @QueryParam("why") @Nullable String why) {
    Frame frame = desk.frame(Frame.Place.KEPT);
    ReaderText text = desk.text(frame);
    CompletableFuture<Reply> claims = neighbours.get(Neighbour.VAULT, CLAIMS);
    PartyNames.Names called = names.fetch().join();
    Part<List<ClaimView>> list =
        claims
            .join()
            .read(IdentifierClaims.Partial::new)
            .map(
                answer ->
                    answer.claims().stream()
                        .map(each -> ClaimView.of(each, text, called))
                        .toList());
    return Templates.claims(frame, list, DoneNote.of(done, why, Words.of(text.locale())))
        .setLocale(frame.locale());
  }

  /**
   * Says that both are the reader's; data-vault wants a log-in of just now that vouches for both.
   */
  @POST
  @Path(ID + "/confirmation")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response confirm(@PathParam("id") String id) {
    return act(id, "/confirmation", "", Done.CONFIRMED);
  }

  /** Says that it is wrong. */
  @POST
  @Path(ID + "/dispute")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response dispute(@PathParam("id") String id) {
    return act(id, "/dispute", "", Done.DISPUTED);
  }

  /** Undoes a link. */
  @POST
  @Path(ID + "/unlinking")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response unlink(@PathParam("id") String id, @FormParam("reason") @Nullable String reason) {
    String why = "WRONG_PERSON".equals(reason) ? "WRONG_PERSON" : "PERSON_REQUEST";
    return act(id, "/unlinking", "{\"reason\":\"" + why + "\"}", Done.UNLINKED);
  }

  /** Where the log-in leads that somebody had to do first: nothing was said. */
  @GET
  @Path(ID + "/{act:confirmation|dispute|unlinking}")
  public Response nothingSaid(@PathParam("id") String id) {
    return back(PAGE);
  }

  private Response act(String id, String act, String json, Done good) {
    return see(PAGE, neighbours.post(Neighbour.VAULT, CLAIMS + "/" + id + act, json).join(), good);
  }
}
