package dev.tallystick.audit.secrecy;

import dev.tallystick.audit.document.AuthoritySeals;
import dev.tallystick.events.json.CanonicalJson;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.stream.Collectors;

/**
 * {@code GET /index/sealed}: how many entries each authority has had sealed, for everybody. Neither
 * persons nor what was read.
 */
@Path("/index/sealed")
class SealResource {
  private final SealRepository rows;
  private final Clock clock;

  SealResource(SealRepository rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @PermitAll
  @Blocking
  public Response sums() {
    String json =
        rows.byAuthority(clock.millis()).stream()
            .map(AuthoritySeals::toJson)
            .map(CanonicalJson::text)
            .collect(
                Collectors.joining(
                    ",", "{\"coveredSize\":" + rows.next() + ",\"authorities\":[", "]}"));
    return Response.ok(json, MediaType.APPLICATION_JSON)
        .header("Cache-Control", "public, max-age=1")
        .build();
  }
}
