package dev.tallystick.consent.conflict;

import dev.tallystick.rules.Ownership;
import java.util.List;

/** The owners of a party, through others included. */
record OwnersJson(String party, List<OwnerJson> owners, long asOfSize) {

  /** An owner: shares multiply along a path and add over paths. */
  record OwnerJson(String holder, long basisPoints, boolean rival) {}

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
