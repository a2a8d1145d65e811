package dev.tallystick.consent.stop;

import dev.tallystick.consent.log.Logged;
import dev.tallystick.events.EventId;
import java.util.function.Function;

/** The outcome of a person's word that something stops. The word holds in every case. */
public sealed interface Stopped {
  /** It is logged by this call. */
  record Now(Logged entry) implements Stopped {
    @Override
    public <R> R match(
        Function<Now, R> now, Function<Before, R> before, Function<Pending, R> pending) {
      return now.apply(this);
    }
  }

  /** It was logged by an earlier call. */
  record Before(Logged entry) implements Stopped {
    @Override
    public <R> R match(
        Function<Now, R> now, Function<Before, R> before, Function<Pending, R> pending) {
      return before.apply(this);
    }
  }

  /** It is stored here, and will be logged as soon as the log can be reached. */
  record Pending(EventId event) implements Stopped {
    @Override
    public <R> R match(
        Function<Now, R> now, Function<Before, R> before, Function<Pending, R> pending) {
      return pending.apply(this);
    }
  }

  <R> R match(Function<Now, R> now, Function<Before, R> before, Function<Pending, R> pending);
}
