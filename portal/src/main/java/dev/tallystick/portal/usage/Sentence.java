package dev.tallystick.portal.usage;

import dev.tallystick.portal.usage.Use.Outcome;

/**
 * What happened, in words.
 *
 * @param lead who did what; it stands out
 * @param rest the rest of the sentence, or more of them
 */
record Sentence(Outcome outcome, String lead, String rest) {
  /** A company's name may end in a full stop, as the sentence does. */
  Sentence {
    lead = lead.replace("..", ".");
    rest = rest.replace("..", ".");
  }

  static Sentence other(String lead) {
    return new Sentence(Outcome.OTHER, lead, "");
  }

  static Sentence other(String lead, String rest) {
    return new Sentence(Outcome.OTHER, lead, rest);
  }

  static Sentence own(String lead) {
    return new Sentence(Outcome.OWN, lead, "");
  }
}
