package dev.tallystick.gateway.order;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;

/**
 * A report as it was bought, and what was told of it since.
 *
 * @param changed what has become of records that it rests on: it may have to be bought anew
 */
public record KeptReportJson(
    String order,
    String release,
    @JsonRawValue String report,
    List<String> omitted,
    List<String> changed,
    Instant openedAt,
    Instant destroyAt) {
  @Override
  public String toString() {
    return "KeptReportJson[redacted]";
  }
}
