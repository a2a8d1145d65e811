package dev.tallystick.startup;

import io.quarkus.logging.LoggingFilter;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;

/**
 * Tells in one line, ever more seldom, that another part is away: while the suite starts each part
 * waits for others, and the stack of a connection that was refused helps nobody. What else fails is
 * logged as it is.
 */
@LoggingFilter(name = "peers-away")
public final class PeersAwayFilter implements Filter {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** A trouble that has not been heard of for so long begins anew. */
  private static final Duration FORGOTTEN = Duration.ofMinutes(15);

  private static final int MOST_TROUBLES = 200;
  private static final int MOST_CAUSES = 20;

  /** By name: this library knows none of those that have them. */
  private static final Set<String> AWAY =
      Set.of(
          "dev.tallystick.events.append.LogUnavailableException",
          "dev.tallystick.producer.ServiceAwayException",
          "dev.tallystick.producer.TokenUnavailableException",
          "io.quarkus.oidc.OIDCException",
          "io.quarkus.oidc.common.runtime.OidcEndpointAccessException");

  private final InstantSource clock;
  private final Map<String, Trouble> troubles = new HashMap<>();

  /** When something was told, and how long it is kept back from then on. */
  private record Trouble(long toldMillis, Duration pause, long untold) {}

  /** Made by Quarkus. */
  public PeersAwayFilter() {
    this(InstantSource.system());
  }

  PeersAwayFilter(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public boolean isLoggable(LogRecord entry) {
    Optional<String> reason = reason(entry.getThrown());
    if (reason.isEmpty()) {
      return true;
    }
    Optional<Long> untold = turn(entry.getLoggerName() + " " + entry.getMessage());
    if (untold.isEmpty()) {
      return false;
    }
    entry.setThrown(null);
    String line =
        text(entry)
            + ": "
            + reason.get()
            + (untold.get() == 0 ? "" : " (and " + untold.get() + " times since the last line)");
    if (entry instanceof ExtLogRecord extended) {
      extended.setMessage(line, FormatStyle.NO_FORMAT);
      extended.setParameters(null);
    } else {
      entry.setMessage(line);
    }
    return true;
  }

  /** What was to be logged, without the cause. */
  private static String text(LogRecord entry) {
    String message = String.valueOf(entry.getMessage());
    Object[] parameters = entry.getParameters();
    if (parameters == null || parameters.length == 0) {
      return message;
    }
    boolean isPrintf =
        entry instanceof ExtLogRecord extended && extended.getFormatStyle() == FormatStyle.PRINTF;
    try {
      return isPrintf
          ? String.format(Locale.ROOT, message, parameters)
          : new MessageFormat(message, Locale.ROOT).format(parameters);
    } catch (IllegalArgumentException e) {
      return message;
    }
  }

  /** Why a part is away, if that is why something failed. */
  private static Optional<String> reason(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      if (cause instanceof ConnectException
          || cause instanceof HttpTimeoutException
          || AWAY.contains(cause.getClass().getName())) {
        String message = cause.getMessage();
        String kind = cause.getClass().getSimpleName();
        return Optional.of(message == null ? kind : message.lines().findFirst().orElse(kind));
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  /** Empty if it is not yet time to tell it again; else how often it was not told meanwhile. */
  private synchronized Optional<Long> turn(String trouble) {
    long now = clock.millis();
    if (troubles.size() >= MOST_TROUBLES) {
      troubles.values().removeIf(each -> now - each.toldMillis > FORGOTTEN.toMillis());
    }
    Trouble last = troubles.get(trouble);
    if (last == null || now - last.toldMillis > FORGOTTEN.toMillis()) {
      if (troubles.size() < MOST_TROUBLES) {
        troubles.put(trouble, new Trouble(now, FIRST_PAUSE, 0));
      }
      return Optional.of(0L);
    }
    if (now - last.toldMillis < last.pause.toMillis()) {
      troubles.put(trouble, new Trouble(last.toldMillis, last.pause, last.untold + 1));
      return Optional.empty();
    }
    Duration longer = last.pause.multipliedBy(2);
    troubles.put(
        trouble, new Trouble(now, longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer, 0));
    return Optional.of(last.untold);
  }
}
