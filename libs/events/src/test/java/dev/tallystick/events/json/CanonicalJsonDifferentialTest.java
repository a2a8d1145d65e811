package dev.tallystick.events.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.text.Normalizer;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Compares the reader and the writer with a second JSON library, on random documents. */
class CanonicalJsonDifferentialTest {
  private static final boolean ENDURANCE = Boolean.getBoolean("tallystick.endurance");
  private static final int DOCUMENTS = ENDURANCE ? 500_000 : 10_000;
  private static final ObjectMapper JACKSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .build();

  @Test
  void parse_readsWhatJacksonReads() throws Exception {
    for (int seed = 0; seed < DOCUMENTS; seed++) {
      byte[] document = new RandomJson(new Random(seed)).document().getBytes(UTF_8);
      JsonNode expected = JACKSON.readTree(document);

      JsonValue value = CanonicalJson.parse(document);
      byte[] canonical = CanonicalJson.bytes(value);

      assertThat(JACKSON.readTree(canonical)).as("document of seed %d", seed).isEqualTo(expected);
      assertThat(new String(canonical, UTF_8))
          .as("document of seed %d", seed)
          .isEqualTo(JACKSON.writeValueAsString(sorted(expected)));
      assertThat(CanonicalJson.parse(canonical)).as("document of seed %d", seed).isEqualTo(value);
    }
  }

  @Test
  void parse_acceptsNothingThatJacksonRefuses() throws Exception {
    Random random = new Random(42);
    for (int i = 0; i < DOCUMENTS; i++) {
      byte[] document = new RandomJson(new Random(i)).document().getBytes(UTF_8);
      document[random.nextInt(document.length)] = (byte) random.nextInt(256);

      JsonValue value;
      try {
        value = CanonicalJson.parse(document);
      } catch (MalformedJsonException refused) {
        continue;
      }

      assertThat(JACKSON.readTree(CanonicalJson.bytes(value)))
          .as("mutated document %d", i)
          .isEqualTo(JACKSON.readTree(document));
    }
  }

  /**
   * Java's String order is that of UTF-16 units, so Jackson writes what RFC 8785 asks once the
   * names are sorted.
   */
  private static Object sorted(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> members = new TreeMap<>();
      node.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
      return members;
    }
    return node.isArray()
        ? node.valueStream().map(CanonicalJsonDifferentialTest::sorted).toList()
        : node;
  }

  /** Documents of the data model, written with random white space, order and escapes. */
  private static final class RandomJson {
    private final Random random;
    private final StringBuilder out = new StringBuilder();

    RandomJson(Random random) {
      this.random = random;
    }

    String document() {
      value(0);
      return out.toString();
    }

    private void value(int depth) {
      space();
      switch (random.nextInt(depth > 5 ? 4 : 6)) {
        case 0 -> string();
        case 1 ->
            out.append(
                random.nextBoolean() ? random.nextInt(2000) - 1000 : random.nextLong() >> 11);
        case 2 -> out.append(random.nextBoolean());
        case 3 -> out.append("9007199254740991");
        case 4 -> array(depth);
        default -> object(depth);
      }
      space();
    }

    private void array(int depth) {
      out.append('[');
      int count = 1 + random.nextInt(4);
      for (int i = 0; i < count; i++) {
        out.append(i > 0 ? "," : "");
        value(depth + 1);
      }
      out.append(']');
    }

    private void object(int depth) {
      out.append('{');
      space();
      int count = random.nextInt(6);
      for (int i = 0; i < count; i++) {
        out.append(i > 0 ? "," : "");
        space();
        // The number keeps the names apart.
        quoted(randomText() + i);
        space();
        out.append(':');
        value(depth + 1);
      }
      out.append('}');
    }

    private void string() {
      quoted(randomText());
    }

    private String randomText() {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(8);
      for (int i = 0; i < length; i++) {
        int[] bounds = {0x80, 0x800, 0x3100, 0xD800, 0x10FFFF};
        int codePoint = random.nextInt(bounds[random.nextInt(bounds.length)]);
        text.appendCodePoint(codePoint >= 0xD800 && codePoint <= 0xDFFF ? '\\' : codePoint);
      }
      return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private void quoted(String text) {
      out.append('"');
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c < 0x20 || c == '"' || c == '\\' || random.nextInt(10) == 0) {
          out.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
          if (Character.isHighSurrogate(c)) {
            out.append(String.format("\\u%04x", (int) text.charAt(++i)));
          }
        } else {
          out.append(c);
          if (Character.isHighSurrogate(c)) {
            out.append(text.charAt(++i));
          }
        }
      }
      out.append('"');
    }

    private void space() {
      if (random.nextInt(6) == 0) {
        out.append(" \t\r\n".charAt(random.nextInt(4)));
      }
    }
  }
}
