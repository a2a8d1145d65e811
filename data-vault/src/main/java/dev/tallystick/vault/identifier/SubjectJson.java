package dev.tallystick.vault.identifier;

/** A person, by the token that stands for them everywhere. */
record SubjectJson(String subject) {
  static SubjectJson of(SubjectToken token) {
    return new SubjectJson(token.value());
  }
}
