package dev.tallystick.tlog;

import java.io.IOException;

/**
 * Where a witness keeps what it has cosigned.
 *
 * <p>Callers cosign only what {@link #replace} has taken. Implementers are thread-safe, never go
 * back to an earlier state, and keep a state durable before {@code replace} returns: after a crash
 * {@code latest} answers with it. If it is not known whether a state was kept, {@code replace}
 * throws, and does so until the store has been read anew.
 */
public interface WitnessStore {
  /**
   * Returns the state of a log, {@link WitnessState#nothingOf} if none was kept.
   *
   * @throws IOException if it cannot be had
   */
  WitnessState latest(String origin) throws IOException;

  /**
   * Puts the next state in the place of the one that was expected, in one step.
   *
   * @return whether it did; if not, there is another state by now
   * @throws IOException if it is not known whether the next state is kept
   */
  boolean replace(WitnessState expected, WitnessState next) throws IOException;
}
