package dev.tallystick.consent.right;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A right that was asked for, as its person sees it. */
@Schema(name = "Right")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RightJson(
    String right,
    String kind,
    String party,
    String dueOn,
    @Schema(enumeration = {"requested", "fulfilled", "refused"}) String status,
    @Nullable String reason,
    @Nullable String route,
    @Schema(description = "The index of the request in the log.") long index) {

  static RightJson of(RightProjection.Right right) {
    return new RightJson(
        right.id(),
        right.kind(),
        right.party(),
        right.dueOn(),
        right.status(),
        right.reason().orElse(null),
        right.route().orElse(null),
        right.index());
  }
}
