package dev.tallystick.local;

import dev.tallystick.local.process.ComponentFailedException;
import dev.tallystick.local.process.Running;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.GatewayFolder;
import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * {@code gateway PARTY}: runs the gateway of a party of this realm until Ctrl-C. The suite may be
 * away: the gateway then keeps what it is asked for.
 */
record GatewayCommand(Path checkout, Path keycloakArchive, PrintStream out) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long LOOK_MILLIS = 200;

  int run(Arguments arguments)
      throws NotAStateFolderException, Arguments.UsageException, IOException {
    String party = arguments.word("a party");
    SuiteFolder folder = SuiteFolder.existing(arguments.home());
    GatewayStep step =
        of(
            folder,
            Secrets.in(folder.secrets()),
            new Suite(checkout, keycloakArchive, Ports.remembered(folder)),
            new ServicePrograms(checkout, arguments.has("--native"), new ClassCache(false)),
            party);
    CountDownLatch ended = new CountDownLatch(1);
    Thread here = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(here, ended)));
    try {
      run(step);
    } catch (ComponentFailedException e) {
      out.println("failed: " + e.getMessage());
    } catch (InterruptedException e) {
      // Ctrl-C; what ran is ended already.
    } finally {
      ended.countDown();
    }
    return 1;
  }

  /** Returns when it has ended by itself, and nothing of it is left. */
  private void run(GatewayStep step) throws ComponentFailedException, InterruptedException {
    Running running = step.start();
    try {
      awaitReady(step, running);
      out.print(step.summary());
      out.println(step.name() + " has ended (" + running.onExit().get() + ")");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      boolean unused = Thread.interrupted();
      running.stop();
    }
  }

  private static void end(Thread running, CountDownLatch ended) {
    running.interrupt();
    try {
      boolean unused = ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitReady(GatewayStep step, Running running)
      throws ComponentFailedException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!step.isReady()) {
      if (running.onExit().isDone() || System.nanoTime() > end) {
        throw new ComponentFailedException(
            step.name()
                + " is not ready; its last words:\n          "
                + String.join("\n          ", step.lastWords()));
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /** The gateway of a party, not started yet. */
  static GatewayStep of(
      SuiteFolder folder, Secrets secrets, Suite suite, ServicePrograms programs, String party)
      throws Arguments.UsageException, IOException {
    Identity identity = TokenCommand.find(folder, party);
    if (!(identity instanceof Identity.Organisation organisation)) {
      throw new Arguments.UsageException(party + " is no platform, bureau or lender");
    }
    GatewayConfig config = new GatewayConfig(suite, secrets, GatewayFolder.of(folder, party));
    return new GatewayStep(folder, config, programs, organisation);
  }
}
