package dev.tallystick.gateway.enrolment;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The regulator's code, and until when the keys shall count. */
record GatewayEnrolmentJson(@NotNull @Size(max = 64) String code, @Nullable Instant validTo) {
  @Override
  public String toString() {
    return "GatewayEnrolmentJson[redacted]";
  }
}
