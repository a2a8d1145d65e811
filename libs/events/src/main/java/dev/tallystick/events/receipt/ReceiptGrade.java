package dev.tallystick.events.receipt;

import java.util.Arrays;
import java.util.Optional;

/** How much stood behind an entry when its receipt was written. */
public enum ReceiptGrade {
  /** The log has stored the entry and signed a checkpoint over it: enough to release. */
  DURABLE("durable"),
  /**
   * Besides, as many witnesses as the policy asks for have cosigned a checkpoint that covers it.
   */
  WITNESSED("witnessed");

  private final String wireName;

  ReceiptGrade(String wireName) {
    this.wireName = wireName;
  }

  /** The name in JSON. */
  public String wireName() {
    return wireName;
  }

  static Optional<ReceiptGrade> find(String wireName) {
    return Arrays.stream(values()).filter(grade -> grade.wireName.equals(wireName)).findFirst();
  }
}
