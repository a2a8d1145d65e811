package dev.tallystick.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private static final Duration USUAL = Duration.ofSeconds(5);

  @Test
  void atMost_withoutADeadline_isTheUsualLimit() {
    assertThat(Deadline.current()).isEmpty();
    assertThat(Deadline.atMost(USUAL)).isEqualTo(USUAL);
  }

  @Test
  void atMost_isWhatTheDeadlineLeaves_ifThatIsShorter() {
    Deadline soon = Deadline.in(Duration.ofSeconds(1));
    Deadline late = Deadline.in(Duration.ofSeconds(60));

    assertThat(soon.call(() -> Deadline.atMost(USUAL))).isLessThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(late.call(() -> Deadline.atMost(USUAL))).isEqualTo(USUAL);
  }

  @Test
  void call_insideOfAnother_keepsTheSoonerDeadline_andTheOuterOneAfterwards() {
    Deadline outer = Deadline.in(Duration.ofSeconds(1));

    boolean kept =
        outer.call(
            () -> {
              Duration inside = Deadline.in(USUAL).call(() -> Deadline.atMost(USUAL));
              return inside.compareTo(Duration.ofSeconds(1)) <= 0
                  && Deadline.current().equals(Optional.of(outer));
            });

    assertThat(kept).isTrue();
    assertThat(Deadline.current()).isEmpty();
  }

  @Test
  void handedOn_goesWithTheWorkToAnotherThread() throws Exception {
    Function<Integer, Duration> work = ignored -> Deadline.atMost(USUAL);
    Function<Integer, Duration> limited =
        Deadline.in(Duration.ofSeconds(1)).call(() -> Deadline.handedOn(work));

    assertThat(CompletableFuture.supplyAsync(() -> limited.apply(1)).get())
        .isLessThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(Deadline.handedOn(work)).isSameAs(work);
  }

  @Test
  void take_leavesTimeForTheAnswer_andIgnoresWhatIsNoTime() {
    RequestDeadline request = new RequestDeadline();
    request.take(null);
    request.take("soon");
    request.take("-1");
    request.take("9999999");
    assertThat(request.deadline()).isEmpty();

    request.take("1000");

    assertThat(request.deadline().orElseThrow().left())
        .isLessThanOrEqualTo(Duration.ofSeconds(1).minus(Deadline.MARGIN));
  }
}
