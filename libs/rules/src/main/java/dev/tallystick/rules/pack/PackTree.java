package dev.tallystick.rules.pack;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** This tree laid over another: mappings member by member, everything else whole. */
  default PackTree over(PackTree base) {
    if (this instanceof Members mine && base instanceof Members theirs) {
      Map<String, PackTree> merged = new LinkedHashMap<>(theirs.values());
      mine.values()
          .forEach(
              (name, value) -> merged.merge(name, value, (before, after) -> after.over(before)));
      return new Members(merged);
    }
    return this;
  }
}
