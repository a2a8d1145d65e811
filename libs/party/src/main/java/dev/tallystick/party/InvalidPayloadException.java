package dev.tallystick.party;

/** An opened payload is not of the agreed form. The message names the rule, never the content. */
public final class InvalidPayloadException extends Exception {
  InvalidPayloadException(String rule) {
    super("the payload " + rule);
  }
}
