package dev.tallystick.rules.state;

import java.util.SortedSet;

/**
 * What a party has filed about itself: which categories it collects, or which platforms it works
 * with. The latest version whose instant has come counts whole.
 */
public record Plan(
    String id,
    long version,
    String kind,
    SortedSet<String> categories,
    SortedSet<String> partners,
    long effectiveFromMillis) {
  public static final String COLLECTION = "COLLECTION";
  public static final String PARTNERS = "PARTNERS";
}
