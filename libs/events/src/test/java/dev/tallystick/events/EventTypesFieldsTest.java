package dev.tallystick.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTypesFieldsTest {
  private static final String UUID7 = "019ca5d3-6a51-7d2f-8a3c-0f1e2d3c4b5a";

  private static boolean accepts(String notation, JsonValue value) {
    return KindNotation.parse(notation, Map.of()).violation(value) == null;
  }

  private static JsonObject object(String json) throws MalformedJsonException {
    return (JsonObject) CanonicalJson.parse(json.getBytes(UTF_8));
  }

  private static FieldSet fields(String json) throws MalformedJsonException {
    return FieldSet.parse(object(json), EventTypes.common().shapes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text 3      | abc
          text 3      | 日本語
          text 3      | 😀😀😀
          code        | SHOPPING.AGGREGATE
          code        | A
          name        | cn-2022
          name        | 7
          party       | bank-riverside
          ref         | RB/APP:5521.x_y
          subject     | sub_abcdefghijklmnopqrstuvwxye
          id con      | con_019ca5d3-6a51-7d2f-8a3c-0f1e2d3c4b5a
          event       | 019ca5d3-6a51-7d2f-8a3c-0f1e2d3c4b5a
          enum A B    | B
          instant     | 2024-02-29T23:59:59.999Z
          date        | 2024-02-29
          period      | P1Y2M3D
          period      | PT10M
          jws         | eyJh.eyJi.c2ln
          currency    | CNY
          country     | CN
          language    | zh-Hans
          traceparent | 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
          bytes 1     | _w
          bytes 3     | ____
          """)
  void text_isAcceptedInItsForm(String notation, String value) {
    assertThat(accepts(notation, JsonString.of(value))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      textBlock =
          """
          text 3      | ''
          text 3      | abcd
          text 9      | "tab	here"
          code        | ''
          code        | a
          code        | 9A
          code        | A*
          name        | Cn
          name        | -a
          name        | a/b
          party       | Bank
          ref         | 'a b'
          subject     | abcdefghijklmnopqrstuvwxyz
          subject     | sub_abcdefghijklmnopqrstuvwxyz
          subject     | sub_ABCDEFGHIJKLMNOPQRSTUVWXYE
          subject     | sub_abcdefghijklmnopqrstuvwx1e
          subject     | sub_abcdefghijklmnopqrstuvwxe
          id con      | 019ca5d3-6a51-7d2f-8a3c-0f1e2d3c4b5a
          id con      | rel_019ca5d3-6a51-7d2f-8a3c-0f1e2d3c4b5a
          id con      | con_019ca5d3-6a51-4d2f-8a3c-0f1e2d3c4b5a
          id con      | con_019CA5D3-6A51-7D2F-8A3C-0F1E2D3C4B5A
          event       | 019ca5d3-6a51-7d2f-ca3c-0f1e2d3c4b5a
          event       | 019ca5d36a517d2f8a3c0f1e2d3c4b5a
          enum A B    | C
          enum A B    | a
          instant     | 2023-02-29T00:00:00.000Z
          instant     | 2024-01-01T24:00:00.000Z
          instant     | 2024-01-01T00:00:00Z
          instant     | 2024-01-01T00:00:00.000+00:00
          date        | 2023-02-29
          date        | 2024-1-1
          date        | 2024-01-01T00:00:00.000Z
          period      | P
          period      | PT
          period      | 1Y
          period      | P-1Y
          hash        | abcd
          label       | abcd
          jws         | eyJh.eyJi
          jws         | eyJh.eyJi.
          jws         | .eyJi.c2ln
          jws         | eyJh.eyJi.c2ln.c2ln
          jws         | eyJh.ey=i.c2ln
          currency    | cny
          currency    | CN
          country     | CHN
          language    | z
          language    | zh--Hans
          language    | zh_Hans
          traceparent | 01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
          bytes 1     | _x
          bytes 1     | _w==
          bytes 3     | ___
          """)
  void text_isRefusedInAnyOther(String notation, String value) {
    assertThat(accepts(notation, JsonString.of(value))).isFalse();
  }

  @Test
  void hash_isThirtyTwoBytesInLowerCase() {
    assertThat(accepts("hash", JsonString.of("0123456789abcdef".repeat(4)))).isTrue();
    assertThat(accepts("hash", JsonString.of("0123456789ABCDEF".repeat(4)))).isFalse();
    assertThat(accepts("hash", JsonString.of("0123456789abcdef".repeat(4) + "0"))).isFalse();
  }

  @Test
  void text_countsCharactersAndNotSurrogates() {
    assertThat(accepts("text 2", JsonString.of("😀😀"))).isTrue();
    assertThat(accepts("text 2", JsonString.of("😀😀a"))).isFalse();
    assertThat(accepts("text 9", JsonString.of("two\nlines"))).isTrue();
    assertThat(accepts("text 9", JsonString.of("a\u0000b"))).isFalse();
  }

  @Test
  void int_isWithinItsBounds() {
    assertThat(accepts("int 1..3", new JsonInteger(1))).isTrue();
    assertThat(accepts("int 1..3", new JsonInteger(3))).isTrue();
    assertThat(accepts("int 1..3", new JsonInteger(0))).isFalse();
    assertThat(accepts("int 1..3", new JsonInteger(4))).isFalse();
    assertThat(accepts("int 0..", new JsonInteger(JsonInteger.MAX))).isTrue();
    assertThat(accepts("int 0..", new JsonInteger(-1))).isFalse();
    assertThat(accepts("int", new JsonInteger(JsonInteger.MIN))).isTrue();
    assertThat(accepts("int", JsonString.of("1"))).isFalse();
  }

  @Test
  void set_isAscendingByCodeUnitsOrValues() {
    assertThat(accepts("set of code", JsonArray.ofStrings(List.of("A", "B", "B2")))).isTrue();
    assertThat(accepts("set of code", JsonArray.ofStrings(List.of("A", "A")))).isFalse();
    assertThat(accepts("set of code", JsonArray.ofStrings(List.of("B", "A")))).isFalse();
    assertThat(accepts("list of code", JsonArray.ofStrings(List.of("B", "A", "A")))).isTrue();
    JsonArray numbers = JsonArray.of(List.of(new JsonInteger(9), new JsonInteger(10)));
    assertThat(accepts("set of int 0..", numbers)).isTrue();
  }

  @Test
  void set_ofObjectsIsAscendingByItsKeys() throws Exception {
    FieldSet fields = fields("{\"x\":\"set of omission by category,code\"}");
    String a1 = "{\"category\":\"A\",\"code\":\"C1\"}";
    String a2 = "{\"category\":\"A\",\"code\":\"C2\"}";
    String b1 = "{\"category\":\"B\",\"code\":\"C1\"}";

    JsonObject inOrder = object("{\"x\":[%s,%s,%s]}".formatted(a1, a2, b1));
    assertThat(fields.violation(inOrder, inOrder)).isNull();
    for (String items : List.of(a2 + "," + a1, b1 + "," + a1, a1 + "," + a1)) {
      JsonObject wrong = object("{\"x\":[" + items + "]}");
      assertThat(fields.violation(wrong, wrong))
          .isEqualTo(
              new Violation(EventCode.FIELD_INVALID, "x[1]", "is sorted and holds nothing twice"));
    }
  }

  @Test
  void condition_decidesWhetherAFieldIsThere() throws Exception {
    FieldSet fields =
        fields(
            """
            {"step":"enum A B C","a":"ref when step=A","ab":"ref optional when step=A,B",
             "c":"ref when step=C else optional"}
            """);

    JsonObject a = object("{\"step\":\"A\",\"a\":\"1\"}");
    JsonObject aMissing = object("{\"step\":\"A\"}");
    JsonObject bWithA = object("{\"step\":\"B\",\"a\":\"1\"}");
    JsonObject bWithC = object("{\"step\":\"B\",\"ab\":\"1\",\"c\":\"1\"}");
    JsonObject cMissing = object("{\"step\":\"C\"}");

    assertThat(fields.violation(a, a)).isNull();
    assertThat(fields.violation(bWithC, bWithC)).isNull();
    assertThat(fields.violation(aMissing, aMissing))
        .isEqualTo(new Violation(EventCode.FIELD_MISSING, "a", "must be there"));
    assertThat(fields.violation(bWithA, bWithA))
        .isEqualTo(new Violation(EventCode.FIELD_INVALID, "a", "stands only when step=A"));
    assertThat(fields.violation(cMissing, cMissing))
        .isEqualTo(new Violation(EventCode.FIELD_MISSING, "c", "must be there"));
    assertThat(fields.violation(aMissing, null)).as("nothing decides").isNull();
  }

  @Test
  void violation_namesPathAndRuleAndNoValue() throws Exception {
    JsonObject data =
        object(
            """
            {"consents":[{"id":"con_%s","version":1},{"id":"con_%s","version":0}]}
            """
                .formatted(UUID7, UUID7.replace('5', '6')));
    FieldSet fields = fields("{\"consents\":\"set of consent-ref by id\"}");

    InvalidEventException refusal =
        Optional.ofNullable(fields.violation(data, data))
            .orElseThrow()
            .within("body.data")
            .toException();

    assertThat(refusal.field()).isEqualTo("body.data.consents[1].version");
    assertThat(refusal).hasMessageNotContaining("con_").hasMessageContaining("is int 1..");
  }

  @Test
  void checkInternal_ofAReleaseFollowsItsStep() throws Exception {
    EventType released = EventTypes.get("data.released");
    JsonObject first = object("{\"step\":\"RELEASE_1\"}");
    JsonObject second = object("{\"step\":\"RELEASE_2\"}");
    JsonObject signed = object("{\"request\":\"a.b.c\",\"decision\":\"a.b.c\"}");

    released.checkInternal(signed, first);
    released.checkInternal(null, second);
    released.checkInternal(signed);
    assertThatThrownBy(() -> released.checkInternal(null, first))
        .hasMessage("FIELD_MISSING at internal.decision: must be there");
    assertThatThrownBy(() -> released.checkInternal(signed, second))
        .hasMessage("FIELD_INVALID at internal.decision: stands only when step=RELEASE_1");
    assertThatThrownBy(() -> EventTypes.get("index.root").checkInternal(JsonObject.EMPTY))
        .hasMessage("FIELD_INVALID at internal: must be absent");
  }

  @Test
  void notation_thatMeansNothingIsRefused() {
    for (String notation : List.of("colour", "set of colour", "text", "")) {
      assertThatThrownBy(() -> KindNotation.parse(notation, Map.of()))
          .as(notation)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
