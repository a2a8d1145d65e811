package dev.tallystick.gateway.desk;

import dev.tallystick.gateway.notice.AnswerNotice;
import dev.tallystick.gateway.notice.NoticeAnswerJson;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows what the party was told to do, and answers it. */
@Path("/desk/notices")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"platform", "bureau", "lender", "manager"})
@Blocking
public class NoticePageResource extends DeskResource {
  private static final String PAGE = "/desk/notices";
  private static final String ID = "{id:[a-z]{3}_[0-9a-f-]{36}}";

  private final PageTools tools;
  private final AnswerNotice notices;

  NoticePageResource(PageTools tools, AnswerNotice notices) {
    this.tools = tools;
    this.notices = notices;
  }

  @CheckedTemplate(basePath = "desk")
  static class Templates {
    private Templates() {}

    static native TemplateInstance notices(
        DeskFrame frame,
        List<NoticeLine> waiting,
        List<NoticeLine> answered,
        Optional<DeskNote> note);
  }

  /** Those that wait, the most urgent first, and those that were answered. */
  @GET
  public TemplateInstance page(
      @QueryParam("done") @Nullable String done, @QueryParam("why") @Nullable String why) {
    DeskFrame frame = tools.frame(DeskFrame.Place.NOTICES);
    return Templates.notices(
            frame,
            NoticeLine.of(notices.list(false).notices(), tools.text(frame)),
            NoticeLine.of(notices.list(true).notices(), tools.text(frame)).stream()
                .filter(line -> !line.open())
                .toList(),
            DeskNote.of(done, why))
        .setLocale(frame.locale());
  }

  /** Answers one. */
  @POST
  @Path(ID + "/answer")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response answer(
      @PathParam("id") String id,
      @FormParam("answer") @Nullable String answer,
      @FormParam("text") @Nullable String text,
      @FormParam("route") @Nullable String route,
      @FormParam("corrections") @Nullable String corrections) {
    return act(
        PAGE,
        DeskDone.ANSWERED,
        () -> {
          List<String> entries =
              Stream.of(text(corrections).split("[\\s,]+"))
                  .filter(each -> !each.isEmpty())
                  .toList();
          NoticeAnswerJson said =
              tools.valid(
                  new NoticeAnswerJson(
                      filled(answer),
                      filled(text),
                      filled(route),
                      entries.isEmpty() ? null : entries));
          var unused =
              tools
                  .acts()
                  .once(
                      NoteAct.key(),
                      DeskActKind.ANSWER,
                      clerk -> notices.answer(id, said, clerk).notice());
          return PAGE;
        });
  }

  /** Where the log-in leads that somebody had to do first: nothing was answered. */
  @GET
  @Path(ID + "/answer")
  public Response nothingDone() {
    return see(PAGE);
  }
}
