package dev.tallystick.audit.release;

import dev.tallystick.audit.release.LineageQuestion.Direction;
import dev.tallystick.audit.storage.RecordedTimes;
import dev.tallystick.audit.usage.PageRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Where a lineage shall begin, which way it shall go, and which page of it is asked for. */
@RegisterForReflection
record LineageQuestionJson(
    @NotNull @Pattern(regexp = "CHUNK|CONSENT|CORRECTION|INQUIRY|PARTY|RELEASE|SUBJECT") String from,
    @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,63}") String id,
    @Pattern(regexp = "DOWN|UP|BOTH") @Nullable String direction,
    @PositiveOrZero @Nullable Long before,
    @Size(max = 64) @Nullable String cursor,
    @Nullable Integer limit,
    @Size(min = 1, max = 200) @Nullable String purpose,
    @Valid @Nullable LineageFilterJson only) {
  private static final int DEFAULT_LIMIT = 50;

  /** A graph is drawn of one page. */
  private static final int MAX_LIMIT = 500;

  LineageQuestion toQuestion(RecordedTimes times) {
    return new LineageQuestion(
        LineageQuestion.From.valueOf(from),
        id,
        direction == null ? Direction.DOWN : Direction.valueOf(direction),
        before == null ? Long.MAX_VALUE : before,
        only == null ? LineageFilter.NONE : only.toFilter(times));
  }

  PageRequest page() {
    return PageRequest.of(cursor, limit == null ? DEFAULT_LIMIT : limit, MAX_LIMIT);
  }

  String readPurpose() {
    return purpose == null ? "audit" : purpose;
  }

  /** Shows no token. */
  @Override
  public String toString() {
    return "LineageQuestionJson[redacted]";
  }
}
