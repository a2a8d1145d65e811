package dev.tallystick.portal.consent;

import dev.tallystick.portal.act.Done;
import dev.tallystick.portal.act.DoneNote;
import dev.tallystick.portal.act.FormResource;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.PartyNames;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.AskedConsents;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the reader is asked to agree to, with the whole text, and both answers side by side. */
@Path("/me/asked")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("citizen")
@Blocking
public class AskedConsentsResource extends FormResource {
  private static final String PAGE = "/me/asked";
  private static final String ASKS = "/v1/me/consent-requests";
  private static final String ID = "{id:crq_" + MyConsentsPageResource.UUID7 + "}";

  private final Frames frames;
  private final ReaderTexts texts;
  private final Neighbours neighbours;
  private final PartyNames names;

  AskedConsentsResource(Frames frames, ReaderTexts texts, Neighbours neighbours, PartyNames names) {
    this.frames = frames;
    this.texts = texts;
    this.neighbours = neighbours;
    this.names = names;
  }

  @CheckedTemplate(basePath = "consent")
  static class Templates {
    private Templates() {}

    static native TemplateInstance asked(
        Frame frame, Part<List<AskedConsentView>> list, Optional<DoneNote> done);
  }

  /** All open requests, the oldest first. */
  @GET
  public TemplateInstance list(
      @QueryParam("done") @Nullable String done, @QueryParam("why") @Nullable String why) {
    Frame frame = frames.ofReader(Frame.Place.CONSENT);
    ReaderText text = texts.in(frame.locale());
    CompletableFuture<Reply> asks = neighbours.get(Neighbour.CONSENT, ASKS);
    AskedConsentViews views = new AskedConsentViews(text, names.fetch().join());
    Part<List<AskedConsentView>> list =
        asks.join()
            .read(AskedConsents.Partial::new)
            .map(answer -> answer.authorizationDetails().stream().map(views::view).toList());
    return Templates.asked(frame, list, DoneNote.of(done, why, Words.of(text.locale())))
        .setLocale(frame.locale());
  }

  /** Agrees to exactly what was asked. */
  @POST
  @Path(ID + "/given")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response give(@PathParam("id") String id, @FormParam("warned") @Nullable String warned) {
    Reply asks = neighbours.get(Neighbour.CONSENT, ASKS).join();
    if (!asks.isGood()) {
      return see(PAGE, asks, Done.GIVEN);
    }
    Optional<String> consent =
        asks.read(AskedConsents.Partial::new).find().stream()
            .flatMap(answer -> answer.authorizationDetails().stream())
            .filter(asked -> asked.identifier().filter(id::equals).isPresent())
            .findFirst()
            .flatMap(asked -> AskedConsentViews.agreed(asked, warned != null));
    return consent
        .map(json -> neighbours.post(Neighbour.CONSENT, "/v1/consents", json).join())
        .map(reply -> see(reply.isGood() ? "/me/consents" : PAGE, reply, Done.GIVEN))
        .orElseGet(() -> back(PAGE));
  }

  /** Says no. */
  @POST
  @Path(ID + "/refused")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response refuse(@PathParam("id") String id) {
    return see(
        PAGE,
        neighbours.post(Neighbour.CONSENT, "/v1/consent-requests/" + id + "/refusal", "").join(),
        Done.SAID_NO);
  }

  /** Where the log-in leads that somebody had to do first: nothing was answered. */
  @GET
  @Path(ID + "/{act:given|refused}")
  public Response notAnswered(@PathParam("id") String id) {
    return back(PAGE);
  }
}
