package dev.tallystick.audit.parity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who holds how much of whom, as far as that decides about parity. A holder is who has five percent
 * or more of a bureau, or controls somebody who has. Control begins at a quarter.
 */
final class ParityOwners {
  static final int OWNER = 500;
  static final int CONTROL = 2_500;

  private final Map<String, Map<String, Integer>> held = new LinkedHashMap<>();

  /** A share as it was recorded last. */
  record Share(String holder, String held, int basisPoints) {}

  /**
   * Somebody whose group is compared with the rest.
   *
   * @param basisPoints what they hold of the bureau, or what the one that they control does
   */
  record Holder(String party, String bureau, int basisPoints) {}

  ParityOwners(Collection<Share> shares) {
    for (Share share : shares) {
      if (share.basisPoints > 0) {
        held.computeIfAbsent(share.holder, holder -> new LinkedHashMap<>())
            .put(share.held, share.basisPoints);
      }
    }
  }

  /** The holders of a bureau, by name. */
  List<Holder> of(String bureau) {
    List<Holder> holders = new ArrayList<>();
    for (String holder : held.keySet()) {
      int most =
          groupOf(holder).stream()
              .filter(party -> !party.equals(bureau))
              .mapToInt(party -> held.getOrDefault(party, Map.of()).getOrDefault(bureau, 0))
              .max()
              .orElse(0);
      if (most >= OWNER && !holder.equals(bureau)) {
        holders.add(new Holder(holder, bureau, most));
      }
    }
    holders.sort(Comparator.comparing(Holder::party));
    return holders;
  }

  /** A party and whom it controls, directly or through others. */
  Set<String> groupOf(String party) {
    Set<String> group = new TreeSet<>(Set.of(party));
    List<String> open = new ArrayList<>(List.of(party));
    while (!open.isEmpty()) {
      held.getOrDefault(open.remove(open.size() - 1), Map.of())
          .forEach(
              (other, basisPoints) -> {
                if (basisPoints >= CONTROL && group.add(other)) {
                  open.add(other);
                }
              });
    }
    return group;
  }
}
