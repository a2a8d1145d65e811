package dev.tallystick.consent.obligation;

import dev.tallystick.consent.pack.PackInForce;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.ZoneId;

/** {@code GET /v1/scoreboard}: for everybody, without a token. */
@Path("/v1/scoreboard")
class ScoreboardResource {
  private final ObligationProjection obligations;
  private final PackInForce pack;

  ScoreboardResource(ObligationProjection obligations, PackInForce pack) {
    this.obligations = obligations;
    this.pack = pack;
  }

  @GET
  @PermitAll
  public ScoreboardJson get() {
    ZoneId zone = pack.zone();
    return new ScoreboardJson(
        pack.today(),
        obligations.all().stream()
            .map(one -> ScoreboardJson.ObligationJson.of(one, zone))
            .toList());
  }
}
