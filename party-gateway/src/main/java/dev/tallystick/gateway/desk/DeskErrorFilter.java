package dev.tallystick.gateway.desk;

import dev.tallystick.gateway.access.PagePaths;
import dev.tallystick.web.ErrorKind;
import dev.tallystick.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/**
 * Has a refusal at a page be a page: it says what did not happen and what to do. What was refused
 * is logged and counted where it is everywhere.
 */
public class DeskErrorFilter {
  private static final int FIRST_ERROR = 400;

  private final DeskFrames frames;

  DeskErrorFilter(DeskFrames frames) {
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "desk")
  static class Templates {
    private Templates() {}

    static native TemplateInstance error(DeskFrame frame, ErrorKind kind);
  }

  /** Puts the page in the place of the problem. */
  @ServerResponseFilter
  public void describe(
      ContainerRequestContext request, ContainerResponseContext answer, SimpleResourceInfo info) {
    if (answer.getStatus() >= FIRST_ERROR && isPage(request, info.getResourceClass())) {
      DeskFrame frame = frames.ofAnybody();
      answer.setEntity(
          Templates.error(frame, ErrorKind.of(answer.getStatus()))
              .setLocale(frame.locale())
              .render(),
          null,
          MediaType.TEXT_HTML_TYPE);
    }
  }

  private static boolean isPage(ContainerRequestContext request, Class<?> resource) {
    return resource == null
        ? PagePaths.contains(request.getUriInfo().getRequestUri().getPath())
        : Page.class.isAssignableFrom(resource);
  }
}
