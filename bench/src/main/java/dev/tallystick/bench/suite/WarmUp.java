package dev.tallystick.bench.suite;

import java.time.Duration;

/** Loads a suite until its virtual machines have compiled what they run. */
public final class WarmUp {
  /** Less of the services' time than this, and the figures are those of compiled code. */
  public static final double LEAST_SHARE = 0.05;

  private final Duration step;
  private final Duration most;

  /**
   * A warm-up.
   *
   * @param step how long to load the suite before its compilers are looked at
   * @param most how long in all
   */
  public WarmUp(Duration step, Duration most) {
    this.step = step;
    this.most = most;
  }

  /** One step of load. */
  @FunctionalInterface
  public interface Step {
    /**
     * Loads the suite for so long.
     *
     * @return the share of the services' time that their compilers had
     */
    double load(Duration length) throws Exception;
  }

  /**
   * What a warm-up came to.
   *
   * @param compilerShare of the last step
   */
  public record Reached(Duration after, double compilerShare) {
    /** Whether what is measured afterwards is compiled code. */
    public boolean isWarm() {
      return compilerShare < LEAST_SHARE;
    }
  }

  /** Loads until the share is below {@link #LEAST_SHARE}, or as long as it may. */
  public Reached run(Step load) throws Exception {
    Duration spent = Duration.ZERO;
    double share = 1;
    while (share >= LEAST_SHARE && spent.compareTo(most) < 0) {
      Duration left = most.minus(spent);
      Duration next = left.compareTo(step) < 0 ? left : step;
      share = load.load(next);
      spent = spent.plus(next);
    }
    return new Reached(spent, share);
  }
}
