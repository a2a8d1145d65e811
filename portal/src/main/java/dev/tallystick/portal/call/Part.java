package dev.tallystick.portal.call;

import io.quarkus.qute.TemplateData;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a page that a service answers for: what it says, or why it is missing. So a service
 * that is away takes only its part with it.
 */
@TemplateData
public final class Part<T> {
  private final @Nullable T value;
  private final Absence absence;

  private Part(@Nullable T value, Absence absence) {
    this.value = value;
    this.absence = absence;
  }

  /** What a service says. */
  public static <T> Part<T> of(T value) {
    return new Part<>(value, Absence.NONE);
  }

  /** A part that is missing. */
  public static <T> Part<T> missing(Absence absence) {
    return new Part<>(null, absence);
  }

  /** Whether there is something to show. */
  public boolean isHere() {
    return value != null;
  }

  /**
   * What is to be shown.
   *
   * @throws NoSuchElementException if it is missing
   */
  public T get() {
    return find().orElseThrow();
  }

  /** What is to be shown, if it is here. */
  public Optional<T> find() {
    return Optional.ofNullable(value);
  }

  /** Why it is missing. */
  public Absence absence() {
    return absence;
  }

  /** What is made of it, if it is here. */
  public <R> Part<R> map(Function<? super T, ? extends R> change) {
    return value == null ? missing(absence) : of(change.apply(value));
  }
}
