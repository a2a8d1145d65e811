package dev.tallystick.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tallystick.gateway.scripted.LocalBroker;
import dev.tallystick.gateway.scripted.ReadTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The packaged gateway is killed while messages of a topic are on their way: each counts once. */
class TopicKillIT extends KillScene {
  private @Nullable LocalBroker broker;

  TopicKillIT() {
    super("topic");
  }

  @Override
  void beginSource(Properties settings) throws Exception {
    LocalBroker started = new LocalBroker(folder);
    broker = started;
    started.start();
    started.make(ReadTopic.TOPIC, 2);
    settings.putAll(ReadTopic.settings(started, folder));
  }

  @Override
  void endSource() {
    if (broker != null) {
      broker.close();
    }
  }

  private LocalBroker broker() {
    return Objects.requireNonNull(broker);
  }

  private void sell(int partition, int count) {
    broker().send(ReadTopic.TOPIC, partition, ReadTopic.sales("north", count));
  }

  private long noted(int partition) {
    return broker().noted(ReadTopic.GROUP, ReadTopic.TOPIC, partition);
  }

  /** The place of each message that is told to be stored. */
  private List<String> told() throws IOException {
    List<String> places = new ArrayList<>();
    for (JsonNode result : results()) {
      assertThat(result.path("topic").asText()).isEqualTo(ReadTopic.TOPIC);
      places.add(result.path("partition").asInt() + ":" + result.path("offset").asLong());
    }
    return places;
  }

  private String problem() throws Exception {
    return JSON.readTree(ask("GET", "/v1/sources", "").body()).at("/sources/0/problem").asText();
  }

  private static Stream<String> places(int partition, int count) {
    return IntStream.range(0, count).mapToObj(offset -> partition + ":" + offset);
  }

  @Test
  void gatewayThatIsKilled_goesOnAtTheFirstMessageWithoutAReceipt() throws Exception {
    enrol();

    // Read and on the disk, and not sent.
    suite().intake().goAwayBehind(0);
    sell(0, 6_000);
    await().atMost(PATIENCE).until(() -> suite().intake().refusals() > 0);
    kill();
    assertThat(noted(0)).as("no receipt, no offset").isZero();
    suite().intake().goAwayBehind(-1);
    start();
    awaitDeposited(6_000);
    assertThat(noted(0)).isEqualTo(6_000);

    // Signed, and the log is away: the receipt comes when the gateway is dead.
    suite().intake().holdUp();
    sell(1, 3);
    await().atMost(PATIENCE).until(() -> suite().intake().heldRefusals() > 0);
    kill();
    suite().intake().letGo();
    start();
    awaitDeposited(6_003);
    assertThat(noted(1)).isEqualTo(3);

    // Deposited, and the broker is away before the offset is noted.
    suite().intake().holdUp();
    sell(1, 4);
    await().atMost(PATIENCE).until(() -> suite().intake().heldRefusals() > 0);
    broker().kill();
    suite().intake().letGo();
    await().atMost(PATIENCE).ignoreExceptions().until(() -> problem().equals("BROKER_AWAY"));
    kill();
    int chunks = suite().intake().offsets().size();
    broker().start();
    assertThat(noted(1)).isEqualTo(3);
    start();
    awaitDeposited(6_007);
    assertThat(noted(1)).isEqualTo(7);
    assertThat(suite().intake().offsets()).as("known by its key").hasSize(chunks);

    assertThat(told())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(places(0, 6_000), places(1, 7)).toList());
    assertThat(Files.readString(folder.resolve("gateway.log")))
        .doesNotContain(LocalBroker.PASSWORD)
        .doesNotContain("C-17");
  }
}
