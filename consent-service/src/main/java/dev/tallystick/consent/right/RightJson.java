package dev.tallystick.consent.right;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A right that was asked for, as its person sees it.
 *
 * @param explanation why the party decided as it did, if it was asked for that
 * @param statement what the party has signed for it; the log has the SHA-256 of this text
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RightJson(
    String right,
    String kind,
    String party,
    String dueOn,
    String status,
    @Nullable String reason,
    @Nullable String route,
    @Nullable String explanation,
    @Nullable String statement,
    long index) {

  /** What a party has explained, and its signed text. */
  record Said(String text, String jws) {
    /** Shows no personal data. */
    @Override
    public String toString() {
      return "Said[redacted]";
    }
  }

  static RightJson of(RightProjection.Right right, Optional<Said> said) {
    return new RightJson(
        right.id(),
        right.kind(),
        right.party(),
        right.dueOn(),
        right.status(),
        right.reason().orElse(null),
        right.route().orElse(null),
        said.map(Said::text).orElse(null),
        said.map(Said::jws).orElse(null),
        right.index());
  }
}
