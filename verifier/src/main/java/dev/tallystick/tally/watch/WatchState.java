package dev.tallystick.tally.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.tally.state.UnusableStateException;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TlogException;
import java.util.OptionalLong;

/**
 * What a watcher remembers: the latest checkpoint that extends all it has seen, since when it
 * watches, and when enough witnesses last vouched for the log.
 *
 * @param note the checkpoint as the log published it
 * @param checkpoint the same, read
 * @param since when the first checkpoint was seen, in POSIX seconds
 * @param witnessed the latest time at which the quorum was met, if it ever was
 */
public record WatchState(
    SignedNote note, Checkpoint checkpoint, long since, OptionalLong witnessed) {
  /** The longest state that is read, in bytes. */
  public static final int MAX_SIZE = SignedNote.MAX_SIZE + 200;

  private static final String FIRST_LINE = "tally watch v1\n";
  private static final String NEVER = "never";

  /** Returns the text of the state: three lines, an empty one, and the note. */
  public byte[] toByteArray() {
    String time = witnessed.isPresent() ? Long.toString(witnessed.getAsLong()) : NEVER;
    return "%ssince %d\nwitnessed %s\n\n%s"
        .formatted(FIRST_LINE, since, time, note)
        .getBytes(UTF_8);
  }

  /**
   * Reads a state.
   *
   * @param source the file, for the message
   * @throws UnusableStateException if the bytes are not what {@link #toByteArray} writes
   */
  public static WatchState parse(byte[] bytes, String source) throws UnusableStateException {
    String text = new String(bytes, UTF_8);
    int blank = text.indexOf("\n\n");
    String[] lines = text.substring(0, Math.max(blank, 0)).split("\n", -1);
    try {
      if (lines.length == 3) {
        SignedNote note = SignedNote.parse(text.substring(blank + 2));
        WatchState state =
            new WatchState(
                note, Checkpoint.parse(note.text()), since(lines[1]), witnessed(lines[2]));
        if (new String(state.toByteArray(), UTF_8).equals(text)) {
          return state;
        }
      }
    } catch (TlogException | NumberFormatException e) {
      // Said below, as for a file of another form.
    }
    throw new UnusableStateException(source + ": not what tally watch has written");
  }

  private static long since(String line) {
    return Long.parseLong(line.replaceFirst("^since ", ""));
  }

  private static OptionalLong witnessed(String line) {
    String time = line.replaceFirst("^witnessed ", "");
    return time.equals(NEVER) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(time));
  }
}
