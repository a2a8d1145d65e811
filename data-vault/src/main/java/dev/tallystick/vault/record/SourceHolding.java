package dev.tallystick.vault.record;

import java.util.List;

/** That a source has deposited records of these categories about a person, in ascending order. */
public record SourceHolding(String source, List<String> categories) {
  public SourceHolding {
    categories = List.copyOf(categories);
  }
}
