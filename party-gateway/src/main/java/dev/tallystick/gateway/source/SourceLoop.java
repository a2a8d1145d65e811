package dev.tallystick.gateway.source;

import dev.tallystick.gateway.work.NextTry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * When a source is read: batch after batch while there are any, at its own pace while there are
 * none, ever later while it stands still. For one thread.
 */
final class SourceLoop {
  private static final Logger LOG = Logger.getLogger(SourceLoop.class);

  /** What an earlier process has noted is not known: the first look replaces it. */
  private static final String NOT_YET = "";

  private final String source;
  private final DepositSourceRepository sources;
  private final Clock clock;
  private Instant nextLook = Instant.EPOCH;
  private int failures;
  private @Nullable String told = NOT_YET;

  SourceLoop(String source, DepositSourceRepository sources, Clock clock) {
    this.source = source;
    this.sources = sources;
    this.clock = clock;
  }

  /** One batch. */
  @FunctionalInterface
  interface Step {
    /** Reads and deposits one; tells whether there was any. */
    boolean next() throws IOException, StandstillException;
  }

  /** Whether there is something to do; while it stands still there is not, for a time. */
  boolean isDue() {
    return !clock.instant().isBefore(nextLook);
  }

  /** Does what is due. */
  void run(Duration every, Step step) {
    if (!isDue()) {
      return;
    }
    try {
      while (step.next() && !Thread.currentThread().isInterrupted()) {
        goneOn();
      }
      if (told != null) {
        sources.stop(source, null);
      }
      goneOn();
      nextLook = clock.instant().plus(every);
    } catch (StandstillException e) {
      standStill(e.code());
    } catch (IOException e) {
      standStill("FOLDER_UNUSABLE");
    }
  }

  private void goneOn() {
    failures = 0;
    told = null;
  }

  private void standStill(String code) {
    nextLook = NextTry.after(clock.instant(), failures++, Optional.empty());
    if (!code.equals(told)) {
      told = code;
      LOG.warnf("The source %s stands still: %s", source, code);
      sources.stop(source, code);
    }
  }
}
