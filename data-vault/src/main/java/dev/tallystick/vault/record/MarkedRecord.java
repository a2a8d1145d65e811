package dev.tallystick.vault.record;

/** A record whose mark has changed. */
public record MarkedRecord(
    String record, String subject, String source, String category, int version) {
  @Override
  public String toString() {
    return "MarkedRecord[" + record + "]";
  }
}
