package dev.tallystick.consent.breach;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.type.BreachDetected;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Breaches, the newest first. */
record BreachesJson(List<BreachJson> breaches) {

  /** A breach and who was told of it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record BreachJson(
      String breach,
      String party,
      List<String> kinds,
      String cause,
      String harm,
      String measures,
      String contact,
      long count,
      String detectedAt,
      String noticeDigest,
      ToldJson authority,
      ToldJson people) {

    static BreachJson of(Breach breach, BreachClocks clocks) {
      BreachDetected said = breach.said();
      return new BreachJson(
          breach.id(),
          said.party(),
          said.kinds(),
          said.cause(),
          said.harm(),
          said.measures(),
          said.contact(),
          said.count(),
          time(said.detectedAt()),
          said.noticeDigest().hex(),
          ToldJson.of(clocks.authority(breach), breach.authorityToldAt(), null),
          ToldJson.of(clocks.people(breach), breach.announcedAt(), breach.told()));
    }
  }

  /** By when somebody is told, and whether they were. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ToldJson(
      String dueOn, @Nullable String dueAt, @Nullable String toldAt, @Nullable Long persons) {

    static ToldJson of(BreachClocks.Due due, Optional<Instant> told, @Nullable Long persons) {
      return new ToldJson(
          due.on().toString(),
          due.at().map(BreachesJson::time).orElse(null),
          told.map(BreachesJson::time).orElse(null),
          persons);
    }
  }

  private static String time(Instant at) {
    return Timestamps.format(at.toEpochMilli());
  }
}
