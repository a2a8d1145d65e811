package dev.tallystick.gateway.consent;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far an ask for a consent is. */
public record PersonAskJson(
    String ask,
    PersonAskState state,
    Instant createdAt,
    String bureau,
    String kind,
    String purpose,
    List<String> categories,
    String retention,
    Instant validUntil,
    @Nullable String subject,
    @Nullable String request,
    @Nullable String consent,
    @Nullable String problemCode,
    @Nullable String problem) {
  static PersonAskJson of(PersonAskEntity row) {
    return new PersonAskJson(
        row.id,
        row.state,
        row.createdAt,
        row.bureau,
        row.kind,
        row.purpose,
        List.of(row.categories.split(",")),
        row.retention,
        row.validUntil,
        row.subject,
        row.request,
        row.consent,
        row.problemCode,
        row.problem);
  }

  @Override
  public String toString() {
    return "PersonAskJson[redacted]";
  }
}
