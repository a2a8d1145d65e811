package dev.tallystick.audit.entry;

import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits an NDJSON body into its lines. Empty lines are skipped, a last line needs no line feed.
 */
public final class Batches {
  static final int MAX_EVENTS = 1000;

  private Batches() {}

  /**
   * The lines of a body.
   *
   * @throws AuditProblem if there is none, or more than {@link #MAX_EVENTS}
   */
  public static List<byte[]> lines(byte[] body) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    while (start < body.length) {
      int end = start;
      while (end < body.length && body[end] != '\n') {
        end++;
      }
      if (!isBlank(body, start, end)) {
        if (lines.size() == MAX_EVENTS) {
          throw AuditProblem.ofDetail(
              AuditProblemCode.BATCH_TOO_LARGE,
              "At most " + MAX_EVENTS + " events fit into one request; nothing was logged.");
        }
        lines.add(Arrays.copyOfRange(body, start, end));
      }
      start = end + 1;
    }
    if (lines.isEmpty()) {
      throw AuditProblem.of(AuditProblemCode.BATCH_EMPTY);
    }
    return lines;
  }

  private static boolean isBlank(byte[] body, int start, int end) {
    for (int i = start; i < end; i++) {
      if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
