package dev.tallystick.bureau;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.KilledSubscriber.Written;
import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A subscriber that is killed again and again gets every item: those that come twice are the same,
 * and the log has one release for each. A hundred times with -Pendurance.
 */
@Tag("ci")
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class KilledSubscriberTest {
  private static final int KILLS = Boolean.getBoolean("tallystick.endurance") ? 100 : 4;

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @TempDir Path folder;

  private @Nullable Process running;
  private @Nullable LenderRelay relay;

  @AfterEach
  void end() throws InterruptedException {
    if (relay != null) {
      relay.close();
    }
    if (running != null) {
      int unused = running.destroyForcibly().waitFor();
    }
  }

  @Test
  void subscriber_killedAgainAndAgain_getsEveryItemOfTheLog() throws Exception {
    FeedScene scene = FeedScene.open(market);
    long before = scene.newest();
    String unused = scene.subscribed();
    Files.writeString(folder.resolve("cursor"), Long.toString(before));
    LenderRelay started = LenderRelay.start(scene.lender());
    relay = started;
    KilledSubscriber subscriber =
        new KilledSubscriber(
            folder,
            started.address()
                + "/v1/feed-items:stream?limit=2&wait=20&bureau="
                + scene.bureau()
                + "&after=");

    Set<String> received = new TreeSet<>();
    for (int kill = 0; kill < KILLS; kill++) {
      int written = subscriber.written().size();
      Process process = subscriber.start();
      running = process;
      long unusedToo = scene.change();
      Awaiting.until("another line", () -> subscriber.hasMore(process, written));
      process.destroyForcibly().waitFor();
      receive(scene, subscriber, received);
    }

    Process last = subscriber.start();
    running = last;
    scene
        .bought()
        .close(scene.loan(), scene.bought().closure("2026-02-01", "REPAID"))
        .then()
        .statusCode(201);
    Awaiting.until(
        "the end of the feed",
        () ->
            subscriber.written().stream()
                .anyMatch(line -> line.item().getString("kind").equals("END")));
    last.destroyForcibly().waitFor();

    assertEveryReleaseIsThereOnce(scene, subscriber.written());
  }

  /** As an honest recipient does: what is on disk is acknowledged, once. */
  private static void receive(FeedScene scene, KilledSubscriber subscriber, Set<String> received) {
    subscriber.written().stream()
        .map(Written::item)
        .filter(item -> item.has("report"))
        .map(FeedScene::event)
        .filter(received::add)
        .forEach(scene::receive);
  }

  private static void assertEveryReleaseIsThereOnce(FeedScene scene, List<Written> lines) {
    Map<String, Written> byId = new HashMap<>();
    Map<String, String> events = new HashMap<>();
    for (Written line : lines) {
      Written known = byId.putIfAbsent(line.id(), line);
      if (known != null) {
        assertThat(line.cursor()).isEqualTo(known.cursor());
      }
      JsonObject item = line.item();
      if (item.has("report")) {
        String event = FeedScene.event(item);
        String other = events.putIfAbsent(line.id(), event);
        assertThat(other == null ? event : other).as("one release an item").isEqualTo(event);
      }
    }
    Set<String> inTheLog =
        scene.releases().stream()
            .map(release -> release.id().toString())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(new TreeSet<>(events.values())).as("the log agrees").isEqualTo(inTheLog);
    assertThat(events).as("two items are two releases").hasSize(inTheLog.size());
    assertThat(lines.stream().filter(line -> line.item().getString("kind").equals("END")))
        .as("it has ended")
        .isNotEmpty();
    assertThat(inTheLog).isNotEmpty();
  }
}
