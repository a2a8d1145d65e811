package dev.tallystick.gateway.desk;

import dev.tallystick.web.OpenPage;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The address of the gateway itself leads to the pages. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class DeskEntryResource implements OpenPage {
  /** Leads on. */
  @GET
  @PermitAll
  public Response first() {
    return Response.seeOther(URI.create("/desk")).build();
  }
}
