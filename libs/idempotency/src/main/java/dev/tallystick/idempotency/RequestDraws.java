package dev.tallystick.idempotency;

import dev.tallystick.idempotency.Attempt.First;
import dev.tallystick.tlog.Hash;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.RequestScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What ids are drawn from in a request that is {@link Idempotent}: the same at each try of the same
 * request. Whoever makes something under such an id makes it once, also if the first try was
 * answered 503 and had taken effect all the same.
 */
@RequestScoped
public class RequestDraws {
  private final Map<String, Integer> drawn = new HashMap<>();
  private @Nullable First first;

  /**
   * One draw.
   *
   * @param millis when the first try began
   * @param random the same numbers at each try
   */
  public record Draw(long millis, RandomGenerator random) {}

  void begin(First begun) {
    first = begun;
  }

  /**
   * The next draw for a purpose; none outside of such a request.
   *
   * @param purpose such as an id's prefix; draws for one do not move those for another
   */
  public Optional<Draw> next(String purpose) {
    First now = first;
    if (now == null) {
      return Optional.empty();
    }
    int number = drawn.merge(purpose, 1, Integer::sum);
    return Optional.of(new Draw(now.firstAt().toEpochMilli(), random(now, purpose, number)));
  }

  /** Numbers that nobody can tell from drawn ones who does not know the request and its key. */
  private static RandomGenerator random(First request, String purpose, int number) {
    Hash hash =
        Hash.sha256(
            request.identity().scope().toByteArray(),
            request.identity().request().toByteArray(),
            ByteBuffer.allocate(Integer.BYTES).putInt(number).array(),
            purpose.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(hash.toByteArray())::getLong;
  }

  /** Those of the request that is being worked on, if there is one. */
  static Optional<RequestDraws> current() {
    return Arc.container().requestContext().isActive()
        ? Optional.of(Arc.container().instance(RequestDraws.class).get())
        : Optional.empty();
  }

  /** As {@link #next}, wherever it is called. */
  public static Optional<Draw> nextOfRequest(String purpose) {
    return current().flatMap(draws -> draws.next(purpose));
  }
}
