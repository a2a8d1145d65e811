package dev.tallystick.producer;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;

/** Tells how long a call may take that this request makes. */
@Path("/limit")
class WiredResource {
  @GET
  @Blocking
  public String limit() {
    return Long.toString(Deadline.atMost(Duration.ofSeconds(5)).toMillis());
  }
}
