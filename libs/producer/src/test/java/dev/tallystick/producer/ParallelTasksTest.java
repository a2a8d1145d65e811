package dev.tallystick.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
  void each_isDoneInTheTraceOfTheCaller() throws Exception {
    SpanContext place =
        SpanContext.create(
            "4bf92f3577b34da6a3ce929d0e0e4736",
            "00f067aa0ba902b7",
            TraceFlags.getSampled(),
            TraceState.getDefault());

    Callable<List<String>> tasks =
        () -> abreast.each(List.of(1, 2, 3), thing -> Span.current().getSpanContext().getSpanId());
    List<String> spans = Context.current().with(Span.wrap(place)).wrap(tasks).call();

    assertThat(spans).containsExactly(place.getSpanId(), place.getSpanId(), place.getSpanId());
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

  /** Callers that wait for one another's threads would wait for ever. */
  @Test
  void each_byMoreCallersThanThreadsEnds() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(64);
    CountDownLatch all = new CountDownLatch(64);
    try {
      List<Callable<List<Integer>>> calls =
          Collections.nCopies(
              64,
              () -> {
                all.countDown();
                assertThat(await(all)).isTrue();
                return abreast.each(List.of(1, 2, 3), thing -> thing);
              });
      for (Future<List<Integer>> call : callers.invokeAll(calls, 30, TimeUnit.SECONDS)) {
        assertThat(call.get()).containsExactly(1, 2, 3);
      }
    } finally {
      callers.shutdownNow();
    }
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
