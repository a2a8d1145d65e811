package dev.tallystick.vault.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParallelTasksTest {
  private final ParallelTasks abreast = new ParallelTasks();

  @AfterEach
  void stop() {
    abreast.stop();
  }

  @Test
  void each_ofThingsThatWaitForOneAnotherEnds() {
    CountDownLatch all = new CountDownLatch(3);

    List<Integer> results =
        abreast.each(
            List.of(1, 2, 3),
            thing -> {
              all.countDown();
              return await(all) ? thing * 10 : 0;
            });

    assertThat(results).containsExactly(10, 20, 30);
  }

  @Test
  void each_ofMoreThingsThanThreadsDoesAll() {
    List<Integer> things = IntStream.range(0, 200).boxed().toList();

    assertThat(abreast.each(things, thing -> thing + 1))
        .isEqualTo(IntStream.rangeClosed(1, 200).boxed().toList());
  }

  @Test
  void each_finishesAllBeforeItFailsWithTheFirstFailure() {
    AtomicInteger finished = new AtomicInteger();

    assertThatThrownBy(
            () ->
                abreast.each(
                    List.of("a", "b", "c"),
                    thing -> {
                      if (!thing.equals("c")) {
                        throw new IllegalStateException(thing);
                      }
                      return finished.incrementAndGet();
                    }))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("a");
    assertThat(finished).hasValue(1);
  }

  @Test
  void each_ofNothingIsNothing() {
    assertThat(abreast.each(List.of(), thing -> thing)).isEmpty();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
