package dev.tallystick.portal.consent;

import dev.tallystick.portal.act.Done;
import dev.tallystick.portal.act.DoneNote;
import dev.tallystick.portal.act.FormResource;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.PartyNames;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.HeldConsents;
import dev.tallystick.portal.document.ShownNotice;
import dev.tallystick.portal.document.StopAnswer;
import dev.tallystick.portal.document.ToldStops;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import dev.tallystick.portal.words.ReaderTexts;
import dev.tallystick.portal.words.Words;
import dev.tallystick.web.ReaderText;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateData;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
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

/** What the reader allowed, withdrawing it, and who has to stop then. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("citizen")
@Blocking
public class MyConsentsPageResource extends FormResource {
  static final String UUID7 = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  private final Frames frames;
  private final ReaderTexts texts;
  private final Neighbours neighbours;
  private final PartyNames names;

  MyConsentsPageResource(
      Frames frames, ReaderTexts texts, Neighbours neighbours, PartyNames names) {
    this.frames = frames;
    this.texts = texts;
    this.neighbours = neighbours;
    this.names = names;
  }

  @CheckedTemplate(basePath = "consent")
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(
        Frame frame, Part<List<ConsentView>> list, Optional<DoneNote> done);

    static native TemplateInstance notice(Frame frame, Part<ShownNotice.Partial> notice);

    static native TemplateInstance stops(Frame frame, Part<Stops> list, Optional<DoneNote> done);
  }

  /** Those who have to stop. */
  @TemplateData
  public record Stops(List<StopView> all) {
    /** Copies the list. */
    public Stops {
      all = List.copyOf(all);
    }

    /** How many they are. */
    public long count() {
      return all.size();
    }

    /** How many have confirmed that they did. */
    public long done() {
      return all.stream().filter(StopView::done).count();
    }
  }

  /** All consents. */
  @GET
  @Path("me/consents")
  public TemplateInstance list(
      @QueryParam("done") @Nullable String done, @QueryParam("why") @Nullable String why) {
    Frame frame = frames.ofReader(Frame.Place.CONSENT);
    ReaderText text = texts.in(frame.locale());
    CompletableFuture<Reply> consents = neighbours.get(Neighbour.CONSENT, "/v1/me/consents");
    PartyNames.Names called = names.fetch().join();
    Part<List<ConsentView>> list =
        consents.join().read(HeldConsents.Partial::new).map(new ConsentViews(text, called)::of);
    return Templates.list(frame, list, DoneNote.of(done, why, Words.of(text.locale())))
        .setLocale(frame.locale());
  }

  /** Takes one back, and says what happens next. */
  @POST
  @Path("me/consents/{id:con_" + UUID7 + "}/withdrawal")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response withdraw(@PathParam("id") String id) {
    Reply reply =
        neighbours.post(Neighbour.CONSENT, "/v1/consents/" + id + "/withdrawal", "").join();
    boolean pending =
        reply
            .read(StopAnswer.Partial::new)
            .find()
            .flatMap(StopAnswer.Partial::status)
            .filter("PENDING"::equals)
            .isPresent();
    Done good = pending ? Done.PENDING : Done.WITHDRAWN;
    return see(reply.isGood() ? "/me/stops" : "/me/consents", reply, good);
  }

  /** Where the log-in leads that somebody had to do first: nothing was withdrawn. */
  @GET
  @Path("me/consents/{id:con_" + UUID7 + "}/withdrawal")
  public Response notWithdrawn(@PathParam("id") String id) {
    return back("/me/consents");
  }

  /** The text that was shown before a consent. */
  @GET
  @Path("me/notices/{id:ntc_" + UUID7 + "}")
  public TemplateInstance notice(@PathParam("id") String id) {
    Frame frame = frames.ofReader(Frame.Place.CONSENT);
    Part<ShownNotice.Partial> notice =
        neighbours
            .get(Neighbour.CONSENT, "/v1/notices/" + id)
            .join()
            .read(ShownNotice.Partial::new);
    return Templates.notice(frame, notice).setLocale(frame.locale());
  }

  /** Who has to stop, and what they have answered. */
  @GET
  @Path("me/stops")
  public TemplateInstance stops(
      @QueryParam("done") @Nullable String done, @QueryParam("why") @Nullable String why) {
    Frame frame = frames.ofReader(Frame.Place.CONSENT);
    ReaderText text = texts.in(frame.locale());
    CompletableFuture<Reply> notices = neighbours.get(Neighbour.CONSENT, "/v1/me/stop-notices");
    PartyNames.Names called = names.fetch().join();
    Part<Stops> list =
        notices
            .join()
            .read(ToldStops.Partial::new)
            .map(
                told ->
                    new Stops(
                        told.notices().stream()
                            .map(each -> StopView.of(each, text, called))
                            .toList()));
    return Templates.stops(frame, list, DoneNote.of(done, why, Words.of(text.locale())))
        .setLocale(frame.locale());
  }
}
