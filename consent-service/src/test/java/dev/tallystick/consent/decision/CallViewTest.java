package dev.tallystick.consent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.rules.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What the questions of one call share is never older than what each would have had alone. */
class CallViewTest {
  private static final State BEFORE = State.EMPTY.withSize(7);
  private static final State AFTER = State.EMPTY.withSize(8);

  private final AtomicReference<State> here = new AtomicReference<>(BEFORE);
  private final AtomicInteger looks = new AtomicInteger();
  private final List<String> asked = new ArrayList<>();
  private final CallView call =
      new CallView(
          subject -> asked.add(subject.orElse("nobody")),
          () -> {
            looks.incrementAndGet();
            return BEFORE;
          },
          here::get);

  @Test
  void fresh_asksTheLogOnce() {
    assertThat(call.fresh()).isSameAs(BEFORE);
    assertThat(call.fresh()).isSameAs(BEFORE);
    assertThat(looks).hasValue(1);
  }

  /** A withdrawal between two questions refuses the second, as it would alone. */
  @Test
  void fresh_isNoOlderThanWhatIsFoldedMeanwhile() {
    assertThat(call.fresh()).isSameAs(BEFORE);
    here.set(AFTER);

    assertThat(call.fresh()).isSameAs(AFTER);
    here.set(BEFORE);
    assertThat(call.fresh()).as("nor than what was told before").isSameAs(AFTER);
  }

  /** While a question waited for the log, a person may have stopped somebody. */
  @Test
  void requireReady_looksAgainOnceTheLogWasWaitedFor() {
    call.requireReady(Optional.of("tok"));
    call.requireReady(Optional.of("tok"));
    assertThat(asked).containsExactly("tok");

    State unused = call.fresh();
    call.requireReady(Optional.of("tok"));

    assertThat(asked).containsExactly("tok", "tok");
  }
}
