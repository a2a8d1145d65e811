package dev.tallystick.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * Tells the lines of an NDJSON answer apart: those that confirm begin with the event's id, a
 * problem does not. Used again for each answer; not thread-safe.
 */
final class AnswerLines {
  private static final byte[] CONFIRMED = "{\"eventId\":".getBytes(US_ASCII);

  private int confirmed;
  private int refused;
  private int firstRefused;
  private int wantedFrom;
  private int wantedTo;

  /**
   * Looks at the lines between {@code from} and {@code to}, each ended by a line feed.
   *
   * @param wanted the number, from 0, of the line that {@link #wantedFrom} shall tell
   */
  void scan(ByteBuffer bytes, int from, int to, int wanted) {
    confirmed = 0;
    refused = 0;
    firstRefused = -1;
    wantedFrom = -1;
    wantedTo = -1;
    int length = 0;
    int line = from;
    while (line < to) {
      // Neighbours are mostly of one length; looking there first saves reading each byte. A wrong
      // hit would join two lines and show as a missing one.
      int end = line + length;
      if (length == 0 || end >= to || bytes.get(end) != '\n') {
        end = lineEnd(bytes, line, to);
      }
      if (confirmed + refused == wanted) {
        wantedFrom = line;
        wantedTo = end;
      }
      if (isConfirmed(bytes, line, end)) {
        confirmed++;
      } else {
        if (firstRefused < 0) {
          firstRefused = line;
        }
        refused++;
      }
      length = end - line;
      line = end + 1;
    }
  }

  int confirmed() {
    return confirmed;
  }

  int refused() {
    return refused;
  }

  /** Where the first refused line begins, −1 if none is. */
  int firstRefused() {
    return firstRefused;
  }

  /** Where the wanted line begins, −1 if there are fewer lines. */
  int wantedFrom() {
    return wantedFrom;
  }

  int wantedTo() {
    return wantedTo;
  }

  private static int lineEnd(ByteBuffer bytes, int from, int to) {
    int end = from;
    while (end < to && bytes.get(end) != '\n') {
      end++;
    }
    return end;
  }

  private static boolean isConfirmed(ByteBuffer bytes, int from, int to) {
    if (to - from < CONFIRMED.length) {
      return false;
    }
    for (int i = 0; i < CONFIRMED.length; i++) {
      if (bytes.get(from + i) != CONFIRMED[i]) {
        return false;
      }
    }
    return true;
  }
}
