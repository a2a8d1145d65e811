package dev.tallystick.producer;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The deadline of the request that is being answered, as its caller has told it. */
@RequestScoped
class RequestDeadline {
  /** Longer than any caller of one of our services waits. */
  private static final Duration MAX = Duration.ofSeconds(60);

  private @Nullable Deadline deadline;

  /** Takes the value of {@link Deadline#HEADER}; what is no number of milliseconds is ignored. */
  void take(@Nullable String header) {
    if (header == null || !header.matches("[0-9]{1,6}")) {
      return;
    }
    Duration left = Duration.ofMillis(Long.parseLong(header)).minus(Deadline.MARGIN);
    if (left.compareTo(MAX) < 0) {
      deadline = Deadline.in(left.isNegative() ? Duration.ZERO : left);
    }
  }

  Optional<Deadline> deadline() {
    return Optional.ofNullable(deadline);
  }

  /** That of the request which the calling thread works for, if it works for one. */
  static Optional<Deadline> find() {
    ArcContainer container = Arc.container();
    return container != null && container.requestContext().isActive()
        ? container.instance(RequestDeadline.class).get().deadline()
        : Optional.empty();
  }
}
