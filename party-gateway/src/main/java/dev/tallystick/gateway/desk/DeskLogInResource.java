package dev.tallystick.gateway.desk;

import dev.tallystick.web.ErrorKind;
import dev.tallystick.web.OpenPage;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Where the identity provider sends people back to. The OIDC extension logs in before these. */
@Path("/desk/login")
@Produces(MediaType.TEXT_HTML)
public class DeskLogInResource implements OpenPage {
  /** Who comes here by hand is led on. */
  @GET
  @Path("callback")
  @PermitAll
  public Response back() {
    return Response.seeOther(URI.create("/desk")).build();
  }

  /** The identity provider has refused, or the person has turned back. */
  @GET
  @Path("failed")
  @PermitAll
  public Response failed() {
    return Response.status(ErrorKind.LOG_IN_FAILED.status()).build();
  }
}
