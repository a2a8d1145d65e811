package dev.tallystick.web;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Remembers the language that a reader has chosen, and leads back. */
@Path("/language")
public class LanguageResource implements OpenPage {
  private static final int A_YEAR = 31_536_000;

  /** Chooses. */
  @GET
  @Path("{code}")
  @PermitAll
  public Response choose(
      @PathParam("code") String code, @QueryParam("back") @Nullable String back) {
    Locale locale = Languages.find(code).orElseThrow(NotFoundException::new);
    NewCookie cookie =
        new NewCookie.Builder(Languages.COOKIE)
            .value(locale.getLanguage())
            .path("/")
            .maxAge(A_YEAR)
            .httpOnly(true)
            .sameSite(NewCookie.SameSite.LAX)
            .build();
    return Response.seeOther(URI.create(LocalPath.of(back).value())).cookie(cookie).build();
  }
}
