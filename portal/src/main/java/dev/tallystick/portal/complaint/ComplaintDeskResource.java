package dev.tallystick.portal.complaint;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.portal.act.Done;
import dev.tallystick.portal.act.DoneNote;
import dev.tallystick.portal.act.FormResource;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.PartyNames;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.ComplaintAnswer;
import dev.tallystick.portal.document.HeldComplaints;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.words.Words;
import dev.tallystick.web.ReaderText;
import dev.tallystick.web.Written;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Complaints that wait for whoever reads: the authority accepts and decides, a company says
 * something to one about it, once. A company's clerk names the case before anything is shown.
 */
@Path("/complaints")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"regulator", "platform", "bureau", "lender"})
@Blocking
public class ComplaintDeskResource extends FormResource {
  private static final String PAGE = "/complaints";
  private static final String COMPLAINTS = "/v1/complaints";
  private static final String ID = "{id:cmp_[0-9a-f-]{36}}";
  private static final Pattern TICKET = Pattern.compile("[A-Za-z0-9._:/-]{1,64}");
  private static final Set<String> OUTCOMES = Set.of("UPHELD", "PARTLY_UPHELD", "REJECTED");
  private static final int LONGEST = 4000;

  private final SecurityIdentity reader;
  private final DeskTools tools;

  ComplaintDeskResource(SecurityIdentity reader, DeskTools tools) {
    this.reader = reader;
    this.tools = tools;
  }

  @CheckedTemplate(basePath = "complaint")
  static class Templates {
    private Templates() {}

    static native TemplateInstance desk(
        Frame frame, boolean authority, Part<List<ComplaintView>> list, Optional<DoneNote> done);

    static native TemplateInstance look(Frame frame, Optional<DoneNote> done);
  }

  /** What waits for the authority; a clerk is asked for the case first. */
  @GET
  public TemplateInstance page(
      @QueryParam("done") @Nullable String done, @QueryParam("why") @Nullable String why) {
    Frame frame = tools.frame();
    Optional<DoneNote> note = DoneNote.of(done, why, Words.of(frame.locale()));
    return isAuthority()
        ? desk(frame, Map.of(), note)
        : Templates.look(frame, note).setLocale(frame.locale());
  }

  /** What waits for a clerk's company. The number of the case stands in no address. */
  @POST
  @Path("opened")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response open(@FormParam("ticket") @Nullable String ticket) {
    if (ticket == null || !TICKET.matcher(ticket.strip()).matches()) {
      return refused(PAGE, "STAFF_PURPOSE_REQUIRED");
    }
    Map<String, String> reason =
        Map.of(
            "Staff-Manner", "SCREEN",
            "Staff-Purpose", "COMPLAINT_HANDLING",
            "Staff-Ticket", ticket.strip());
    Frame frame = tools.frame().leadingBackTo(PAGE);
    return Response.ok(desk(frame, reason, Optional.empty()).render(), MediaType.TEXT_HTML_TYPE)
        .build();
  }

  private TemplateInstance desk(Frame frame, Map<String, String> reason, Optional<DoneNote> done) {
    ReaderText text = tools.text(frame);
    CompletableFuture<Reply> waiting = tools.neighbours().get(Neighbour.VAULT, COMPLAINTS, reason);
    PartyNames.Names called = tools.names().fetch().join();
    Part<List<ComplaintView>> list =
        waiting
            .join()
            .read(HeldComplaints.Partial::new)
            .map(
                held ->
                    held.complaints().stream()
                        .map(each -> ComplaintView.of(each, text, called))
                        .toList());
    return Templates.desk(frame, isAuthority(), list, done).setLocale(frame.locale());
  }

  /** The authority accepts one: its term begins. */
  @POST
  @Path(ID + "/acceptance")
  @RolesAllowed("regulator")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response accept(@PathParam("id") String id) {
    return see(
        PAGE,
        tools.neighbours().post(Neighbour.VAULT, COMPLAINTS + "/" + id + "/acceptance", "").join(),
        Done.COMPLAINT_ACCEPTED);
  }

  /** The authority decides, or the company says something. */
  @POST
  @Path(ID + "/answer")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response answer(
      @PathParam("id") String id,
      @FormParam("outcome") @Nullable String outcome,
      @FormParam("statement") @Nullable String statement) {
    Optional<String> words = Written.of(statement, LONGEST);
    boolean unclear = isAuthority() && (outcome == null || !OUTCOMES.contains(outcome));
    if (words.isEmpty() || unclear) {
      return refused(PAGE, "COMPLAINT_ANSWER_INVALID");
    }
    ComplaintAnswer answer =
        new ComplaintAnswer(
            words.get(), Optional.ofNullable(outcome).filter(code -> isAuthority()));
    return see(
        PAGE,
        tools
            .neighbours()
            .post(
                Neighbour.VAULT,
                COMPLAINTS + "/" + id + "/answer",
                CanonicalJson.text(answer.toJson()))
            .join(),
        isAuthority() ? Done.COMPLAINT_DECIDED : Done.COMPLAINT_REPLIED);
  }

  /** Where the log-in leads that somebody had to do first: nothing was looked at. */
  @GET
  @Path("opened")
  public Response notOpened() {
    return back(PAGE);
  }

  /** The same for acts: nothing was done. */
  @GET
  @Path(ID + "/{act:acceptance|answer}")
  public Response nothingDone() {
    return back(PAGE);
  }

  private boolean isAuthority() {
    return reader.hasRole("regulator");
  }
}
