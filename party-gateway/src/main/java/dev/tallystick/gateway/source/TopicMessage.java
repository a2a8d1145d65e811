package dev.tallystick.gateway.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tallystick.events.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Messages of a topic as rows of a batch: each value is one JSON document. */
final class TopicMessage {
  private static final String TOPIC = "topic";
  private static final String PARTITION = "partition";
  private static final String OFFSET = "offset";
  private static final JsonMapper JSON = new JsonMapper();
  private static final byte[] NO_ROW = BatchSpool.NO_ROW.getBytes(UTF_8);

  private TopicMessage() {}

  /**
   * The value on one line. A value that is missing, blank, or no UTF-8 becomes a row that is
   * refused as malformed: what cannot be read must not take the rest of its batch with it.
   */
  static byte[] row(byte @Nullable [] value) {
    if (value == null) {
      return NO_ROW.clone();
    }
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      return NO_ROW.clone();
    }
    if (text.isBlank()) {
      return NO_ROW.clone();
    }
    return text.indexOf('\n') < 0 ? value : onOneLine(text);
  }

  /** Between the parts of a document an end of a line is a blank; within a text it is a mistake. */
  private static byte[] onOneLine(String text) {
    try {
      JsonNode unused = JSON.readTree(text);
      return text.replace('\n', ' ').getBytes(UTF_8);
    } catch (JsonProcessingException e) {
      return NO_ROW.clone();
    }
  }

  /** Where a message stands; names nobody, its key included. */
  static JsonObject place(ConsumerRecord<?, ?> message) {
    return JsonObject.builder()
        .put(TOPIC, message.topic())
        .put(PARTITION, message.partition())
        .put(OFFSET, message.offset())
        .build();
  }

  /** For each partition of which a batch has messages, the first offset behind them. */
  static Map<TopicPartition, Long> behind(BatchSpool.Batch batch) {
    Map<TopicPartition, Long> next =
        new TreeMap<>(
            (one, other) ->
                one.topic().equals(other.topic())
                    ? Integer.compare(one.partition(), other.partition())
                    : one.topic().compareTo(other.topic()));
    for (JsonObject place : batch.places()) {
      next.merge(
          new TopicPartition(place.getString(TOPIC), Math.toIntExact(place.getInteger(PARTITION))),
          place.getInteger(OFFSET) + 1,
          Math::max);
    }
    return next;
  }
}
