package dev.tallystick.gateway.access;

import dev.tallystick.caller.Caller;
import dev.tallystick.gateway.setting.DeskSettings;
import dev.tallystick.gateway.setting.GatewaySettings;
import io.quarkus.security.ForbiddenException;
import jakarta.inject.Singleton;
import jakarta.json.JsonString;
import java.util.Collection;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who may see pages: somebody of this party's staff, by a log-in at the pages' own client with a
 * second factor. Neither the party's own systems nor a token that was meant for an API opens one.
 */
@Singleton
final class PageVisitor {
  private final Caller caller;
  private final JsonWebToken token;
  private final GatewaySettings gateway;
  private final DeskSettings desk;
  private final boolean secondFactor;

  PageVisitor(
      Caller caller,
      JsonWebToken token,
      GatewaySettings gateway,
      DeskSettings desk,
      @ConfigProperty(name = "tallystick.tokens.second-factor", defaultValue = "true")
          boolean secondFactor) {
    this.caller = caller;
    this.token = token;
    this.gateway = gateway;
    this.desk = desk;
    this.secondFactor = secondFactor;
  }

  /** Refuses everybody else. */
  void require() {
    caller.requireParty(gateway.party());
    if (caller.staff().isEmpty() || !caller.client().equals(desk.client())) {
      throw new ForbiddenException("a page is for the staff, by a log-in of their own");
    }
    if (secondFactor && !hasCode()) {
      throw new ForbiddenException("somebody of the staff has logged in without a second factor");
    }
  }

  private boolean hasCode() {
    Object methods = token.getClaim("amr");
    return methods instanceof Collection<?> several
        && several.stream()
            .map(each -> each instanceof JsonString json ? json.getString() : each.toString())
            .anyMatch("otp"::equals);
  }
}
