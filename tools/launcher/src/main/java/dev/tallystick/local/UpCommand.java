package dev.tallystick.local;

import dev.tallystick.local.process.ComponentFailedException;
import dev.tallystick.local.state.GatewayFolder;
import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.local.state.SuiteLock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * {@code up}: starts the suite and keeps it running until this process is told to end.
 *
 * <p>With {@code --outcome FILE} it runs in the background: the file appears when all is ready, and
 * the summary with its passwords is left to the caller.
 */
record UpCommand(Path checkout, Path keycloakArchive, PrintStream out) {
  int run(Arguments arguments)
      throws NotAStateFolderException, IOException, Arguments.UsageException {
    SuiteFolder folder = SuiteFolder.open(arguments.home());
    Optional<SuiteLock> lock = SuiteLock.take(folder);
    if (lock.isEmpty()) {
      boolean fresh = arguments.has("--fresh");
      out.println(
          fresh
              ? "The suite is running; its state can be wiped when it is stopped: tallystick down"
              : "The suite is already running; tallystick status tells more.");
      return fresh ? 1 : 0;
    }
    try {
      return run(arguments, folder);
    } finally {
      lock.get().close();
    }
  }

  private int run(Arguments arguments, SuiteFolder folder)
      throws IOException, Arguments.UsageException {
    Files.deleteIfExists(folder.run("parts"));
    Files.deleteIfExists(folder.log("launcher"));
    LauncherProgress progress = new LauncherProgress(out, folder.log("launcher"));
    new OrphanCleanup(folder, progress).clear();
    if (arguments.has("--fresh")) {
      folder.wipe();
      progress.accept("the old state is gone");
    }
    Suite suite =
        new Suite(checkout, keycloakArchive, Ports.chosen(folder, arguments.portOffset()));
    ServicePrograms programs =
        new ServicePrograms(checkout, arguments.has("--native"), cache(arguments));
    SuiteRun suiteRun = new SuiteRun(suite, folder, arguments.only(), programs, progress);
    List<GatewayStep> gateways = new ArrayList<>();
    for (String party : gateways(arguments)) {
      gateways.add(GatewayCommand.of(folder, suiteRun.secrets(), suite, programs, party));
    }
    List<String> taken = new FreePorts(suite, gateways).taken();
    if (!taken.isEmpty()) {
      taken.forEach(progress);
      progress.accept("choose other ports: --port-offset N moves them all by N");
      return 1;
    }
    List<String> missing = missing(programs, arguments.only(), !gateways.isEmpty());
    if (!missing.isEmpty()) {
      missing.forEach(progress);
      return 1;
    }
    gateways.forEach(suiteRun::add);
    EnvFile.write(folder, suite.addresses());
    return run(suiteRun, arguments.outcome(), new Summary(suite, folder), progress);
  }

  private static ClassCache cache(Arguments arguments) throws Arguments.UsageException {
    boolean isTraining = arguments.has("--train");
    if (isTraining && arguments.has("--native")) {
      throw new Arguments.UsageException("--train is for services that Java runs, not --native");
    }
    int java = Runtime.version().feature();
    if (isTraining && java < ClassCache.FIRST_JAVA) {
      throw new Arguments.UsageException(
          "--train needs a JDK " + ClassCache.FIRST_JAVA + " or newer; this is " + java);
    }
    return new ClassCache(isTraining);
  }

  /** The demonstration's bank has one, unless it is not wanted or a few parts run alone. */
  static Set<String> gateways(Arguments arguments) {
    Set<String> parties = new LinkedHashSet<>();
    if (arguments.only().isEmpty() && !arguments.has("--without-gateway")) {
      parties.add(GatewayFolder.DEMO_BANK);
    }
    parties.addAll(arguments.all("--gateway"));
    return parties;
  }

  /** What is to run and is not built. */
  private static List<String> missing(
      ServicePrograms programs, Set<String> only, boolean isWithGateways) {
    List<Suite.Service> needed = new ArrayList<>(Suite.programs());
    needed.removeIf(service -> !only.isEmpty() && !only.contains(service.name()));
    if (isWithGateways) {
      needed.add(Suite.gateway());
    }
    return needed.stream()
        .filter(service -> programs.find(service).isEmpty())
        .map(programs::missing)
        .toList();
  }

  private int run(
      SuiteRun suiteRun, Optional<Path> outcome, Summary summary, LauncherProgress progress)
      throws IOException {
    CountDownLatch ended = new CountDownLatch(1);
    Thread stop =
        new Thread(
            () -> {
              progress.accept("stopping");
              suiteRun.stop();
              progress.accept("everything is stopped");
              ended.countDown();
            });
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      suiteRun.start();
      progress.accept("all parts are ready");
      if (outcome.isPresent()) {
        Files.createFile(outcome.get());
      } else {
        out.println(summary.text());
      }
      ended.await();
      return 0;
    } catch (ComponentFailedException e) {
      progress.accept("failed: " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      return 1;
    }
  }
}
