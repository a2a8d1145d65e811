package dev.tallystick.portal.right;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.portal.act.Done;
import dev.tallystick.portal.act.DoneNote;
import dev.tallystick.portal.act.FormResource;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.PartyChoice;
import dev.tallystick.portal.call.PartyNames;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.HeldErasures;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Erasing what is kept: first what would go, then the act, each by somebody who has just logged in.
 */
@Path("/me/erasure")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("citizen")
@Blocking
public class ErasurePageResource extends FormResource {
  private static final String PAGE = "/me/erasure";
  private static final String ERASURES = "/v1/me/erasures";

  private final RightsDesk desk;
  private final Neighbours neighbours;
  private final PartyNames names;

  ErasurePageResource(RightsDesk desk, Neighbours neighbours, PartyNames names) {
    this.desk = desk;
    this.neighbours = neighbours;
    this.names = names;
  }

  @CheckedTemplate(basePath = "right")
  static class Templates {
    private Templates() {}

    static native TemplateInstance erasure(
        Frame frame,
        Part<List<ErasureView>> list,
        List<PartyChoice> parties,
        Optional<DoneNote> done);

    static native TemplateInstance preview(
        Frame frame, ErasureWish wish, Part<GoingView> going, DoneNote note);
  }

  /** What was erased, and the form. */
  @GET
  public TemplateInstance page(
      @QueryParam("done") @Nullable String done, @QueryParam("why") @Nullable String why) {
    Frame frame = desk.frame(Frame.Place.KEPT);
    ReaderText text = desk.text(frame);
    CompletableFuture<Reply> erasures = neighbours.get(Neighbour.VAULT, ERASURES);
    PartyNames.Names called = names.fetch().join();
    Part<List<ErasureView>> list =
        erasures
            .join()
            .read(HeldErasures.Partial::new)
            .map(
                held ->
                    held.erasures().stream()
                        .map(each -> ErasureView.of(each, text, called))
                        .toList());
    return Templates.erasure(
            frame, list, PartyChoice.of(called), DoneNote.of(done, why, Words.of(text.locale())))
        .setLocale(frame.locale());
  }

  /** What would go; nothing is erased. */
  @GET
  @Path("preview")
  public TemplateInstance preview(
      @QueryParam("provider") @Nullable String provider,
      @QueryParam("suppress") @Nullable String suppress) {
    Frame frame = desk.frame(Frame.Place.KEPT);
    ReaderText text = desk.text(frame);
    ErasureWish wish = ErasureWish.of(provider, suppress);
    CompletableFuture<Reply> told =
        neighbours.post(
            Neighbour.VAULT, ERASURES, CanonicalJson.text(wish.request().build().toJson()));
    PartyNames.Names called = names.fetch().join();
    Reply reply = told.join();
    return Templates.preview(
            frame,
            wish,
            GoingView.read(reply, called),
            new DoneNote(failure(reply), Words.of(text.locale()).of("problem", reply.problem())))
        .setLocale(frame.locale());
  }

  /** Erases what was shown, and nothing else: {@code confirm} stands for exactly that. */
  @POST
  @Path("now")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response erase(
      @FormParam("provider") @Nullable String provider,
      @FormParam("suppress") @Nullable String suppress,
      @FormParam("confirm") @Nullable String confirm) {
    ErasureWish wish = ErasureWish.of(provider, suppress);
    if (confirm == null || !confirm.matches("[A-Za-z0-9_-]{1,64}")) {
      return back(wish.previewPath());
    }
    JsonObject request = wish.request().confirm(confirm).build().toJson();
    Reply reply = neighbours.post(Neighbour.VAULT, ERASURES, CanonicalJson.text(request)).join();
    return failure(reply) == Done.NOT_FRESH
        ? back(wish.previewPath())
        : see(PAGE, reply, Done.ERASING);
  }

  /** Where the log-in leads that somebody had to do first: nothing was erased. */
  @GET
  @Path("now")
  public Response notErased() {
    return back(PAGE);
  }
}
