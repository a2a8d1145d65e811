package dev.tallystick.gateway.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicMessageTest {
  private static String row(String value) {
    return new String(TopicMessage.row(value.getBytes(UTF_8)), UTF_8);
  }

  @Test
  void row_documentOnSeveralLines_isOnOne() {
    assertThat(row("{\"a\":1.50,\n\"b\":\"x\"}\n")).isEqualTo("{\"a\":1.50, \"b\":\"x\"} ");
    assertThat(row("{\"a\":\"x\\ny\"}")).isEqualTo("{\"a\":\"x\\ny\"}");
  }

  @Test
  void row_thatCannotBeOne_isRefusedByItself() {
    assertThat(row("{\"a\":\"x\ny\"}")).as("a line's end in a text").isEqualTo("null");
    assertThat(row(" \n ")).isEqualTo("null");
    assertThat(TopicMessage.row(null)).asString(UTF_8).isEqualTo("null");
    assertThat(TopicMessage.row("\u001f\u008b{}".getBytes(ISO_8859_1)))
        .as("packed, it would have the whole batch unpacked")
        .asString(UTF_8)
        .isEqualTo("null");
  }

  @Test
  void place_namesWhereItStands_andBehindIsTheNext() {
    JsonObject first = TopicMessage.place(new ConsumerRecord<>("sales", 0, 7, "C-1", "{}"));
    JsonObject second = TopicMessage.place(new ConsumerRecord<>("sales", 1, 3, "C-2", "{}"));
    JsonObject third = TopicMessage.place(new ConsumerRecord<>("sales", 0, 9, "C-3", "{}"));

    assertThat(first.toString()).doesNotContain("C-1");
    assertThat(
            TopicMessage.behind(
                new BatchSpool.Batch(
                    "topic-1", Path.of("rows"), Path.of("results"), List.of(first, second, third))))
        .isEqualTo(Map.of(new TopicPartition("sales", 0), 10L, new TopicPartition("sales", 1), 4L));
  }
}
