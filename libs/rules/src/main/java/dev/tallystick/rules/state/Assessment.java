package dev.tallystick.rules.state;

import java.util.Optional;
import java.util.SortedSet;

/**
 * An impact assessment that a party has filed for what it does between two roles.
 *
 * @param contents which of the contents that the law asks for it has
 * @param validToMillis the first millisecond at which it no longer covers anything
 * @param mechanism by which data may go abroad, if it is for that
 */
public record Assessment(
    String id,
    String fromRole,
    String toRole,
    SortedSet<String> categories,
    SortedSet<String> contents,
    long validFromMillis,
    long validToMillis,
    Optional<String> mechanism,
    Optional<String> approvalRef) {
  private static final int ALL_CONTENTS = 3;

  /** Whether it is for an edge, complete and in force. */
  public boolean isFor(String from, String to, long millis) {
    return fromRole.equals(from)
        && toRole.equals(to)
        && contents.size() >= ALL_CONTENTS
        && validFromMillis <= millis
        && millis < validToMillis;
  }
}
