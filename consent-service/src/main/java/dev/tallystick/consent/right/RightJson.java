package dev.tallystick.consent.right;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A right that was asked for, as its person sees it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RightJson(
    String right,
    String kind,
    String party,
    String dueOn,
    String status,
    @Nullable String reason,
    @Nullable String route,
    long index) {

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
