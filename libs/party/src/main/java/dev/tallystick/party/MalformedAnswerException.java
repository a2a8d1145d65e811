package dev.tallystick.party;

import java.io.IOException;

/** A service answers something that is not of the agreed form. */
public final class MalformedAnswerException extends IOException {
  MalformedAnswerException(String rule) {
    super("the answer " + rule);
  }
}
