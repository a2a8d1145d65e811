package dev.tallystick.gateway.desk;

import dev.tallystick.web.OpenPage;
import jakarta.annotation.security.PermitAll;
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
 * identity provider.
 */
@Path("/desk/logout/now")
@Produces(MediaType.TEXT_HTML)
public class DeskLogOutResource implements OpenPage {
  /** Who gets here has no session that could be ended. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @PermitAll
  public Response logOut() {
    return notLoggedOut();
  }

  /** Where the log-in leads that somebody had to do first. */
  @GET
  @PermitAll
  public Response notLoggedOut() {
    return Response.seeOther(URI.create("/desk")).build();
  }
}
