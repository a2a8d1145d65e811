package dev.tallystick.consent.obligation;

import dev.tallystick.consent.pack.PackInForce;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /v1/scoreboard}: for everybody, without a token. */
@Path("/v1/scoreboard")
@Tag(name = "duties")
class ScoreboardResource {
  private final ObligationProjection obligations;
  private final PackInForce pack;

  ScoreboardResource(ObligationProjection obligations, PackInForce pack) {
    this.obligations = obligations;
    this.pack = pack;
  }

  @GET
  @PermitAll
  @Operation(
      operationId = "getScoreboard",
      summary = "Who has complied by the day, and who has not",
      description =
          "Each obligation with each party. What a party has committed to is not shown before it is opened.")
  @APIResponse(responseCode = "200", description = "The obligations, the first due first.")
  @APIResponse(responseCode = "503", ref = "problem")
  public ScoreboardJson get() {
    ZoneId zone = pack.zone();
    return new ScoreboardJson(
        pack.today(),
        obligations.all().stream()
            .map(one -> ScoreboardJson.ObligationJson.of(one, zone))
            .toList());
  }
}
