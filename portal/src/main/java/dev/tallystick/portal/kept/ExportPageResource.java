package dev.tallystick.portal.kept;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.portal.act.Done;
import dev.tallystick.portal.act.DoneNote;
import dev.tallystick.portal.act.FormResource;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.ExportToMake;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import dev.tallystick.portal.words.Words;
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
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Taking along what is kept, as a file. */
@Path("/me/export")
@RolesAllowed("citizen")
@Blocking
public class ExportPageResource extends FormResource {
  private static final String PAGE = "/me/export";
  private static final Pattern RECORD = Pattern.compile("rec_[0-9a-f-]{36}");

  private final Frames frames;
  private final Neighbours neighbours;

  ExportPageResource(Frames frames, Neighbours neighbours) {
    this.frames = frames;
    this.neighbours = neighbours;
  }

  @CheckedTemplate(basePath = "kept")
  static class Templates {
    private Templates() {}

    static native TemplateInstance export(Frame frame, Optional<DoneNote> done);
  }

  /** What an export is, and the button. */
  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(
      @QueryParam("done") @Nullable String done, @QueryParam("why") @Nullable String why) {
    Frame frame = frames.ofReader(Frame.Place.KEPT);
    return Templates.export(frame, DoneNote.of(done, why, Words.of(frame.locale())))
        .setLocale(frame.locale());
  }

  /** The file, byte for byte as data-vault gives it: the log has its digest. */
  @POST
  @Path("file")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response file(@FormParam("after") @Nullable String after) {
    ExportToMake wish =
        new ExportToMake(
            Optional.ofNullable(after)
                .map(String::strip)
                .filter(number -> RECORD.matcher(number).matches()));
    Reply reply =
        neighbours
            .post(Neighbour.VAULT, "/v1/me/exports", CanonicalJson.text(wish.toJson()))
            .join();
    if (!reply.isGood()) {
      return see(PAGE, reply, Done.ASKED);
    }
    return Response.ok(reply.bytes(), MediaType.APPLICATION_JSON)
        .header("Content-Disposition", "attachment; filename=\"my.records.json\"")
        .build();
  }

  /** Where the log-in leads that somebody had to do first. */
  @GET
  @Path("file")
  public Response noFile() {
    return back(PAGE);
  }
}
