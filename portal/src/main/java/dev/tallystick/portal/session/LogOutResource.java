package dev.tallystick.portal.session;

import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/**
 * The way out. The POST is answered by the OIDC extension, which ends the session here and at the
 * identity provider; a link from elsewhere cannot do it, because it would be a GET.
 */
@Path("/logout")
public class LogOutResource {
  private final Frames frames;

  LogOutResource(Frames frames) {
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "session")
  static class Templates {
    private Templates() {}

    static native TemplateInstance logout(Frame frame);
  }

  /** Asks. */
  @GET
  @Produces(MediaType.TEXT_HTML)
  @PermitAll
  public TemplateInstance page() {
    Frame frame = frames.ofAnybody(Frame.Place.ELSEWHERE);
    return Templates.logout(frame).setLocale(frame.locale());
  }

  /** Logs out. Who gets here has no session that could be ended. */
  @POST
  @Path("now")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed("**")
  public Response logOut() {
    return back();
  }

  /** Where the log-in leads that somebody had to do first. */
  @GET
  @Path("now")
  @PermitAll
  public Response back() {
    return Response.seeOther(URI.create("/")).build();
  }
}
