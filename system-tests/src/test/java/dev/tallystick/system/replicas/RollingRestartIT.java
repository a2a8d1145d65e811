package dev.tallystick.system.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bench.inquiry.Question;
import dev.tallystick.bench.inquiry.QuestionLoad;
import dev.tallystick.bench.measure.LoadResult;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.RefusedException;
import dev.tallystick.system.Suite;
import dev.tallystick.system.fault.Applicant;
import dev.tallystick.system.fault.Scene;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Two replicas of every service behind a balancer, each restarted in turn at a quarter of the peak
 * that they have reached before: every inquiry is answered, if need be when the same one is sent
 * again, as docs/operations/rolling-restart.md has it, and the log that is left is an honest one.
 */
class RollingRestartIT {
  private static final int APPLICANTS = 12;
  private static final int CALLERS = 8;
  private static final Duration PEAK =
      Duration.ofSeconds(Integer.getInteger("tallystick.peak", 15));
  private static final Duration STEP = Duration.ofSeconds(5);

  /** How often the same inquiry is sent at most. */
  private static final int TRIES = 3;

  private static final int PAGE_EACH = 5;
  private static final double LONGEST_MILLIS = 3_000;

  private final Map<String, Integer> again = new ConcurrentHashMap<>();
  private final AtomicLong pages = new AtomicLong();

  @Test
  void replicasRestartedInTurn_loseNoRequest() throws Exception {
    Balancer.orSkip();
    try (RollingStage stage = RollingStage.set()) {
      Scene scene = Scene.open(stage.suite());
      List<Applicant> applicants = scene.applicants(APPLICANTS);
      QuestionLoad load = new QuestionLoad(question(stage, scene, applicants));
      double peak = load.asFastAsAnswered(CALLERS, Duration.ofSeconds(5), PEAK).perSecond();
      assertThat(peak).as("inquiries a second").isPositive();
      again.clear();

      LoadResult result = whileRestarting(stage, load, peak / 4);

      System.out.printf(
          "rolling restart: %.1f inquiries/s of %.1f at the peak, %d answered, p50 %.0f ms, p99 %.0f ms, %d pages; sent again: %s%n",
          peak / 4,
          peak,
          result.confirmed(),
          result.latencies().percentileMillis(50),
          result.latencies().percentileMillis(99),
          pages.get(),
          new TreeMap<>(again));
      assertThat(stage.isBalanced()).isTrue();
      assertThat(result.failures().count()).as(result.failures().first()).isZero();
      assertThat(result.latencies().percentileMillis(99)).isLessThan(LONGEST_MILLIS);
      stage.assertHonest("bureau-west");
    }
  }

  /** The load in steps until the last replica is back. */
  private static LoadResult whileRestarting(RollingStage stage, QuestionLoad load, double rate)
      throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<LoadResult> loaded =
          thread.submit(
              () -> {
                LoadResult all = load.atRate(rate, CALLERS * 4, Duration.ZERO, STEP);
                while (!done.get()) {
                  all = sum(all, load.atRate(rate, CALLERS * 4, Duration.ZERO, STEP));
                }
                return all;
              });
      try {
        for (String service : RollingStage.SERVICES) {
          stage.restart(service);
        }
      } finally {
        done.set(true);
      }
      return loaded.get();
    } finally {
      thread.shutdown();
    }
  }

  private static LoadResult sum(LoadResult one, LoadResult other) {
    one.latencies().addAll(other.latencies());
    return new LoadResult(
        one.entries() + other.entries(),
        one.confirmed() + other.confirmed(),
        one.seconds() + other.seconds(),
        one.latencies(),
        one.failures().and(other.failures()),
        List.of());
  }

  /** A sale of a report, and now and then a page that everybody may read. */
  private Question question(RollingStage stage, Scene scene, List<Applicant> applicants) {
    return number -> {
      if (number % PAGE_EACH == 0) {
        untilAnswered(() -> read(stage.portal() + "/"));
        long unused = pages.incrementAndGet();
      }
      Applicant applicant = applicants.get((int) (number % applicants.size()));
      InquiryRequest inquiry = scene.inquiry(applicant);
      untilAnswered(() -> scene.inquire(applicant, inquiry));
    };
  }

  private static int read(String page) throws IOException, InterruptedException {
    int status = Suite.get(page, "");
    if (status >= 500) {
      throw new IOException("a page with status " + status);
    }
    assertThat(status).isLessThan(400);
    return status;
  }

  private <T> T untilAnswered(Callable<T> request) throws Exception {
    for (int tried = 1; ; tried++) {
      try {
        return request.call();
      } catch (RefusedException e) {
        note(e.status() + " " + e.code(), e, e.status() >= 500 && tried < TRIES);
      } catch (IOException e) {
        note("no answer", e, tried < TRIES);
      }
    }
  }

  private void note(String what, Exception e, boolean isSentAgain) throws Exception {
    if (!isSentAgain) {
      throw new IllegalStateException(what + ": " + e.getMessage(), e);
    }
    int unused = again.merge(what, 1, Integer::sum);
  }
}
