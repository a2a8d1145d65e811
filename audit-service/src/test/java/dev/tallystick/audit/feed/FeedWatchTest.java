package dev.tallystick.audit.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.storage.LogGrowth;
import dev.tallystick.audit.storage.LogStateRepository;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class FeedWatchTest {
  private static final List<Throwable> FAILURES =
      List.of(
          new SQLException("away"), new IllegalStateException("odd"), new AssertionError("worse"));

  private final CountDownLatch looks = new CountDownLatch(FAILURES.size() + 1);

  @Test
  void watch_looksAgainAfterAnyFailure() throws Exception {
    LogGrowth growth = new LogGrowth();
    CompletableFuture<Void> waiting = growth.beyond(0, Set.of(1));
    try (FeedWatch watch = new FeedWatch(growth, new LogStateRepository(failing()))) {
      watch.start();

      assertThat(looks.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(waiting).isNotDone();
  }

  /** Each look ends otherwise. */
  private DataSource failing() {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              long past = FAILURES.size() + 1 - looks.getCount();
              looks.countDown();
              throw FAILURES.get((int) (past % FAILURES.size()));
            });
  }
}
