package dev.tallystick.rules.pack;

import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Names that stand for several purposes. */
record Groups(Map<String, SortedSet<String>> members, SortedSet<String> purposes) {
  /** Stands for every purpose. */
  static final String ALL = "ALL";

  static Groups read(PackNode root) throws InvalidPackException {
    PackNode purposes = root.get("purposes");
    SortedSet<String> codes = new TreeSet<>(purposes.names());
    PackNode groups = root.get("purposeGroups");
    Map<String, SortedSet<String>> members =
        groups.members(
            (name, node) -> {
              if (codes.contains(name) || name.equals(ALL)) {
                throw node.invalid("has a name that no purpose has");
              }
              for (PackNode item : node.items()) {
                if (!codes.contains(item.text())) {
                  throw item.invalid("is a purpose of this pack");
                }
              }
              return PackForms.codes(node);
            });
    return new Groups(members, Collections.unmodifiableSortedSet(codes));
  }

  /** The purposes of a list of purposes and groups. */
  SortedSet<String> resolve(PackNode list) throws InvalidPackException {
    SortedSet<String> resolved = new TreeSet<>();
    for (PackNode item : list.items()) {
      String word = item.text();
      SortedSet<String> group = members.get(word);
      if (group != null) {
        resolved.addAll(group);
      } else if (purposes.contains(word)) {
        resolved.add(word);
      } else {
        throw item.invalid("is a purpose or a group of purposes of this pack");
      }
    }
    return Collections.unmodifiableSortedSet(resolved);
  }
}
