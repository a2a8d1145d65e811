package dev.tallystick.producer;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The time by which a request has to be answered. It travels with every call that the request
 * makes, so that nobody works on when its caller has given up.
 *
 * <p>A call carries what is left in {@link #HEADER}, in milliseconds: a length of time needs no
 * clocks that agree. The service that is called answers a little sooner ({@link #MARGIN}), so that
 * its answer arrives. A deadline belongs to a thread, or to the request that the thread works for;
 * without one each call has its usual limit. Immutable.
 */
public final class Deadline {
  /** The header of a call: how many milliseconds the caller waits for the answer. */
  public static final String HEADER = "Tallystick-Timeout";

  /** How much sooner than its caller gives up a service answers. */
  static final Duration MARGIN = Duration.ofMillis(150);

  private static final ThreadLocal<@Nullable Deadline> OF_THREAD = new ThreadLocal<>();

  private final long atNanos;

  private Deadline(long atNanos) {
    this.atNanos = atNanos;
  }

  /** A deadline this long from now. */
  public static Deadline in(Duration left) {
    return new Deadline(System.nanoTime() + left.toNanos());
  }

  /** What is left; zero once it has passed. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
  }

  /** The deadline that this thread works under, if there is one. */
  public static Optional<Deadline> current() {
    Deadline own = OF_THREAD.get();
    return own != null ? Optional.of(own) : RequestDeadline.find();
  }

  /** The shorter of the usual limit and of what the current deadline leaves. */
  public static Duration atMost(Duration usual) {
    return current().map(Deadline::left).filter(left -> left.compareTo(usual) < 0).orElse(usual);
  }

  /** The same work under the deadline of the calling thread, for another thread to do. */
  public static <T, R> Function<T, R> handedOn(Function<T, R> work) {
    return current()
        .<Function<T, R>>map(deadline -> thing -> deadline.call(() -> work.apply(thing)))
        .orElse(work);
  }

  /** Does the work under this deadline, or under the current one if that is sooner. */
  public <T> T call(Supplier<T> work) {
    Deadline before = OF_THREAD.get();
    OF_THREAD.set(current().filter(other -> other.atNanos - atNanos < 0).orElse(this));
    try {
      return work.get();
    } finally {
      if (before == null) {
        OF_THREAD.remove();
      } else {
        OF_THREAD.set(before);
      }
    }
  }
}
