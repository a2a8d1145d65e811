package dev.tallystick.rules.state;

import java.util.SortedSet;

/** What a bureau sells, in its latest version. */
public record Product(
    String id,
    long version,
    String party,
    String name,
    String kind,
    SortedSet<String> purposes,
    SortedSet<String> inputCategories,
    SortedSet<String> requiredCategories,
    SortedSet<String> outputs,
    boolean retired) {

  Product retire() {
    return new Product(
        id,
        version,
        party,
        name,
        kind,
        purposes,
        inputCategories,
        requiredCategories,
        outputs,
        true);
  }
}
