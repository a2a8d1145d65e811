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
import dev.tallystick.portal.document.HeldRights;
import dev.tallystick.portal.document.RightToAsk;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asking a company for a right, and what it has answered. */
@Path("/me/rights")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("citizen")
@Blocking
public class RightsPageResource extends FormResource {
  private static final String PAGE = "/me/rights";
  private static final List<String> KINDS =
      List.of("ACCESS", "CORRECTION", "EXPLANATION", "ERASURE", "RESTRICTION", "PORTABILITY");
  private static final Pattern PARTY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private final RightsDesk desk;
  private final Neighbours neighbours;
  private final PartyNames names;

  RightsPageResource(RightsDesk desk, Neighbours neighbours, PartyNames names) {
    this.desk = desk;
    this.neighbours = neighbours;
    this.names = names;
  }

  @CheckedTemplate(basePath = "right")
  static class Templates {
    private Templates() {}

    static native TemplateInstance rights(
        Frame frame, Part<List<RightView>> list, Choices choices, Optional<DoneNote> done);
  }

  /** A right in words. */
  public record Kind(String code, String name) {}

  /** What the form offers. */
  public record Choices(List<Kind> kinds, List<PartyChoice> parties) {
    /** Copies the lists. */
    public Choices {
      kinds = List.copyOf(kinds);
      parties = List.copyOf(parties);
    }
  }

  /** What was asked for, the latest first, and the form. */
  @GET
  public TemplateInstance page(
      @QueryParam("done") @Nullable String done, @QueryParam("why") @Nullable String why) {
    Frame frame = desk.frame(Frame.Place.KEPT);
    ReaderText text = desk.text(frame);
    CompletableFuture<Reply> rights = neighbours.get(Neighbour.CONSENT, "/v1/me/rights");
    PartyNames.Names called = names.fetch().join();
    Part<List<RightView>> list =
        rights.join().read(HeldRights.Partial::new).map(held -> views(held, text, called));
    Choices choices =
        new Choices(
            KINDS.stream()
                .map(code -> new Kind(code, Words.of(text.locale()).of("right", code)))
                .toList(),
            PartyChoice.of(called));
    return Templates.rights(frame, list, choices, DoneNote.of(done, why, Words.of(text.locale())))
        .setLocale(frame.locale());
  }

  private static List<RightView> views(
      HeldRights.Partial held, ReaderText text, PartyNames.Names called) {
    List<RightView> views = new ArrayList<>();
    held.rights().forEach(each -> views.add(RightView.of(each, text, called)));
    Collections.reverse(views);
    return views;
  }

  /** Asks. */
  @POST
  @Path("asked")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response ask(
      @FormParam("kind") @Nullable String kind, @FormParam("party") @Nullable String party) {
    if (kind == null || !KINDS.contains(kind) || party == null || !PARTY.matcher(party).matches()) {
      return back(PAGE);
    }
    JsonObject request = new RightToAsk(kind, party).toJson();
    return see(
        PAGE,
        neighbours.post(Neighbour.CONSENT, "/v1/rights", CanonicalJson.text(request)).join(),
        Done.ASKED);
  }

  /** Where the log-in leads that somebody had to do first: nobody was asked. */
  @GET
  @Path("asked")
  public Response notAsked() {
    return back(PAGE);
  }
}
