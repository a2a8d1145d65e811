package dev.tallystick.system.containers;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tallystick.system.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The images and manifests that are shipped, with real containers: built, played, told the whole
 * demonstration, watched by Prometheus, looked at from inside, stopped and removed. It needs no
 * suite, so it runs beside the classes that share one.
 */
@Execution(ExecutionMode.CONCURRENT)
class ContainersIT {
  private static final Path CHECKOUT =
      Path.of(System.getProperty("tallystick.root", "..")).toAbsolutePath().normalize();

  private static final List<String> PROGRAMS =
      List.of("podman", "runc", "catatonit", "mmdebstrap", "kustomize", "openssl", "curl");

  /** What a process may do, as the kernel tells it. */
  private static final String LOOK =
      "id -u; grep -E '^(CapEff|CapBnd|NoNewPrivs)' /proc/1/status | tr -s '\\t ' ' ';"
          + " touch /app/written 2>&1 || true; touch /tmp/written && echo tmp";

  @Test
  void imagesAndManifests_runTheDemonstrationInContainers() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")),
        "containers are run by root alone here; ContainersIT is skipped");
    for (String program : PROGRAMS) {
      assumeTrue(Program.isThere(program), program + " is missing; ContainersIT is skipped");
    }
    try (Podman podman = Podman.fresh()) {
      try {
        new Images(podman, CHECKOUT).build();
      } catch (Images.NoPackagesException e) {
        assumeTrue(
            false, "no packages for images (" + e.getMessage() + "); ContainersIT is skipped");
      }
      Path home = Path.of("target", "containers").toAbsolutePath();
      Program.run(Map.of(), List.of("rm", "-rf", home.toString()));
      Installation installation = new Installation(podman, CHECKOUT, home);
      installation.start();

      assertHoldsTally(podman);
      for (String service : Installation.SERVICES.keySet()) {
        assertMayDoNothing(podman, service);
      }
      assertDemonstrationIsTold(installation);
      assertIsWatched(installation);
      assertStops(podman, installation);

      podman.run("rm", "-f", "-a", "-t", "10");
      assertThat(podman.run("ps", "-a", "-q")).isBlank();
      await("no process is left").atMost(30, SECONDS).until(() -> podman.processes() == 0);
    }
  }

  /** The image of the verifier, which is a witness too. */
  private static void assertHoldsTally(Podman podman) throws IOException, InterruptedException {
    String help =
        podman.run(
            "run", "--rm", "--read-only", "--tmpfs=/tmp", "--cap-drop=all", Images.TALLY, "help");

    assertThat(help).contains("witness");
  }

  private static void assertMayDoNothing(Podman podman, String service)
      throws IOException, InterruptedException {
    String container = service + "-pod-" + service;

    List<String> seen = podman.run("exec", container, "sh", "-c", LOOK).lines().toList();

    assertThat(seen).as(service).hasSize(6);
    assertThat(Integer.parseInt(seen.get(0))).as("not root").isGreaterThan(10_000);
    assertThat(seen.get(1)).matches("CapEff: 0+");
    assertThat(seen.get(2)).matches("CapBnd: 0+");
    assertThat(seen.get(3)).isEqualTo("NoNewPrivs: 1");
    assertThat(seen.get(4)).contains("Read-only file system");
    assertThat(seen.get(5)).isEqualTo("tmp");
  }

  private static void assertDemonstrationIsTold(Installation installation)
      throws IOException, InterruptedException {
    Command command =
        Command.in("containers").with("JAVA_TOOL_OPTIONS", installation.clientOptions());

    Command.Result told = command.run("demo");
    assertThat(told.exitCode()).as(told.output()).isZero();
    assertThat(told.output()).contains("steps came out as told");

    // What strangers see of the log.
    String vkey = installation.read("audit-service", 8083, "/log/vkey").strip();
    Command.Result checked =
        command.runTally("fsck", "https://audit-service:8083/log", "--vkey", vkey);
    assertThat(checked.exitCode()).as(checked.output()).isZero();
  }

  /** Prometheus gets in with a token of its own, and finds all five. */
  private static void assertIsWatched(Installation installation) {
    await("scraped")
        .atMost(60, SECONDS)
        .untilAsserted(
            () ->
                assertThat(installation.query("count(up == 1)"))
                    .contains("\"5\"")
                    .contains("success"));
  }

  private static void assertStops(Podman podman, Installation installation)
      throws IOException, InterruptedException {
    podman.run("pod", "stop", "-t", "45", "audit-service-pod");
    String said = podman.run("logs", "audit-service-pod-audit-service");
    assertThat(said).as("it let requests end").contains("All HTTP requests complete");

    installation.play("down");

    assertThat(podman.run("pod", "ls", "-q")).isBlank();
    assertThat(podman.run("secret", "ls", "-q")).isBlank();
    assertThat(podman.run("volume", "ls", "-q")).as("keys remain").contains("audit-service-keys");
  }
}
