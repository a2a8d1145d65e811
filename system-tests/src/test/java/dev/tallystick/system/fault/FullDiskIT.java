package dev.tallystick.system.fault;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tallystick.demo.Cast;
import dev.tallystick.system.Suite;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A suite whose disk fills up under traffic: what was confirmed stays, {@code status} says what is
 * wrong, and it goes on by itself when there is room again.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class FullDiskIT {
  private static final int MEGABYTES = 900;
  private static final int APPLICANTS = 4;

  @Test
  void suite_outlivesAFullDisk() throws Exception {
    assumeTrue(SmallDisk.isPossible(), "a small disk is a tmpfs, and only root may mount one");
    try (SmallDisk disk = SmallDisk.mount(Path.of("target/home-full").toAbsolutePath(), MEGABYTES);
        Suite suite = Suite.startFresh("home-full", "4000")) {
      Scene scene = Scene.open(suite);
      Books books = new Books();
      Traffic traffic = Traffic.start(scene, books, scene.applicants(APPLICANTS));
      try {
        awaitSales(books, 3);
        disk.fill();
        awaitTrouble(suite);
        disk.free();
        suite.awaitHealthy();
        awaitSales(books, 3);
      } finally {
        traffic.stop();
      }
      System.out.println("not confirmed: " + traffic.failures());
      books.check(suite);
      suite.assertHonest(Cast.BUREAU);
    }
  }

  /** Something is not ready, and the reason is named. */
  private static void awaitTrouble(Suite suite) {
    await().atMost(4, TimeUnit.MINUTES).until(suite::status, FullDiskIT::isNamed);
  }

  private static boolean isNamed(JsonNode status) {
    return !status.get("healthy").asBoolean()
        && status.get("notes").toString().contains("disk: 0 MB are left");
  }

  private static void awaitSales(Books books, int more) {
    int goal = books.sales() + more;
    await("more sales").atMost(2, TimeUnit.MINUTES).until(() -> books.sales() >= goal);
  }
}
