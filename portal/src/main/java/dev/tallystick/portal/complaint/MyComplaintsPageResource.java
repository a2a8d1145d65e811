package dev.tallystick.portal.complaint;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.portal.act.Done;
import dev.tallystick.portal.act.DoneNote;
import dev.tallystick.portal.act.FormResource;
import dev.tallystick.portal.call.Absence;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.PartyNames;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.ComplaintToFile;
import dev.tallystick.portal.document.HeldComplaints;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import dev.tallystick.portal.words.ReaderTexts;
import dev.tallystick.portal.words.Words;
import dev.tallystick.web.ReaderText;
import dev.tallystick.web.Written;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The reader's complaints to an authority: filing one, where each stands, and the answers. */
@Path("/me/complaints")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("citizen")
@Blocking
public class MyComplaintsPageResource extends FormResource {
  private static final String PAGE = "/me/complaints";
  private static final String COMPLAINTS = "/v1/me/complaints";
  private static final Pattern PARTY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern ENTRY =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  private static final int LONGEST = 4000;

  private final Frames frames;
  private final ReaderTexts texts;
  private final Neighbours neighbours;
  private final PartyNames names;

  MyComplaintsPageResource(
      Frames frames, ReaderTexts texts, Neighbours neighbours, PartyNames names) {
    this.frames = frames;
    this.texts = texts;
    this.neighbours = neighbours;
    this.names = names;
  }

  @CheckedTemplate(basePath = "complaint")
  static class Templates {
    private Templates() {}

    static native TemplateInstance mine(
        Frame frame,
        Part<List<ComplaintView>> list,
        Part<ComplaintForm> form,
        Optional<DoneNote> done);
  }

  /** All of them, the latest first, and the form. */
  @GET
  public TemplateInstance page(
      @QueryParam("against") @Nullable String against,
      @QueryParam("about") @Nullable String about,
      @QueryParam("done") @Nullable String done,
      @QueryParam("why") @Nullable String why) {
    Frame frame = frames.ofReader(Frame.Place.KEPT);
    ReaderText text = texts.in(frame.locale());
    CompletableFuture<Reply> complaints = neighbours.get(Neighbour.VAULT, COMPLAINTS);
    PartyNames.Names called = names.fetch().join();
    Part<List<ComplaintView>> list =
        complaints
            .join()
            .read(HeldComplaints.Partial::new)
            .map(
                held ->
                    held.complaints().stream()
                        .map(each -> ComplaintView.of(each, text, called))
                        .toList());
    Part<ComplaintForm> form =
        called.byId().isEmpty()
            ? Part.missing(Absence.AWAY)
            : Part.of(ComplaintForm.of(called, find(PARTY, against), find(ENTRY, about)));
    return Templates.mine(frame, list, form, DoneNote.of(done, why, Words.of(text.locale())))
        .setLocale(frame.locale());
  }

  /** Complains. */
  @POST
  @Path("filed")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response file(
      @FormParam("authority") @Nullable String authority,
      @FormParam("party") @Nullable String party,
      @FormParam("statement") @Nullable String statement,
      @FormParam("about") @Nullable String about) {
    Optional<String> to = find(PARTY, authority);
    Optional<String> against = find(PARTY, party);
    Optional<String> words = Written.of(statement, LONGEST);
    if (to.isEmpty() || against.isEmpty()) {
      return refused(PAGE, "COMPLAINT_PARTY_INVALID");
    }
    if (words.isEmpty()) {
      return refused(PAGE, "STATEMENT_MISSING");
    }
    JsonObject complaint =
        ComplaintToFile.builder()
            .authority(to.get())
            .against(against.get())
            .statement(words.get())
            .about(find(ENTRY, about).stream().toList())
            .build()
            .toJson();
    return see(
        PAGE,
        neighbours.post(Neighbour.VAULT, COMPLAINTS, CanonicalJson.text(complaint)).join(),
        Done.COMPLAINED);
  }

  /** Where the log-in leads that somebody had to do first: nothing was filed. */
  @GET
  @Path("filed")
  public Response notFiled() {
    return back(PAGE);
  }

  private static Optional<String> find(Pattern form, @Nullable String text) {
    return Optional.ofNullable(text).filter(each -> form.matcher(each).matches());
  }
}
