package dev.tallystick.events;

/**
 * How the name of a person looks everywhere in the suite: 128 bits in base32, so that the last
 * character holds three bits and two spare ones, which are zero.
 */
public final class SubjectForm {
  /** For annotations and patterns; a whole text is one. */
  public static final String REGEX = "sub_[a-z2-7]{25}[aeimquy4]";

  private SubjectForm() {}
}
