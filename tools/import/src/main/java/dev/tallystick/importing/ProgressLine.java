package dev.tallystick.importing;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * How far the reading of a file is, with the rate and the time that is left: a line that is written
 * over on a terminal, a line now and then elsewhere. For one thread.
 */
final class ProgressLine implements LongConsumer {
  private static final int CELLS = 24;
  private static final Duration ON_TERMINAL = Duration.ofMillis(200);
  private static final Duration ELSEWHERE = Duration.ofSeconds(5);

  /** Where progress is shown, and whether a line there can be written over. */
  record Screen(PrintStream out, boolean terminal) {}

  private final PrintStream out;
  private final boolean terminal;
  private final InstantSource clock;
  private final String what;
  private final long size;
  private final Supplier<String> more;
  private final Instant begun;
  private Instant shown;

  /**
   * A progress from now.
   *
   * @param size how many bytes there are
   * @param more what else is to be told, asked each time
   */
  ProgressLine(Screen screen, InstantSource clock, String what, long size, Supplier<String> more) {
    this.out = screen.out();
    this.terminal = screen.terminal();
    this.clock = clock;
    this.what = what;
    this.size = Math.max(1, size);
    this.more = more;
    this.begun = clock.instant();
    this.shown = begun;
  }

  @Override
  public void accept(long read) {
    Instant now = clock.instant();
    Duration every = terminal ? ON_TERMINAL : ELSEWHERE;
    if (Duration.between(shown, now).compareTo(every) < 0) {
      return;
    }
    shown = now;
    String text = text(read, Duration.between(begun, now));
    if (terminal) {
      out.print("\r" + text + "\u001b[K");
      out.flush();
    } else {
      out.println(text);
    }
  }

  /** Ends the line. */
  void end() {
    if (terminal) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }

  String text(long read, Duration passed) {
    double part = Math.min(1, (double) read / size);
    int full = (int) (part * CELLS);
    long left = part > 0 ? (long) (passed.toMillis() * (1 - part) / part / 1_000) : 0;
    return String.format(
        Locale.ROOT,
        "%-8s [%s%s] %3d %%  %s  %s left",
        what,
        "#".repeat(full),
        ".".repeat(CELLS - full),
        (int) (part * 100),
        more.get(),
        Durations.text(Duration.ofSeconds(left)));
  }

  /** Durations as people read them. */
  static final class Durations {
    private Durations() {}

    static String text(Duration duration) {
      long seconds = duration.toSeconds();
      return seconds < 60
          ? seconds + " s"
          : seconds < 3_600
              ? seconds / 60 + " min " + seconds % 60 + " s"
              : seconds / 3_600 + " h " + seconds / 60 % 60 + " min";
    }
  }
}
