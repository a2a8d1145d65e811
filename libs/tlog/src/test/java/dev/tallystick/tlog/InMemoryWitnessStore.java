package dev.tallystick.tlog;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A store that lasts as long as the test, and that can be told to fail. */
final class InMemoryWitnessStore implements WitnessStore {
  /** What happens to the next state that is to be kept. */
  enum Fault {
    NONE,
    NOT_KEPT,
    KEPT
  }

  private final Map<String, WitnessState> states = new ConcurrentHashMap<>();
  private volatile Fault fault = Fault.NONE;

  void failNext(Fault next) {
    fault = next;
  }

  @Override
  public WitnessState latest(String origin) {
    return states.computeIfAbsent(origin, WitnessState::nothingOf);
  }

  @Override
  public boolean replace(WitnessState expected, WitnessState next) throws IOException {
    Fault happening = fault;
    fault = Fault.NONE;
    if (happening == Fault.NOT_KEPT) {
      throw new IOException("not kept");
    }
    boolean isReplaced = states.replace(expected.origin(), expected, next);
    if (happening == Fault.KEPT) {
      throw new IOException("kept, but nobody knows");
    }
    return isReplaced;
  }
}
