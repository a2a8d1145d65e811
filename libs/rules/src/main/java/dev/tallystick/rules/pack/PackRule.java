package dev.tallystick.rules.pack;

import java.util.Map;
import java.util.Optional;

/**
 * A rule: how it refuses, what it is taken from and how sure that is.
 *
 * @param code what a refusal by it is called, for ever; empty if it is kept by doing something
 * @param status the status of that refusal; 0 if there is none
 * @param check what the engine looks at; empty if the rule is not one of a decision's steps
 * @param enforced where it is enforced, if not in a step
 * @param planned where it will be enforced, if nothing enforces it yet
 * @param explanations what a refusal means, in sentences for persons, by language
 */
public record PackRule(
    String id,
    String title,
    String code,
    int status,
    String citation,
    Confidence confidence,
    Optional<Check> check,
    Optional<String> enforced,
    Optional<String> planned,
    Map<String, String> explanations) {
  public PackRule {
    explanations = Map.copyOf(explanations);
  }

  /** How far a citation was checked. */
  public enum Confidence {
    /** The provision's own text was read. */
    V,
    /** A secondary source says so. */
    S,
    /** From general knowledge. */
    M
  }
}
