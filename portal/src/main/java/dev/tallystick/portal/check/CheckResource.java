package dev.tallystick.portal.check;

import dev.tallystick.portal.call.FetchLogPolicy;
import dev.tallystick.portal.call.ReaderToken;
import dev.tallystick.portal.frame.ErrorPages;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import dev.tallystick.web.ErrorKind;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Checking without believing: the reader's own list, and anybody's receipt. */
@Path("/")
@Blocking
public class CheckResource {
  private final Frames frames;
  private final FetchLogPolicy policy;
  private final ReaderToken token;
  private final FetchUsageFile file;
  private final ErrorPages errors;

  CheckResource(
      Frames frames,
      FetchLogPolicy policy,
      ReaderToken token,
      FetchUsageFile file,
      ErrorPages errors) {
    this.frames = frames;
    this.policy = policy;
    this.token = token;
    this.file = file;
    this.errors = errors;
  }

  @CheckedTemplate(basePath = "check")
  static class Templates {
    private Templates() {}

    static native TemplateInstance own(Frame frame, String policy, String subject);

    static native TemplateInstance receipt(Frame frame, String policy);
  }

  /** The reader's own list. */
  @GET
  @Path("me/check")
  @Produces(MediaType.TEXT_HTML)
  @RolesAllowed("citizen")
  public TemplateInstance own() {
    Frame frame = frames.ofReader(Frame.Place.CHECK);
    return Templates.own(frame, policyText(), token.subject().orElse("")).setLocale(frame.locale());
  }

  /** The list with all its proofs, as one file: for the page's check, and to be taken along. */
  @GET
  @Path("me/usage.json")
  @RolesAllowed("citizen")
  public Response download() {
    Optional<byte[]> pages = file.fetch();
    return pages
        .map(
            json ->
                Response.ok(json, MediaType.APPLICATION_JSON)
                    .header("Content-Disposition", "attachment; filename=\"my.usage.json\"")
                    .build())
        .orElseGet(
            () ->
                Response.status(ErrorKind.AWAY.status())
                    .type(MediaType.TEXT_HTML)
                    .entity(errors.page(ErrorKind.AWAY))
                    .build());
  }

  /** Anybody's receipt. */
  @GET
  @Path("receipt")
  @Produces(MediaType.TEXT_HTML)
  @PermitAll
  public TemplateInstance receipt() {
    Frame frame = frames.ofPublicPage(Frame.Place.LOG);
    return Templates.receipt(frame, policyText()).setLocale(frame.locale());
  }

  private String policyText() {
    return policy.fetch().join().map(FetchLogPolicy.Published::text).orElse("");
  }
}
