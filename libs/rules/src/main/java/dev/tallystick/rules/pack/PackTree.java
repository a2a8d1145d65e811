package dev.tallystick.rules.pack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The text of a pack as texts, lists and mappings, before it means anything. */
sealed interface PackTree {
  /** A scalar, as written. */
  record Text(String value) implements PackTree {}

  /** A list. */
  record Items(List<PackTree> values) implements PackTree {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** A mapping, in the order of the text. */
  record Members(Map<String, PackTree> values) implements PackTree {
    public Members {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /** In the place of a member: the pack that is laid over does without it. */
  record Removed() implements PackTree {}

  /**
   * This tree laid over another: mappings member by member, everything else whole, without what it
   * removes.
   *
   * @throws InvalidPackException if it removes what is not there
   */
  default PackTree over(Optional<PackTree> base, String path) throws InvalidPackException {
    if (this instanceof Items list) {
      List<PackTree> items = new ArrayList<>();
      for (PackTree item : list.values()) {
        items.add(item.over(Optional.empty(), path + "[" + items.size() + "]"));
      }
      return new Items(items);
    }
    if (!(this instanceof Members mine)) {
      return this;
    }
    Map<String, PackTree> merged = new LinkedHashMap<>();
    if (base.isPresent() && base.get() instanceof Members theirs) {
      merged.putAll(theirs.values());
    }
    for (Map.Entry<String, PackTree> member : mine.values().entrySet()) {
      String below = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
      Optional<PackTree> before = Optional.ofNullable(merged.get(member.getKey()));
      if (!(member.getValue() instanceof Removed)) {
        merged.put(member.getKey(), member.getValue().over(before, below));
      } else if (merged.remove(member.getKey()) == null) {
        throw new InvalidPackException(below, "is null only where the pack it extends has it");
      }
    }
    return new Members(merged);
  }
}
