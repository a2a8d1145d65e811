package dev.tallystick.tally;

import dev.tallystick.tally.log.RetryPolicy;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options for logs on a web server. */
final class NetworkOptions {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final int MOST_PARALLEL = 256;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "16",
      converter = Count.class,
      description = "How many files to fetch at a time, at most 256 (default: ${DEFAULT-VALUE}).")
  private int parallel;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "20",
      converter = Count.class,
      description = "How long to wait for a file (default: ${DEFAULT-VALUE}).")
  private int timeout;

  @Option(
      names = "--tries",
      paramLabel = "N",
      defaultValue = "5",
      converter = Count.class,
      description = "How often to ask for a file at most (default: ${DEFAULT-VALUE}).")
  private int tries;

  /** How many files to fetch at a time. */
  int parallel() {
    return Math.min(parallel, MOST_PARALLEL);
  }

  /** How long to wait, and how often. */
  RetryPolicy patience() {
    return new RetryPolicy(tries, FIRST_PAUSE, Duration.ofSeconds(timeout));
  }

  /** Reads a whole number from 1 to 9999. */
  static final class Count implements ITypeConverter<Integer> {
    private static final int MOST_DIGITS = 4;

    @Override
    public Integer convert(String text) {
      boolean isNumber =
          !text.isEmpty()
              && text.length() <= MOST_DIGITS
              && text.chars().allMatch(c -> c >= '0' && c <= '9');
      int count = isNumber ? Integer.parseInt(text) : 0;
      if (count == 0) {
        throw new TypeConversionException(
            "'%s' is not a whole number from 1 to 9999".formatted(text));
      }
      return count;
    }
  }
}
