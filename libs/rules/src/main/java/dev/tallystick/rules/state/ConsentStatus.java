package dev.tallystick.rules.state;

/** What became of a consent, in the words of the W3C Data Privacy Vocabulary. */
public enum ConsentStatus {
  GIVEN,
  WITHDRAWN,
  EXPIRED
}
