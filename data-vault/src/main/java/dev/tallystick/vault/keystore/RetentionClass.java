package dev.tallystick.vault.keystore;

/** What dies together: values of one class about one person from one source share a key. */
public enum RetentionClass {
  /** Records, until the consent ends or the person erases them. */
  ORDINARY,
  /** Records of adverse information, which lapse a term after the matter has ended. */
  ADVERSE,
  /** What is under way to a recipient: minutes. */
  RELEASE
}
