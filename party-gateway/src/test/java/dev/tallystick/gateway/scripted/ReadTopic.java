package dev.tallystick.gateway.scripted;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.houserules.TemporaryKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Gives the gateway a topic of a till's sales with two partitions, and a test the broker. */
public final class ReadTopic implements QuarkusTestResourceLifecycleManager {
  public static final String TOPIC = "sales";
  public static final String GROUP = "tallystick-party-1";

  private @Nullable TemporaryKeys files;
  private @Nullable LocalBroker broker;

  @Override
  public Map<String, String> start() {
    TemporaryKeys folder = TemporaryKeys.create();
    files = folder;
    try {
      LocalBroker started = new LocalBroker(folder.folder());
      broker = started;
      started.start();
      started.make(TOPIC, 2);
      return settings(started, folder.folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A topic that is read with a log-in. */
  public static Map<String, String> settings(LocalBroker broker, Path folder) throws IOException {
    Path mapping = folder.resolve("till-messages.yaml");
    Files.writeString(mapping, QueriedTill.MAPPING);
    return Map.of(
        "tallystick.topic.servers",
        broker.secureServers(),
        "tallystick.topic.name",
        TOPIC,
        "tallystick.topic.properties",
        properties(folder, LocalBroker.PASSWORD).toString(),
        "tallystick.topic.mapping",
        mapping.toString(),
        "tallystick.topic.agreement",
        "agr_019cac33-c580-7e9a-be9f-ebd7343c67d7",
        "tallystick.topic.dir",
        folder.resolve("topic").toString());
  }

  /** The file of the log-in. A member that is killed is missed soon. */
  public static Path properties(Path folder, String password) throws IOException {
    Path file = folder.resolve("kafka.properties");
    Files.write(
        file,
        List.of(
            "security.protocol=SASL_PLAINTEXT",
            "sasl.mechanism=PLAIN",
            "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required"
                + " username=\"%s\" password=\"%s\";".formatted(LocalBroker.USER, password),
            "session.timeout.ms=4000",
            "heartbeat.interval.ms=500",
            // What would have messages lost is not taken from it.
            "enable.auto.commit=true",
            "auto.offset.reset=latest"),
        UTF_8);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  /** So many sales; each shop stands once. */
  public static List<@Nullable String> sales(String shop, int count) {
    return IntStream.rangeClosed(1, count).<@Nullable String>mapToObj(n -> sale(shop, n)).toList();
  }

  /** One sale. */
  public static String sale(String shop, int n) {
    return "{\"customer\":\"C-%d\",\"day\":\"2026-03-01\",\"shop\":\"%s\",\"amount\":\"12.50\"}"
        .formatted(n, shop);
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(broker, new TestInjector.MatchesType(LocalBroker.class));
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
    if (files != null) {
      files.close();
    }
  }
}
