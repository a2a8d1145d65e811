package dev.tallystick.rules;

/** What a decision says. */
public enum Outcome {
  PERMIT,
  DENY
}
