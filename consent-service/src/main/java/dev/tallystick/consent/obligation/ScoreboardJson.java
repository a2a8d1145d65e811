package dev.tallystick.consent.obligation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every obligation, and who has complied. */
record ScoreboardJson(LocalDate today, List<ObligationJson> obligations) {

  /** An obligation. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ObligationJson(
      String id,
      String title,
      @Nullable String rule,
      LocalDate dueOn,
      long bound,
      long done,
      List<StandingJson> parties) {

    static ObligationJson of(Obligation obligation, ZoneId zone) {
      return new ObligationJson(
          obligation.id(),
          obligation.title(),
          obligation.rule().orElse(null),
          obligation.dueOn(),
          obligation.standings().size(),
          obligation.count(ObligationStatus.DONE),
          obligation.standings().entrySet().stream()
              .map(one -> StandingJson.of(one, zone))
              .toList());
    }
  }

  /** Where a party stands. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StandingJson(String party, String status, @Nullable LocalDate reportedOn, boolean missed) {

    static StandingJson of(Map.Entry<String, Standing> one, ZoneId zone) {
      Standing standing = one.getValue();
      LocalDate day =
          standing.reportedMillis() == 0
              ? null
              : LocalDate.ofInstant(Instant.ofEpochMilli(standing.reportedMillis()), zone);
      return new StandingJson(one.getKey(), standing.status().name(), day, standing.missed());
    }
  }
}
