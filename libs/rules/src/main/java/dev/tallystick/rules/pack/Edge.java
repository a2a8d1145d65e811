package dev.tallystick.rules.pack;

import java.util.Map;
import java.util.Optional;

/**
 * What may flow from one role to another, by step.
 *
 * @param closed the rule that refuses every step not listed
 */
public record Edge(String from, String to, String closed, Map<String, Passage> passages) {
  /** Stands for every role. */
  public static final String ANY = "*";

  public Edge {
    passages = Map.copyOf(passages);
  }

  /** What the edge asks for at a step, if it is open there. */
  public Optional<Passage> passage(String step) {
    return Optional.ofNullable(passages.get(step));
  }
}
