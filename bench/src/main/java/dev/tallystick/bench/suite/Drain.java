package dev.tallystick.bench.suite;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Waits until every release is acknowledged, so that no backlog passes for speed. */
public final class Drain {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final SuiteServer server;
  private final LongSupplier waiting;

  /**
   * A drain.
   *
   * @param waiting how many reports the lender has yet to acknowledge
   */
  public Drain(SuiteServer server, LongSupplier waiting) {
    this.server = server;
    this.waiting = waiting;
  }

  /**
   * Waits.
   *
   * @param from what stands in the log before this place is not waited for
   * @return how many were still missing after so long; 0 if none is
   */
  public long await(long from, Duration most) throws SQLException, InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    long size = server.logSize();
    while (true) {
      boolean isSettled = waiting.getAsLong() == 0 && server.isFiled(size);
      long owed = server.owedReceipts(from);
      if (isSettled && owed == 0) {
        return 0;
      }
      if (System.nanoTime() - end >= 0) {
        return Math.max(1, owed);
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }

  /** How many are missing now. */
  public long open(long from) throws SQLException {
    return server.owedReceipts(from);
  }
}
