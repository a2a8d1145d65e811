package dev.tallystick.portal.frame;

import dev.tallystick.portal.document.ShownNotice;
import dev.tallystick.web.AssetFiles;
import dev.tallystick.web.Languages;
import dev.tallystick.web.LocalPath;
import dev.tallystick.web.PageHeaders;
import io.quarkus.qute.TemplateData;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Makes the frame of the page that is being asked for. */
@Singleton
@TemplateData(target = ShownNotice.Partial.class) // a record of documents, which carries no mark
public final class Frames {
  /** The cookie of the session; that it is there says nothing about what it is worth. */
  private static final String SESSION = "q_session";

  private final CurrentVertxRequest current;
  private final SecurityIdentity reader;
  private final AssetFiles assets;

  Frames(CurrentVertxRequest current, SecurityIdentity reader, AssetFiles assets) {
    this.current = current;
    this.reader = reader;
    this.assets = assets;
  }

  /** Of a page for people who have logged in. */
  public Frame ofReader(Frame.Place place) {
    return frame(
        request(),
        place,
        Optional.of(reader.getPrincipal().getName()),
        reader.hasRole("citizen"),
        true);
  }

  /** Of a page for everybody, which does not look at the session. */
  public Frame ofAnybody(Frame.Place place) {
    return ofAnybody(request(), place);
  }

  /** Of a page for everybody, which whoever has it may keep for a minute. */
  public Frame ofPublicPage(Frame.Place place) {
    PageHeaders.keepForAMinute(current.getCurrent());
    return ofAnybody(place);
  }

  /** The same where no resource answers. */
  Frame ofAnybody(HttpServerRequest request, Frame.Place place) {
    boolean session = request.getCookie(SESSION) != null;
    return frame(request, place, Optional.empty(), false, session);
  }

  private Frame frame(
      HttpServerRequest request,
      Frame.Place place,
      Optional<String> person,
      boolean citizen,
      boolean session) {
    return new Frame(
        Languages.of(request),
        LocalPath.of(request.method().name().equals("GET") ? request.uri() : null).value(),
        place,
        person,
        citizen,
        session,
        assets.base());
  }

  private HttpServerRequest request() {
    return current.getCurrent().request();
  }
}
