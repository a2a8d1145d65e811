package dev.tallystick.houserules;

import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;

/** Lets the tests of a service send proofs from their first request on. */
public final class BoundRequestsCallback implements QuarkusTestBeforeClassCallback {
  @Override
  public void beforeClass(Class<?> testClass) {
    BoundRequests.install();
  }
}
