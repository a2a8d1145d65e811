package dev.tallystick.consent.obligation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Every obligation, and who has complied. */
@Schema(name = "Scoreboard")
record ScoreboardJson(
    @Schema(description = "Today, where the rules are at home.") LocalDate today,
    List<ObligationJson> obligations) {

  /** An obligation. */
  @Schema(name = "Obligation")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ObligationJson(
      String id,
      String title,
      @Nullable String rule,
      @Schema(description = "The last day.") LocalDate dueOn,
      @Schema(description = "How many parties it binds.") long bound,
      @Schema(description = "How many of them say that they are done.") long done,
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
  @Schema(name = "Standing")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StandingJson(
      String party,
      @Schema(enumeration = {"SILENT", "COMMITTED", "NOT_STARTED", "PARTLY", "DONE"}) String status,
      @Schema(description = "The day of its last report.") @Nullable LocalDate reportedOn,
      @Schema(description = "Whether its day passed before it was done.") boolean missed) {

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
