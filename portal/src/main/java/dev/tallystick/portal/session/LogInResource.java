package dev.tallystick.portal.session;

import dev.tallystick.portal.frame.ErrorPages;
import dev.tallystick.web.ErrorKind;
import dev.tallystick.web.LocalPath;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The way in. Who has no session is sent to the identity provider's page before these answer. */
@Path("/")
public class LogInResource {
  private final SecurityIdentity reader;
  private final ErrorPages errors;

  LogInResource(SecurityIdentity reader, ErrorPages errors) {
    this.reader = reader;
    this.errors = errors;
  }

  /** Logs in and leads to a page of this portal. */
  @GET
  @Path("login")
  @RolesAllowed("**")
  public Response logIn(@QueryParam("to") @Nullable String to) {
    return to == null ? own() : see(LocalPath.of(to).value());
  }

  /** Where the identity provider sends people back to; who comes here by hand is led on. */
  @GET
  @Path("login/callback")
  @RolesAllowed("**")
  public Response back() {
    return own();
  }

  /** The identity provider has refused, or the person has turned back. */
  @GET
  @Path("login/failed")
  @Produces(MediaType.TEXT_HTML)
  @PermitAll
  public Response failed() {
    return Response.status(ErrorKind.LOG_IN_FAILED.status())
        .entity(errors.page(ErrorKind.LOG_IN_FAILED))
        .build();
  }

  /** The first page of whoever has logged in. */
  @GET
  @Path("me")
  @RolesAllowed("**")
  public Response own() {
    if (reader.hasRole("citizen")) {
      return see("/me/usage");
    }
    if (reader.hasRole("regulator")) {
      return see("/regulator");
    }
    if (reader.hasRole("auditor")) {
      return see("/auditor");
    }
    boolean company =
        reader.hasRole("platform") || reader.hasRole("bureau") || reader.hasRole("lender");
    return see(company ? "/complaints" : "/");
  }

  private static Response see(String path) {
    return Response.seeOther(URI.create(path)).build();
  }
}
