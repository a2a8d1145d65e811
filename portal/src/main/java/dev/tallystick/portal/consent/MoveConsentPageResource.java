package dev.tallystick.portal.consent;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.portal.act.Done;
import dev.tallystick.portal.act.DoneNote;
import dev.tallystick.portal.act.FormResource;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.PartyNames;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.ConsentToMove;
import dev.tallystick.portal.document.GivenNotice;
import dev.tallystick.portal.document.HeldConsents;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import dev.tallystick.portal.words.ReaderTexts;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Moving a consent to another bureau: the text for each that could take it, and one click. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("citizen")
@Blocking
public class MoveConsentPageResource extends FormResource {
  private static final String ALL = "/me/consents";
  private static final String ONE = "me/consents/{id:con_" + MyConsentsPageResource.UUID7 + "}";
  private static final String CONSENTS = "/v1/me/consents";

  private final Frames frames;
  private final ReaderTexts texts;
  private final Neighbours neighbours;
  private final PartyNames names;

  MoveConsentPageResource(
      Frames frames, ReaderTexts texts, Neighbours neighbours, PartyNames names) {
    this.frames = frames;
    this.texts = texts;
    this.neighbours = neighbours;
    this.names = names;
  }

  @CheckedTemplate(basePath = "consent")
  static class Templates {
    private Templates() {}

    static native TemplateInstance move(
        Frame frame, Part<Optional<MoveView>> move, Optional<DoneNote> done);
  }

  /** The consent, and the bureaus that it can go to. */
  @GET
  @Path(ONE + "/bureaus")
  public TemplateInstance choose(
      @PathParam("id") String id,
      @QueryParam("done") @Nullable String done,
      @QueryParam("why") @Nullable String why) {
    Frame frame = frames.ofReader(Frame.Place.CONSENT);
    ReaderText text = texts.in(frame.locale());
    CompletableFuture<Reply> consents = neighbours.get(Neighbour.CONSENT, CONSENTS);
    MoveViews views = new MoveViews(text, names.fetch().join());
    Part<Optional<MoveView>> move =
        consents
            .join()
            .read(HeldConsents.Partial::new)
            .map(all -> views.find(all, id).map(found -> views.view(found, id)));
    return Templates.move(frame, move, DoneNote.of(done, why, Words.of(text.locale())))
        .setLocale(frame.locale());
  }

  /** Keeps the text that was shown, and moves the consent on it. */
  @POST
  @Path(ONE + "/move")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response move(@PathParam("id") String id, @FormParam("to") @Nullable String to) {
    String page = ALL + "/" + id + "/bureaus";
    Reply consents = neighbours.get(Neighbour.CONSENT, CONSENTS).join();
    if (!consents.isGood()) {
      return see(page, consents, Done.MOVED);
    }
    PartyNames.Names called = names.fetch().join();
    MoveViews views =
        new MoveViews(texts.in(frames.ofReader(Frame.Place.CONSENT).locale()), called);
    Optional<MovableConsent> found =
        consents.read(HeldConsents.Partial::new).find().flatMap(all -> views.find(all, id));
    if (to == null || found.isEmpty() || !found.get().choices(called).contains(to)) {
      return refused(page, "CONSENT_NOT_MOVABLE");
    }
    Reply shown =
        neighbours.post(Neighbour.CONSENT, "/v1/notices", views.notice(found.get(), to)).join();
    Optional<String> notice =
        shown.read(GivenNotice.Partial::new).find().flatMap(GivenNotice.Partial::notice);
    if (notice.isEmpty()) {
      return shown.isGood() ? done(page, Done.FAILED) : see(page, shown, Done.MOVED);
    }
    return move(id, to, notice.get());
  }

  private Response move(String id, String to, String notice) {
    String json = CanonicalJson.text(new ConsentToMove(to, notice).toJson());
    Reply reply = neighbours.post(Neighbour.CONSENT, "/v1/consents/" + id + "/move", json).join();
    if (failure(reply) == Done.FAILED && !reply.isGood()) {
      // It may be moved all the same, once the log answers.
      return done(ALL, Done.MOVE_OPEN);
    }
    return see(reply.isGood() ? ALL : ALL + "/" + id + "/bureaus", reply, Done.MOVED);
  }

  /** Where the log-in leads that somebody had to do first: nothing was moved. */
  @GET
  @Path(ONE + "/move")
  public Response notMoved(@PathParam("id") String id) {
    return back(ALL + "/" + id + "/bureaus");
  }
}
