package dev.tallystick.houserules.mutation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The rule that is taken out just now. It is named by a system property, since the classes of a
 * service under test and those of the test engine have class loaders of their own.
 */
public final class TakenOutRule {
  private static final String PROPERTY = "tallystick.rules.taken-out";

  /** What a method answers that finds nothing to refuse, by the type of its answer. */
  private static final Map<Class<?>, Object> NOTHING =
      Map.of(
          boolean.class,
          false,
          int.class,
          0,
          long.class,
          0L,
          Optional.class,
          Optional.empty(),
          List.class,
          List.of(),
          Set.class,
          Set.of());

  private TakenOutRule() {}

  /** The rule, if one is taken out. */
  public static Optional<String> id() {
    return Optional.ofNullable(System.getProperty(PROPERTY));
  }

  /** Whether it is this one. */
  public static boolean is(String rule) {
    return id().filter(rule::equals).isPresent();
  }

  /**
   * Calls what keeps a rule, unless that is taken out: then nothing is done, and nothing found.
   *
   * @param type of the answer
   */
  public static @Nullable Object call(String rule, Class<?> type, Callable<?> kept)
      throws Exception {
    return is(rule) ? NOTHING.get(type) : kept.call();
  }

  static void take(String rule) {
    System.setProperty(PROPERTY, rule);
  }

  static void putBack() {
    System.clearProperty(PROPERTY);
  }
}
