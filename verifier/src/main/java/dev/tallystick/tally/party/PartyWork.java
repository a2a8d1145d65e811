package dev.tallystick.tally.party;

import dev.tallystick.party.InvalidReleaseException;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tally.report.CheckReport;
import java.io.IOException;
import java.util.Locale;

/** Does what a party asks for, and reports how it ended. */
public final class PartyWork {
  private static final int SERVER_FAULT = 500;

  private PartyWork() {}

  /** What is done; it reports what it found by itself. */
  @FunctionalInterface
  public interface Deed {
    void run() throws RefusedException, InvalidReleaseException, IOException, InterruptedException;
  }

  /**
   * Runs it: a release that is not what it says does not hold, a refusal is told as one, whatever
   * is out of reach leaves it untold.
   */
  public static void run(CheckReport report, Deed deed) {
    try {
      deed.run();
    } catch (RefusedException e) {
      refused(report, e);
    } catch (InvalidReleaseException e) {
      report.fails("release", String.valueOf(e.getMessage()));
      report.fact("flaw", e.flaw().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    } catch (IOException e) {
      String message = e.getMessage();
      report.cannotTell("reach", message == null ? e.getClass().getSimpleName() : message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      report.cannotTell("reach", "interrupted");
    }
  }

  /** A service that cannot answer refutes nothing. */
  private static void refused(CheckReport report, RefusedException e) {
    if (e.status() >= SERVER_FAULT) {
      report.cannotTell("request", String.valueOf(e.getMessage()));
    } else {
      report.refused("request", String.valueOf(e.getMessage()));
    }
    report.fact("status", e.status());
    report.fact("code", e.code());
    e.ruleId().ifPresent(rule -> report.fact("ruleId", rule));
    e.auditEventId().ifPresent(event -> report.fact("auditEventId", event));
  }
}
