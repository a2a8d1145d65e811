package dev.tallystick.gateway.desk;

import dev.tallystick.gateway.setting.DeskSettings;
import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.web.AssetFiles;
import dev.tallystick.web.Languages;
import dev.tallystick.web.LocalPath;
import dev.tallystick.web.ReaderText;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Makes the frame of the page that is being asked for, and the formats of its language. */
@Singleton
final class DeskFrames {
  private final CurrentVertxRequest current;
  private final SecurityIdentity reader;
  private final AssetFiles assets;
  private final Given given;

  /** What the installation says, and the time. */
  @Singleton
  static final class Given {
    private final GatewaySettings gateway;
    private final DeskSettings desk;
    private final Clock clock;

    Given(GatewaySettings gateway, DeskSettings desk, Clock clock) {
      this.gateway = gateway;
      this.desk = desk;
      this.clock = clock;
    }
  }

  DeskFrames(CurrentVertxRequest current, SecurityIdentity reader, AssetFiles assets, Given given) {
    this.current = current;
    this.reader = reader;
    this.assets = assets;
    this.given = given;
  }

  /** Of a page for people who have logged in. */
  DeskFrame of(DeskFrame.Place place) {
    return frame(
        place,
        Optional.of(reader.getPrincipal().getName()),
        new DeskFrame.Standing(reader.hasRole("lender"), reader.hasRole("manager")));
  }

  /** Of a page for whoever it is: nothing is said of the reader. */
  DeskFrame ofAnybody() {
    return frame(DeskFrame.Place.ELSEWHERE, Optional.empty(), new DeskFrame.Standing(false, false));
  }

  ReaderText text(DeskFrame frame) {
    return new ReaderText(frame.locale(), given.desk.zone(), given.clock.instant());
  }

  private DeskFrame frame(
      DeskFrame.Place place, Optional<String> person, DeskFrame.Standing standing) {
    HttpServerRequest request = current.getCurrent().request();
    return new DeskFrame(
        Languages.of(request),
        request.method().name().equals("GET") ? LocalPath.of(request.path()).value() : "/desk",
        place,
        person,
        given.gateway.party(),
        standing,
        assets.base());
  }
}
