package dev.tallystick.system.replicas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * haproxy with {@code deploy/balance/haproxy.cfg}, on loopback and without TLS: a port for each
 * service, behind it two replicas.
 */
final class Balancer implements AutoCloseable {
  private static final Path CHECKOUT =
      Path.of(System.getProperty("tallystick.root", "..")).toAbsolutePath().normalize();

  private final Process process;

  private Balancer(Process process) {
    this.process = process;
  }

  /**
   * Where a service is asked, and where its two replicas are.
   *
   * @param port of the balancer
   */
  record Front(int port, int first, int second) {}

  /** Skips the test where there is no haproxy. */
  static void orSkip() {
    boolean isThere =
        Stream.of((System.getenv("PATH") + ":/usr/sbin").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "haproxy")));
    assumeTrue(isThere, "haproxy is missing (Debian's package haproxy); this test is skipped");
  }

  /**
   * Starts it.
   *
   * @param replicas the port at which it tells whether both replicas of a service get requests
   */
  static Balancer start(Path folder, int replicas, Map<String, Front> fronts) throws IOException {
    String shipped = Files.readString(CHECKOUT.resolve("deploy/balance/haproxy.cfg"));
    StringBuilder text = new StringBuilder(shipped.substring(0, shipped.indexOf("\nfrontend ")));
    fronts.forEach(
        (name, front) ->
            text.append(
                """

                frontend %1$s
                    bind 127.0.0.1:%2$d
                    default_backend %1$s
                backend %1$s
                    server first 127.0.0.1:%3$d check
                    server second 127.0.0.1:%4$d check
                """
                    .formatted(name, front.port(), front.first(), front.second())));
    text.append(
        shipped.substring(shipped.indexOf("\nfrontend replicas")).replace("8190", "" + replicas));
    Path file = Files.writeString(folder.resolve("haproxy.cfg"), text, UTF_8);
    Process process =
        new ProcessBuilder(
                List.of("sh", "-c", "PATH=$PATH:/usr/sbin exec haproxy -db -f \"$0\"", file + ""))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("haproxy.log").toFile())
            .start();
    return new Balancer(process);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
