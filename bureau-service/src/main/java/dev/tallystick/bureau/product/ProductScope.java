package dev.tallystick.bureau.product;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The limits of a product: R30 keeps every release within them.
 *
 * @param purposes what it may be bought for
 * @param inputs the categories that it may read
 * @param required those without which there is no product
 * @param outputs what a report of it may hold
 */
public record ProductScope(
    SortedSet<String> purposes,
    SortedSet<String> inputs,
    SortedSet<String> required,
    SortedSet<String> outputs) {
  /** Keeps its own copies, in order. */
  public ProductScope {
    purposes = copy(purposes);
    inputs = copy(inputs);
    required = copy(required);
    outputs = copy(outputs);
  }

  /** The scope of these sets, in any order. */
  public static ProductScope of(
      Set<String> purposes, Set<String> inputs, Set<String> required, Set<String> outputs) {
    return new ProductScope(
        new TreeSet<>(purposes),
        new TreeSet<>(inputs),
        new TreeSet<>(required),
        new TreeSet<>(outputs));
  }

  static SortedSet<String> copy(Set<String> set) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(set));
  }
}
