package dev.tallystick.gateway.setting;

/** Who answers a notice. */
public enum AnswerMode {
  /** The gateway, as soon as it has done what the notice asks for. */
  ITSELF,
  /** Somebody at the party. */
  PERSON
}
