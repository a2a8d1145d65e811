package dev.tallystick.portal.auditor;

import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import dev.tallystick.web.CrossSiteFilter;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Evidence bundles, which {@code tally verify} checks without a network. */
@Path("/auditor")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"auditor", "regulator"})
@Blocking
public class BundleResource {
  private final Frames frames;
  private final BundleDesk desk;

  BundleResource(Frames frames, BundleDesk desk) {
    this.frames = frames;
    this.desk = desk;
  }

  @CheckedTemplate(basePath = "auditor")
  static class Templates {
    private Templates() {}

    static native TemplateInstance nobundle(Frame frame, NoBundle reason, LineageAsk ask);
  }

  /** The bundle of what a lineage's page is about, or a page that says why there is none. */
  @GET
  @Path("lineage/bundle")
  public Response bundle(
      @Context UriInfo uri, @HeaderParam("Sec-Fetch-Site") @Nullable String site) {
    Optional<LineageAsk> asked =
        LineageAsk.of(LineagePageResource.parameters(uri)).filter(ask -> !ask.thing().isPerson());
    if (asked.isEmpty()) {
      return Response.seeOther(URI.create("/auditor")).build();
    }
    if (!CrossSiteFilter.isOpenedFromHere(site)) {
      // There the question is shown and not asked: the browser says of this way, too, where it
      // began.
      return Response.seeOther(URI.create(asked.get().address())).build();
    }
    try {
      return Response.ok(desk.make(asked.get()), "application/zip")
          .header("Content-Disposition", "attachment; filename=\"bundle.zip\"")
          .build();
    } catch (NoBundleException e) {
      Frame frame = frames.ofReader(Frame.Place.ELSEWHERE);
      return Response.status(e.reason().status())
          .type(MediaType.TEXT_HTML_TYPE)
          .entity(
              Templates.nobundle(frame, e.reason(), asked.get()).setLocale(frame.locale()).render())
          .build();
    }
  }
}
