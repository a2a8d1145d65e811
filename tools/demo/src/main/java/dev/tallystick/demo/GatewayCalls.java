package dev.tallystick.demo;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.ApiClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.party.TypedId;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Calls to a party's gateway with the key that it has drawn for the party's own systems. */
public record GatewayCalls(URI base, ApiClient api, RunningSuite suite) {
  private static final int TRIES = 240;
  private static final long PAUSE_MILLIS = 250;

  /** What it answers at a path. */
  public JsonObject get(String path) throws RefusedException, IOException, InterruptedException {
    return api.get(base.resolve(path));
  }

  byte[] bytes(String path) throws RefusedException, IOException, InterruptedException {
    return api.getBytes(base.resolve(path));
  }

  /** Has it do something, once, and returns its answer. */
  public JsonObject post(String path, JsonObject body)
      throws RefusedException, IOException, InterruptedException {
    String key = TypedId.draw("key", suite.clock().millis(), suite.random());
    return api.post(base.resolve(path), body, key);
  }

  /** What is looked for again and again; empty while it is not there. */
  @FunctionalInterface
  interface Look<T> {
    Optional<T> look()
        throws RefusedException, IOException, InterruptedException, StepDiffersException;
  }

  /** What comes within a minute: a gateway works in the background. */
  static <T> T await(String what, Look<T> look)
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    for (int i = 0; i < TRIES; i++) {
      Optional<T> found = look.look();
      if (found.isPresent()) {
        return found.get();
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    throw new StepDiffersException(what + " does not come");
  }

  @Override
  public String toString() {
    return "GatewayCalls[" + base + "]";
  }
}
