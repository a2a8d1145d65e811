package dev.tallystick.portal.kept;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.portal.act.Done;
import dev.tallystick.portal.act.FormResource;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.document.ObjectionToFile;
import dev.tallystick.portal.document.StatementToAdd;
import dev.tallystick.web.Written;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the reader does about a record: object to it, say something beside it, have it rest. */
@Path("/me/records")
@RolesAllowed("citizen")
@Blocking
public class RecordActsResource extends FormResource {
  private static final int LONGEST_STATEMENT = 500;
  private static final int LONGEST_OBJECTION = 1000;

  private final Neighbours neighbours;

  RecordActsResource(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  /** Objects, and says what would be right: whoever has deposited it answers within the term. */
  @POST
  @Path(RecordNumbers.ID + "/objection")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response object(
      @PathParam("id") String id, @FormParam("statement") @Nullable String statement) {
    Optional<String> words = Written.of(statement, LONGEST_OBJECTION);
    if (words.isEmpty()) {
      return back(page(id));
    }
    JsonObject objection =
        ObjectionToFile.builder().records(List.of(id)).statement(words.get()).build().toJson();
    var reply =
        neighbours.post(Neighbour.VAULT, "/v1/me/objections", CanonicalJson.text(objection)).join();
    return see(reply.isGood() ? "/me/objections" : page(id), reply, Done.OBJECTED);
  }

  /** Says something that travels with the record; nothing takes it off. */
  @POST
  @Path(RecordNumbers.ID + "/statement")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response state(@PathParam("id") String id, @FormParam("text") @Nullable String text) {
    Optional<String> words = Written.of(text, LONGEST_STATEMENT);
    return see(
        page(id),
        neighbours
            .post(
                Neighbour.VAULT,
                "/v1/me/records/" + id + "/statement",
                CanonicalJson.text(new StatementToAdd(words).toJson()))
            .join(),
        words.isPresent() ? Done.STATED : Done.UNSTATED);
  }

  /** Has it kept and not used, or used again. */
  @POST
  @Path(RecordNumbers.ID + "/restriction")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response restrict(
      @PathParam("id") String id, @FormParam("restricted") @Nullable String restricted) {
    boolean rests = "yes".equals(restricted);
    return see(
        page(id),
        neighbours
            .post(
                Neighbour.VAULT,
                "/v1/me/records/" + id + "/restriction",
                "{\"restricted\":" + rests + "}")
            .join(),
        rests ? Done.RESTRICTED : Done.UNRESTRICTED);
  }

  /** Where the log-in leads that somebody had to do first: nothing was done. */
  @GET
  @Path(RecordNumbers.ID + "/{act:objection|statement|restriction}")
  public Response nothingDone(@PathParam("id") String id) {
    return back(page(id));
  }

  private static String page(String id) {
    return "/me/records/" + id;
  }
}
