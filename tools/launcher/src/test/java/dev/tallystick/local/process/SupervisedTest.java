package dev.tallystick.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tallystick.local.state.RunState;
import dev.tallystick.local.state.RunState.Part;
import dev.tallystick.local.state.RunState.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SupervisedTest {
  @TempDir Path temp;

  @Test
  void component_thatEndsByItselfIsStartedAgain() throws Exception {
    FakeComponent component = new FakeComponent(true);
    Supervised supervised = supervise(component);
    supervised.start();
    supervised.firstReady().get();

    component.started.take().end("exit code 137");
    FakeRunning second = component.started.take();

    awaitPart(new Part("fake", Phase.HEALTHY, 1234, second.pid(), 1));
    supervised.beginStop();
    supervised.awaitStopped();
    assertThat(second.stops).hasValue(1);
    assertThat(part()).isEqualTo(new Part("fake", Phase.STOPPED, 1234, 0, 1));
  }

  @Test
  void component_thatEndsBeforeItIsReadyFailsTheStart() throws Exception {
    FakeComponent component = new FakeComponent(false);
    Supervised supervised = supervise(component);
    supervised.start();

    component.started.take().end("exit code 1");

    assertThatThrownBy(() -> supervised.firstReady().get())
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(ComponentFailedException.class)
        .hasMessageContaining("fake ended before it was ready (exit code 1)")
        .hasMessageContaining("out of paper");
    supervised.awaitStopped();
    assertThat(part().phase()).isEqualTo(Phase.FAILED);
  }

  @Test
  void component_thatCannotStartFailsTheStart() throws Exception {
    FakeComponent component = new FakeComponent(true);
    component.broken = true;
    Supervised supervised = supervise(component);

    supervised.start();

    assertThatThrownBy(() -> supervised.firstReady().get()).hasMessageContaining("is broken");
    supervised.awaitStopped();
  }

  @Test
  void component_thatFailsLaterIsTriedAgain() throws Exception {
    FakeComponent component = new FakeComponent(true);
    Supervised supervised = supervise(component);
    supervised.start();
    FakeRunning first = component.started.take();
    supervised.firstReady().get();

    component.broken = true;
    first.end("exit code 137");
    awaitPhase(Phase.RESTARTING);
    component.broken = false;

    FakeRunning next = component.started.take();
    awaitPhase(Phase.HEALTHY);
    supervised.beginStop();
    supervised.awaitStopped();
    assertThat(next.stops).hasValue(1);
  }

  @Test
  void component_thatStartsSlowlyIsToldOfAndLeftAlone() throws Exception {
    FakeComponent component = new FakeComponent(false);
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    Supervised supervised =
        new Supervised(
            component, new RunState(temp.resolve("parts")), told::add, Duration.ofMillis(50));
    supervised.start();
    FakeRunning running = component.started.take();

    assertThat(told.take()).contains("fake is not ready after ").contains("out of paper");
    assertThat(told.take()).contains("fake is not ready after ");
    assertThat(running.stops).hasValue(0);
    assertThat(part().phase()).isEqualTo(Phase.STARTING);
    component.ready = true;
    supervised.firstReady().get();

    supervised.beginStop();
    supervised.awaitStopped();
    assertThat(component.started).as("starts after the first").isEmpty();
  }

  @Test
  void beginStop_beforeTheComponentIsReadyEndsIt() throws Exception {
    FakeComponent component = new FakeComponent(false);
    Supervised supervised = supervise(component);
    supervised.start();
    FakeRunning running = component.started.take();

    supervised.beginStop();
    supervised.awaitStopped();

    assertThat(running.stops).hasValue(1);
    assertThat(supervised.firstReady()).isCancelled();
  }

  private Supervised supervise(Component component) {
    return new Supervised(component, new RunState(temp.resolve("parts")), event -> {});
  }

  private Part part() {
    List<Part> parts = RunState.read(temp.resolve("parts"));
    return parts.isEmpty() ? new Part("fake", Phase.STOPPED, 0, 0, -1) : parts.get(0);
  }

  private void awaitPhase(Phase phase) {
    await().atMost(60, TimeUnit.SECONDS).until(() -> part().phase() == phase);
  }

  private void awaitPart(Part expected) {
    await().atMost(60, TimeUnit.SECONDS).until(() -> part().equals(expected));
  }

  private static final class FakeComponent implements Component {
    private volatile boolean ready;
    private final BlockingQueue<FakeRunning> started = new LinkedBlockingQueue<>();
    private final AtomicInteger pids = new AtomicInteger(100);
    private volatile boolean broken;

    FakeComponent(boolean ready) {
      this.ready = ready;
    }

    @Override
    public String name() {
      return "fake";
    }

    @Override
    public int port() {
      return 1234;
    }

    @Override
    public Running start() throws ComponentFailedException {
      if (broken) {
        throw new ComponentFailedException("fake is broken");
      }
      FakeRunning running = new FakeRunning(pids.incrementAndGet());
      started.add(running);
      return running;
    }

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public List<String> lastWords() {
      return List.of("out of paper");
    }
  }

  private static final class FakeRunning implements Running {
    private final long pid;
    private final CompletableFuture<String> exit = new CompletableFuture<>();
    private final AtomicInteger stops = new AtomicInteger();

    FakeRunning(long pid) {
      this.pid = pid;
    }

    void end(String how) {
      exit.completeOnTimeout(how, 0, TimeUnit.MILLISECONDS).join();
    }

    @Override
    public long pid() {
      return pid;
    }

    @Override
    public CompletableFuture<String> onExit() {
      return exit;
    }

    @Override
    public void stop() {
      stops.incrementAndGet();
    }
  }
}
