package dev.tallystick.consent.obligation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
      Instant opensAt,
      Instant closesAt,
      @Nullable String measure,
      long bound,
      long done,
      List<StandingJson> parties) {

    static ObligationJson of(
        Obligation obligation, Function<String, ObligationStatus> status, ZoneId zone) {
      List<StandingJson> parties =
          obligation.standings().entrySet().stream()
              .map(one -> StandingJson.of(one, status.apply(one.getKey()), zone))
              .toList();
      Obligation.Terms terms = obligation.terms();
      return new ObligationJson(
          obligation.id(),
          terms.title(),
          terms.rule().orElse(null),
          terms.dueOn(),
          obligation.opensAt(),
          obligation.closesAt(),
          terms.measure().orElse(null),
          parties.size(),
          parties.stream().filter(one -> one.status().equals(ObligationStatus.DONE.name())).count(),
          parties);
    }
  }

  /** Where a party stands, and by which entries anybody checks it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StandingJson(
      String party,
      String status,
      @Nullable LocalDate reportedOn,
      boolean missed,
      @Nullable String commitment,
      @Nullable EntryJson committed,
      @Nullable String nonce,
      @Nullable EntryJson opened) {

    static StandingJson of(Map.Entry<String, Standing> one, ObligationStatus status, ZoneId zone) {
      Standing standing = one.getValue();
      boolean isOpened = standing.nonce().isPresent();
      return new StandingJson(
          one.getKey(),
          status.name(),
          standing
              .said()
              .map(said -> LocalDate.ofInstant(Instant.ofEpochMilli(said.recordedMillis()), zone))
              .orElse(null),
          standing.missed(),
          standing.committed().map(Standing.Committed::hash).orElse(null),
          standing.committed().map(found -> EntryJson.of(found.entry())).orElse(null),
          standing.nonce().orElse(null),
          standing.said().filter(said -> isOpened).map(EntryJson::of).orElse(null));
    }
  }

  /** An entry of the log, whose receipt everybody may have. */
  record EntryJson(String eventId, long index, Instant recordedAt) {
    static EntryJson of(Standing.Entry entry) {
      return new EntryJson(
          entry.event(), entry.index(), Instant.ofEpochMilli(entry.recordedMillis()));
    }
  }
}
