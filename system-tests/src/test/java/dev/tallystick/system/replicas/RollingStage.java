package dev.tallystick.system.replicas;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.OwnerOnlyFiles;
import dev.tallystick.system.Command;
import dev.tallystick.system.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A suite with a second replica of every service and of the portal, a balancer in front of them,
 * and everybody, the services too, asking at the balancer.
 */
final class RollingStage implements AutoCloseable {
  static final List<String> SERVICES =
      List.of("audit-service", "consent-service", "data-vault", "bureau-service", "portal");

  private static final String HOME = "home-rolling";
  private static final int OFFSET = 7000;

  /** From a first replica's port to the balancer's, and to the second's. */
  private static final int TO_BALANCER = 300;

  private static final int TO_SECOND = 600;
  private static final String DELAY = "3S";

  /** Longer than the delay and quarkus.shutdown.timeout together. */
  private static final Duration STOP = Duration.ofSeconds(40);

  /** Where the balancer tells of replicas, of the usual ports. */
  private static final int REPLICAS = 8190;

  private static final Map<String, Integer> PORTS =
      Map.of(
          "portal", 8080,
          "consent-service", 8081,
          "data-vault", 8082,
          "audit-service", 8083,
          "bureau-service", 8084);

  private static final Map<String, String> SHORT =
      Map.of(
          "consent-service", "consent",
          "data-vault", "vault",
          "audit-service", "audit",
          "bureau-service", "bureau");

  /** Whom each asks. */
  private static final Map<String, List<String>> ASKS =
      Map.of(
          "audit-service", List.of(),
          "consent-service", List.of("audit-service"),
          "data-vault", List.of("audit-service", "consent-service"),
          "bureau-service", List.of("audit-service", "consent-service", "data-vault"),
          "portal", List.of("audit-service", "consent-service", "data-vault", "bureau-service"));

  private final Path checkout =
      Path.of(System.getProperty("tallystick.root", "..")).toAbsolutePath().normalize();
  private final SuiteFolder folder;
  private final Ports ports = new Ports(OFFSET);
  private final Map<String, Process> seconds = new HashMap<>();
  private final Balancer balancer;
  private final Suite suite;

  private RollingStage() throws IOException, InterruptedException, NotAStateFolderException {
    Path home = Command.in(HOME).home();
    folder = SuiteFolder.open(home);
    Files.deleteIfExists(folder.clientAddresses());
    override();
    Map<String, Balancer.Front> fronts = new LinkedHashMap<>();
    for (String service : SERVICES) {
      int first = ports.service(of(PORTS, service));
      fronts.put(service, new Balancer.Front(first + TO_BALANCER, first, first + TO_SECOND));
    }
    balancer = Balancer.start(Path.of("target").toAbsolutePath(), ports.service(REPLICAS), fronts);
    try {
      suite = Suite.startFresh(HOME, Integer.toString(OFFSET));
    } catch (RuntimeException | Error e) {
      balancer.close();
      throw e;
    }
    try {
      for (String service : SERVICES) {
        startSecond(service);
      }
      SERVICES.forEach(this::awaitBoth);
      writeAddresses();
    } catch (IOException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  static RollingStage set() throws IOException, InterruptedException, NotAStateFolderException {
    return new RollingStage();
  }

  Suite suite() {
    return suite;
  }

  /** The log that is left passes every check of an auditor. */
  void assertHonest(String bureau) throws Exception {
    suite.awaitHealthy();
    suite.assertHonest(bureau);
  }

  boolean isBalanced() {
    return balancer.isAlive();
  }

  /** Where the portal is asked. */
  String portal() {
    return "http://127.0.0.1:" + balanced("portal");
  }

  private int balanced(String service) {
    return ports.service(of(PORTS, service)) + TO_BALANCER;
  }

  private int secondPort(String service) {
    return ports.service(of(PORTS, service)) + TO_SECOND;
  }

  private static <T> T of(Map<String, T> parts, String service) {
    return Objects.requireNonNull(parts.get(service));
  }

  /** Each part asks the others at the balancer, and is slow to go once it is told to. */
  private void override() throws IOException {
    for (String service : SERVICES) {
      StringBuilder lines = new StringBuilder("quarkus.shutdown.delay=" + DELAY + "\n");
      for (String asked : of(ASKS, service)) {
        lines.append(
            "tallystick.%s.url=http://127.0.0.1:%d%n".formatted(of(SHORT, asked), balanced(asked)));
      }
      if (service.equals("portal")) {
        // All pages are asked for from one address.
        lines.append("tallystick.portal.requests-per-minute=1000000\n");
      }
      Path file = folder.override(service + ".properties");
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, lines);
    }
  }

  private void writeAddresses() throws IOException {
    StringBuilder lines = new StringBuilder();
    SHORT.forEach(
        (service, name) ->
            lines.append("%s=http://127.0.0.1:%d%n".formatted(name, balanced(service))));
    Files.writeString(folder.clientAddresses(), lines);
  }

  /** What the launcher has told the first one, with another port and another place of its own. */
  private void startSecond(String service) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dquarkus.config.locations=" + secondConfiguration(service));
    command.add("-jar");
    command.add(checkout.resolve(service + "/target/quarkus-app/quarkus-run.jar").toString());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.log(service + "-second").toFile()));
    // As the first one has it.
    builder.environment().put(Suite.APPENDS, "20000");
    seconds.put(service, builder.start());
  }

  /** A file of its own: what is in a file that was named goes before what a command line says. */
  private Path secondConfiguration(String service) throws IOException {
    StringBuilder lines =
        new StringBuilder(Files.readString(folder.conf(service + ".properties")))
            .append("\nquarkus.http.port=%d\n".formatted(secondPort(service)));
    if (service.equals("consent-service")) {
      lines.append("tallystick.snapshot.dir=%s%n".formatted(folder.snapshots(service + "-second")));
    }
    Path file = folder.conf(service + "-second.properties");
    OwnerOnlyFiles.write(file, lines.toString());
    return file;
  }

  /** Both replicas of a service, one after the other, each ready before the next is touched. */
  void restart(String service) throws IOException, InterruptedException {
    long before = pid(service);
    var unused = ProcessHandle.of(before).orElseThrow().destroy();
    // The launcher starts it again.
    await(service).atMost(3, MINUTES).until(() -> pid(service) != before && pid(service) > 0);
    awaitBoth(service);
    stopSecond(service);
    startSecond(service);
    awaitBoth(service);
  }

  /** Until the balancer sends requests to both replicas. */
  private void awaitBoth(String service) {
    String both = "http://127.0.0.1:" + ports.service(REPLICAS) + "/" + service;
    await(service).atMost(3, MINUTES).ignoreExceptions().until(() -> Suite.get(both, "") == 200);
  }

  private long pid(String service) throws IOException, InterruptedException {
    return suite.part(service).path("pid").asLong();
  }

  private void stopSecond(String service) throws InterruptedException {
    Process second = of(seconds, service);
    second.destroy();
    assertThat(second.waitFor(STOP.toSeconds(), TimeUnit.SECONDS))
        .as("%s ends when it is told to", service)
        .isTrue();
  }

  @Override
  public void close() throws IOException {
    seconds.values().forEach(Process::destroy);
    try {
      for (Process second : seconds.values()) {
        if (!second.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
          second.destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    suite.close();
    balancer.close();
  }
}
