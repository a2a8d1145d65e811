package dev.tallystick.bench.inquiry;

/** One request of a load, sent and answered. Called by many threads at once. */
@FunctionalInterface
public interface Question {
  /**
   * Asks.
   *
   * @param number counts the requests of a load, from 0
   * @throws Exception if it was not answered as it should be
   */
  void ask(long number) throws Exception;
}
