package dev.tallystick.events.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.RefusalFiles;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
  @Test
  void text_sortsNamesByUtf16Units() throws Exception {
    // RFC 8785 §3.2.3, its example without the Hebrew letter, which is not in form C. By code point
    // the smiley would
    // come last; by UTF-16 unit its surrogates come before U+FFE5.
    String document =
        """
        {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\uffe5": "Full-width Yen", "1": "One",
         "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control", "\\u00f6": "Latin Small Letter O With Diaeresis"}
        """;

    assertThat(canonical(document))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                + "\"😀\":\"Emoji: Grinning Face\",\"￥\":\"Full-width Yen\"}");
  }

  @Test
  void text_sortsAPrefixBeforeTheLongerName() throws Exception {
    assertThat(canonical("{\"ab\":1,\"a\":2,\"\":3,\"B\":4,\"a b\":5}"))
        .isEqualTo("{\"\":3,\"B\":4,\"a\":2,\"a b\":5,\"ab\":1}");
  }

  @Test
  void text_escapesOnlyWhatItMust() throws Exception {
    for (char c = 0; c < 0x20; c++) {
      String expected =
          switch (c) {
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            default -> String.format("\\u%04x", (int) c);
          };
      assertThat(canonical(String.format("\"\\u%04X\"", (int) c)))
          .as("U+%04X", (int) c)
          .isEqualTo("\"" + expected + "\"");
    }
    assertThat(canonical("\"\\\"\\\\\\/\\u007f\\u2028<>&'\""))
        .isEqualTo("\"\\\"\\\\/\u007f\u2028<>&'\"");
  }

  @Test
  void text_writesTheIntegersOfTheModel() throws Exception {
    assertThat(canonical("[0, 1, -1, 9007199254740991, -9007199254740991]"))
        .isEqualTo("[0,1,-1,9007199254740991,-9007199254740991]");
  }

  @Test
  void text_ofTheValidFileIsTheExpectedOne() throws Exception {
    String text = CanonicalJson.text(CanonicalJson.parse(RefusalFiles.read("json/valid.json")));

    assertThat(text)
        .isEqualTo(
            "{\"body\":{\"data\":{\"clerk\":\"Amélie \\\"La Petite\\\" López\",\"debt\":-9007199254740991,"
                + "\"nested\":{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"€\":\"Euro Sign\","
                + "\"😀\":\"Smiley\",\"￥\":\"Yen\"},\"note\":\"王小明 😀 \\t\\u0007 a/b\",\"zero\":0},"
                + "\"source\":\"consent-service\",\"subject\":\"sub_abcdefghijklmnopqrstuvwxyz\"},"
                + "\"seed\":\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\","
                + "\"stub\":{\"labels\":[\"0a\",\"ff\"],\"sealed\":true,\"type\":\"dev.tallystick.consent.given.v1\","
                + "\"v\":1}}");
  }

  @Test
  void bytes_areUtf8ForEveryCharacter() throws Exception {
    for (int codePoint = 0x20; codePoint <= 0x10FFFF; codePoint += codePoint < 0x3000 ? 1 : 97) {
      String text = Character.toString(codePoint);
      if (codePoint == '"'
          || codePoint == '\\'
          || isSurrogate(codePoint)
          || !Unicode.isNormalized(text)) {
        continue;
      }

      byte[] bytes = CanonicalJson.bytes(JsonString.of(text));

      assertThat(bytes).as("U+%04X", codePoint).isEqualTo(("\"" + text + "\"").getBytes(UTF_8));
      assertThat(CanonicalJson.parse(bytes)).isEqualTo(JsonString.of(text));
    }
  }

  @Test
  void parse_takesThirtyTwoLevelsAndBytesWritesThem() throws Exception {
    String deepest = "[".repeat(32) + "1" + "]".repeat(32);

    assertThat(canonical(deepest)).isEqualTo(deepest);
  }

  @Test
  void parse_takesManyMembersInAnyOrder() throws Exception {
    List<String> names = new ArrayList<>();
    for (int i = 10_000; i < 14_000; i++) {
      names.add("\"n" + i + "\":" + i);
    }
    String sorted = "{" + String.join(",", names) + "}";
    Collections.reverse(names);

    assertThat(canonical("{" + String.join(",", names) + "}")).isEqualTo(sorted);
  }

  @Test
  void bytes_refusesWhatTheModelLeavesOut() {
    JsonValue deep = new JsonInteger(1);
    for (int i = 0; i < 33; i++) {
      deep = JsonArray.of(List.of(deep));
    }
    JsonValue tooDeep = deep;

    assertThatThrownBy(() -> CanonicalJson.bytes(tooDeep))
        .hasMessage("nesting is within its limit");
    assertThatThrownBy(() -> CanonicalJson.bytes(JsonArray.of(List.of())))
        .hasMessage("an array is not empty; leave the member out");
    assertThatThrownBy(
            () -> CanonicalJson.bytes(JsonArray.of(Collections.nCopies(257, JsonBoolean.TRUE))))
        .hasMessage("an array has at most 256 items");
    assertThatThrownBy(() -> new JsonInteger(JsonInteger.MAX + 1)).hasMessageContaining("within");
    assertThatThrownBy(() -> JsonString.of("\ud83d")).hasMessageContaining("surrogate");
    assertThatThrownBy(() -> JsonString.of("e\u0301")).hasMessageContaining("form C");
    assertThatThrownBy(() -> JsonObject.builder().put("a", 1).put("a", 2))
        .hasMessageContaining("twice");
  }

  @Test
  void isInertInFormC_holdsForCharactersThatNeitherDecomposeNorCombine() {
    List<String> before =
        List.of("", "a", "e", "\u00e9", "\u304b", "\u1100", "\uac00", "\u0915", "=");
    for (char c = 0; c < 0xFFFF; c++) {
      if (Unicode.isInertInFormC(c)) {
        for (String text : before) {
          assertThat(Normalizer.isNormalized(text + c, Normalizer.Form.NFC))
              .as("U+%04X", (int) c)
              .isTrue();
        }
      }
    }
  }

  @Test
  void toString_showsNoContent() throws Exception {
    JsonValue value =
        CanonicalJson.parse(
            "{\"name\":\"Wang\",\"age\":44,\"kin\":[\"Li\"],\"ok\":true}".getBytes(UTF_8));
    JsonObject object = (JsonObject) value;

    assertThat(object + " " + object.members())
        .isEqualTo(
            "JsonObject[4 members] {age=JsonInteger, kin=JsonArray[1 items], name=JsonString[4 chars], ok=JsonBoolean}");
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static String canonical(String document) throws MalformedJsonException {
    return CanonicalJson.text(CanonicalJson.parse(document.getBytes(UTF_8)));
  }
}
