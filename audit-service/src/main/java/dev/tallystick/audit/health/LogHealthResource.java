package dev.tallystick.audit.health;

import dev.tallystick.audit.index.IndexCursor;
import dev.tallystick.audit.selfcheck.SelfCheck;
import dev.tallystick.audit.storage.LogHead;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.witness.Witnessed;
import dev.tallystick.audit.witness.WitnessedCheckpoints;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** {@code GET /v1/log-health}: what health and metrics say, for people who watch over the log. */
@Path("/v1/log-health")
class LogHealthResource {
  private final LogHead head;
  private final WitnessedCheckpoints witnessed;
  private final IndexCursor index;
  private final SelfCheck check;
  private final Clock clock;

  LogHealthResource(
      LogHead head,
      WitnessedCheckpoints witnessed,
      IndexCursor index,
      SelfCheck check,
      Clock clock) {
    this.head = head;
    this.witnessed = witnessed;
    this.index = index;
    this.check = check;
    this.clock = clock;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({"auditor", "regulator", "operator"})
  @Blocking
  public LogHealthJson read() {
    // The index first: it may not seem ahead of the log.
    long indexed = index.next();
    long size = Math.max(indexed, head.newest().map(LogState::size).orElse(0L));
    Optional<Witnessed> quorum = witnessed.newest();
    return new LogHealthJson(
        clock.instant(),
        size,
        head.failure().isEmpty(),
        quorum.map(found -> found.checkpoint().size()).orElse(null),
        quorum.map(found -> Instant.ofEpochSecond(found.atSeconds())).orElse(null),
        indexed,
        size - indexed,
        check.last().map(LogHealthResource::self).orElse(null));
  }

  private static LogHealthJson.SelfCheckJson self(SelfCheck.Outcome found) {
    return new LogHealthJson.SelfCheckJson(
        found.size(), found.at(), found.finding().isEmpty(), found.finding().orElse(null));
  }
}
