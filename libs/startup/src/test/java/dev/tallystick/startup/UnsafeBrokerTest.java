package dev.tallystick.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnsafeBrokerTest {
  @TempDir Path folder;

  private static List<String> found(Map<String, String> values) {
    return UnsafeBroker.in(
            new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build())
        .stream()
        .peek(finding -> assertThat(finding.fatal()).isTrue())
        .map(Finding::name)
        .toList();
  }

  private Path file(String text) throws IOException {
    Path file = folder.resolve("kafka.properties");
    Files.writeString(file, text.replace(';', '\n'));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private Map<String, String> settings(String servers, Path file) {
    Map<String, String> values = new HashMap<>();
    values.put("tallystick.topic.servers", servers);
    values.put("tallystick.topic.properties", file.toString());
    return values;
  }

  @ParameterizedTest
  @CsvSource({
    "security.protocol=PLAINTEXT",
    "security.protocol=SASL_PLAINTEXT",
    "sasl.mechanism=PLAIN",
    "security.protocol=SASL_SSL;ssl.endpoint.identification.algorithm=",
  })
  void in_brokerElsewhereThatProvesNothing_stopsTheStart(String text) throws IOException {
    assertThat(found(settings("127.0.0.1:9092, broker.example:9092", file(text))))
        .containsExactly("broker-without-tls");
  }

  @Test
  void in_brokerElsewhereWithoutAFile_stopsTheStart() {
    assertThat(found(Map.of("tallystick.topic.servers", "broker.example:9092")))
        .containsExactly("broker-without-tls");
  }

  @ParameterizedTest
  @ValueSource(strings = {"security.protocol=SSL", "security.protocol=sasl_ssl"})
  void in_brokerElsewhereThatProvesItsName_findsNothing(String text) throws IOException {
    assertThat(found(settings("broker.example:9093", file(text)))).isEmpty();
  }

  @Test
  void in_brokerOnLoopback_findsNothing() {
    assertThat(found(Map.of("tallystick.topic.servers", "127.0.0.1:9092,localhost:9093")))
        .isEmpty();
    assertThat(found(Map.of())).isEmpty();
  }

  @Test
  void in_fileThatOthersMayOpen_orNobody_stopsTheStart() throws IOException {
    Path file = file("sasl.jaas.config=tell-nobody");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThat(found(settings("127.0.0.1:9092", file))).containsExactly("broker-file-open");
    assertThat(found(settings("127.0.0.1:9092", folder.resolve("none"))))
        .containsExactly("broker-file-unreadable");
  }
}
