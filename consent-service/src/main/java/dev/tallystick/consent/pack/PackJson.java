package dev.tallystick.consent.pack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tallystick.events.Timestamps;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.QueryLimits;
import dev.tallystick.rules.state.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule pack, and from when on it decides. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PackJson(
    String pack,
    String family,
    int version,
    String title,
    String disclaimer,
    String digest,
    @JsonProperty("extends") @Nullable String extendedPack,
    String effectiveFrom,
    List<String> activations,
    String zone,
    FreeReportsJson freeReports,
    int leastPartnerShare,
    @Nullable QueryLimitsJson queryLimits) {

  /** Which reports about themselves persons get free. */
  record FreeReportsJson(int perYear, boolean online) {}

  /** How often lenders may ask a bureau. */
  record QueryLimitsJson(LimitJson party, LimitJson staff, SuspensionJson suspension) {
    static QueryLimitsJson of(QueryLimits limits) {
      return new QueryLimitsJson(
          LimitJson.of(limits.party()),
          LimitJson.of(limits.staff()),
          new SuspensionJson(
              limits.suspension().refusals(), limits.suspension().lasts().toSeconds()));
    }
  }

  /** How many inquiries a window lets through. */
  record LimitJson(int most, long windowSeconds) {
    static LimitJson of(QueryLimits.Limit limit) {
      return new LimitJson(limit.most(), limit.window().toSeconds());
    }
  }

  /** How many refusals of a day are borne, and for how long who goes on is suspended. */
  record SuspensionJson(int refusals, long lastsSeconds) {}

  static PackJson of(Pack pack, State state) {
    return new PackJson(
        pack.id(),
        pack.family(),
        pack.version(),
        pack.title(),
        pack.disclaimer(),
        pack.digest().hex(),
        pack.extendedPack().orElse(null),
        Timestamps.format(pack.effectiveFrom().toEpochMilli()),
        state.packs(pack.family()).stream()
            .filter(activation -> activation.digest().equals(pack.digest().hex()))
            .map(activation -> Timestamps.format(activation.effectiveFromMillis()))
            .toList(),
        pack.zone().getId(),
        new FreeReportsJson(pack.freeReports().perYear(), pack.freeReports().online()),
        pack.leastPartnerShare(),
        pack.queryLimits().map(QueryLimitsJson::of).orElse(null));
  }
}
