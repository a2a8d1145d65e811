package dev.tallystick.portal.usage;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.portal.act.Done;
import dev.tallystick.portal.act.DoneNote;
import dev.tallystick.portal.act.FormResource;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.PartyNames;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.ObjectionToFile;
import dev.tallystick.portal.document.ToldLineage;
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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** "That was not me": objecting to a report that somebody bought in the reader's name. */
@Path("/me/disputes")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("citizen")
@Blocking
public class DisputeResource extends FormResource {
  private static final String ID =
      "{event:[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}}";
  private static final Pattern PARTY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final int LONGEST = 1000;

  /** Who bought, and who sold. */
  private static final int MOST_PARTIES = 2;

  private final Frames frames;
  private final ReaderTexts texts;
  private final Neighbours neighbours;
  private final PartyNames names;

  DisputeResource(Frames frames, ReaderTexts texts, Neighbours neighbours, PartyNames names) {
    this.frames = frames;
    this.texts = texts;
    this.neighbours = neighbours;
    this.names = names;
  }

  @CheckedTemplate(basePath = "usage")
  static class Templates {
    private Templates() {}

    static native TemplateInstance dispute(
        Frame frame, String event, Part<DisputedView> disputed, Optional<DoneNote> done);
  }

  /** What was bought, and who can be asked to answer for it. */
  @GET
  @Path(ID)
  public TemplateInstance page(
      @PathParam("event") String event,
      @QueryParam("done") @Nullable String done,
      @QueryParam("why") @Nullable String why) {
    Frame frame = frames.ofReader(Frame.Place.USAGE);
    ReaderText text = texts.in(frame.locale());
    CompletableFuture<Reply> lineage = neighbours.get(Neighbour.AUDIT, "/v1/lineage/" + event);
    PartyNames.Names called = names.fetch().join();
    Part<DisputedView> disputed =
        lineage
            .join()
            .read(ToldLineage.Partial::new)
            .map(told -> DisputedView.of(told, text, called));
    return Templates.dispute(
            frame, event, disputed, DoneNote.of(done, why, Words.of(text.locale())))
        .setLocale(frame.locale());
  }

  /** Objects: each party that was chosen has to answer within the term. */
  @POST
  @Path(ID + "/filed")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response file(
      @PathParam("event") String event,
      @FormParam("party") @Nullable List<String> parties,
      @FormParam("statement") @Nullable String statement) {
    Set<String> chosen = new LinkedHashSet<>();
    Optional.ofNullable(parties).orElse(List.of()).stream()
        .filter(party -> PARTY.matcher(party).matches())
        .limit(MOST_PARTIES)
        .forEach(chosen::add);
    Optional<String> words = Written.of(statement, LONGEST);
    if (chosen.isEmpty() || words.isEmpty()) {
      return back(page(event));
    }
    Reply last = Reply.none();
    for (String party : chosen) {
      JsonObject objection =
          ObjectionToFile.builder()
              .party(party)
              .releases(List.of(event))
              .statement(words.get())
              .build()
              .toJson();
      last =
          neighbours
              .post(Neighbour.VAULT, "/v1/me/objections", CanonicalJson.text(objection))
              .join();
      if (!last.isGood()) {
        break;
      }
    }
    return see(last.isGood() ? "/me/objections" : page(event), last, Done.OBJECTED);
  }

  /** Where the log-in leads that somebody had to do first: nothing was filed. */
  @GET
  @Path(ID + "/filed")
  public Response notFiled(@PathParam("event") String event) {
    return back(page(event));
  }

  private static String page(String event) {
    return "/me/disputes/" + event;
  }
}
