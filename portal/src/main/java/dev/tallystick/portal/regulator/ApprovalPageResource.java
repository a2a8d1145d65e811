package dev.tallystick.portal.regulator;

import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.ReaderToken;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.ProposedActs;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import dev.tallystick.portal.words.ReaderTexts;
import dev.tallystick.web.ReaderText;
import io.quarkus.oidc.OidcSession;
import io.quarkus.qute.CheckedTemplate;
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
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one person has proposed and another one has to approve, by a fresh log-in. */
@Path("/regulator/approvals")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("regulator")
@Blocking
public class ApprovalPageResource {
  private static final String PAGE = "/regulator/approvals";
  private static final String ID = "apr_[0-9a-f-]{36}";
  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Set<String> OUTCOMES =
      Set.of("approved", "refused", "own", "code", "away", "failed");

  private final Frames frames;
  private final ReaderTexts texts;
  private final Neighbours neighbours;
  private final ReaderToken token;
  private final OidcSession session;

  ApprovalPageResource(
      Frames frames,
      ReaderTexts texts,
      Neighbours neighbours,
      ReaderToken token,
      OidcSession session) {
    this.frames = frames;
    this.texts = texts;
    this.neighbours = neighbours;
    this.token = token;
    this.session = session;
  }

  @CheckedTemplate(basePath = "regulator")
  static class Templates {
    private Templates() {}

    static native TemplateInstance approvals(
        Frame frame, Part<List<ProposalView>> proposals, Optional<String> done);
  }

  /** What was proposed lately. */
  @GET
  public TemplateInstance page(@QueryParam("done") @Nullable String done) {
    Frame frame = frames.ofReader(Frame.Place.ELSEWHERE);
    ReaderText text = texts.in(frame.locale());
    Part<List<ProposalView>> proposals =
        neighbours
            .get(Neighbour.CONSENT, "/v1/approvals")
            .join()
            .read(ProposedActs.Partial::new)
            .map(
                answer ->
                    answer.approvals().stream().map(act -> ProposalView.of(act, text)).toList());
    return Templates.approvals(
            frame, proposals, Optional.ofNullable(done).filter(OUTCOMES::contains))
        .setLocale(frame.locale());
  }

  /**
   * Approves, by a log-in that is not older than five minutes; an older one is done again first.
   */
  @POST
  @Path("{id:" + ID + "}/approval")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response approve(@PathParam("id") String id) {
    return decide(id, "approval", "approved");
  }

  /** Refuses, or takes one's own proposal back. */
  @POST
  @Path("{id:" + ID + "}/refusal")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response refuse(@PathParam("id") String id) {
    return decide(id, "refusal", "refused");
  }

  /** Where the log-in leads that somebody had to do first: nothing was decided. */
  @GET
  @Path("{id:" + ID + "}/{act:approval|refusal}")
  public Response nothingDone(@PathParam("id") String id, @PathParam("act") String act) {
    return see(PAGE);
  }

  private Response decide(String id, String act, String good) {
    if (!isFresh()) {
      return logInAgain();
    }
    Reply reply = neighbours.post(Neighbour.CONSENT, "/v1/approvals/" + id + "/" + act, "").join();
    return see(PAGE + "?done=" + outcome(reply, good));
  }

  private boolean isFresh() {
    Instant least = texts.in(Locale.ENGLISH).now().minus(FRESH);
    return token.loggedInAt().filter(at -> at.isAfter(least)).isPresent();
  }

  /** Ends the session here, so that the way back to the page leads over the log-in. */
  private Response logInAgain() {
    session.logout().await().atMost(PATIENCE);
    NewCookie again =
        new NewCookie.Builder(LogInAgainFilter.COOKIE)
            .value("1")
            .path("/")
            .maxAge((int) FRESH.toSeconds())
            .httpOnly(true)
            .sameSite(NewCookie.SameSite.LAX)
            .build();
    return Response.seeOther(URI.create(PAGE)).cookie(again).build();
  }

  private static String outcome(Reply reply, String good) {
    if (reply.isGood()) {
      return good;
    }
    return switch (reply.problem()) {
      case "APPROVAL_BY_PROPOSER" -> "own";
      case "SECOND_FACTOR_REQUIRED" -> "code";
      default -> reply.status() >= 500 ? "away" : "failed";
    };
  }

  private static Response see(String path) {
    return Response.seeOther(URI.create(path)).build();
  }
}
