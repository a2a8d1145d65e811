package dev.tallystick.consent.conflict;

import dev.tallystick.rules.Ownership;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The owners of a party, through others included. */
@Schema(name = "Owners")
record OwnersJson(
    String party,
    List<OwnerJson> owners,
    @Schema(description = "The size of the log that this is read from.") long asOfSize) {

  /** An owner: shares multiply along a path and add over paths. */
  @Schema(name = "Owner")
  record OwnerJson(
      String holder,
      @Schema(description = "Hundredths of a percent, rounded down.") long basisPoints,
      @Schema(description = "Whether it competes with those whose users a bureau reports on.")
          boolean rival) {}

  static OwnersJson of(
      String party, List<Ownership.Stake> stakes, List<Ownership.Stake> rivals, long asOfSize) {
    return new OwnersJson(
        party,
        stakes.stream()
            .map(s -> new OwnerJson(s.holder(), s.basisPoints(), rivals.contains(s)))
            .toList(),
        asOfSize);
  }
}
