package dev.tallystick.portal.session;

import dev.tallystick.web.LocalPath;
import io.quarkus.oidc.OidcSession;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A log-in of just now, which services ask for before what cannot be undone: the session here ends,
 * and the identity provider is told to ask for the password even if it knows the person ({@link
 * FreshLogInPrompt}).
 */
@Path(LogInAgainResource.PATH)
@RolesAllowed("**")
public class LogInAgainResource {
  static final String PATH = "/login/again";

  private final OidcSession session;

  LogInAgainResource(OidcSession session) {
    this.session = session;
  }

  /** Ends the session and begins a log-in. */
  @POST
  @Blocking
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response begin(@FormParam("to") @Nullable String to) {
    session.logout().await().indefinitely();
    String path = URLEncoder.encode(LocalPath.of(to).value(), StandardCharsets.UTF_8);
    return Response.seeOther(URI.create(PATH + "?to=" + path)).build();
  }

  /** Whoever gets here has just logged in. */
  @GET
  public Response done(@QueryParam("to") @Nullable String to) {
    return Response.seeOther(URI.create(LocalPath.of(to).value())).build();
  }
}
