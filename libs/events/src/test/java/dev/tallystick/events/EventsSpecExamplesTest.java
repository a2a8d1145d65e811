package dev.tallystick.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tallystick.events.SpecPage.Section;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonBoolean;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every example on the page is an event, and ceases to be one by any change to its fields. */
class EventsSpecExamplesTest {
  private static final List<Example> EXAMPLES =
      SpecPage.read().types().stream().flatMap(EventsSpecExamplesTest::examples).toList();

  private record Example(EventType type, JsonObject request) {
    JsonObject data() {
      return request.getObject("body").getObject("data");
    }

    Optional<JsonObject> internal() {
      return request.findObject("internal");
    }

    Example withData(JsonObject data) {
      return new Example(
          type, with(request, "body", with(request.getObject("body"), "data", data)));
    }

    Example withInternal(JsonObject internal) {
      return new Example(type, with(request, "internal", internal));
    }

    InvalidEventException refusal(String change) {
      try {
        Event.parse(CanonicalJson.bytes(request));
      } catch (InvalidEventException refusal) {
        return refusal;
      }
      throw new AssertionError("accepted: " + type + " with another " + change);
    }

    @Override
    public String toString() {
      return type.shortName();
    }
  }

  private static Stream<Example> examples(Section section) {
    return section.blocks("json").stream()
        .map(json -> new Example(EventTypes.get(section.title()), parse(json)));
  }

  private static JsonObject parse(String json) {
    try {
      return (JsonObject) CanonicalJson.parse(json.getBytes(UTF_8));
    } catch (MalformedJsonException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonObject with(JsonObject object, String name, @Nullable JsonValue value) {
    Map<String, JsonValue> members = new TreeMap<>(object.members());
    if (value == null) {
      members.remove(name);
    } else {
      members.put(name, value);
    }
    return JsonObject.of(members);
  }

  private static void assertRefused(Example changed, String field, EventCode code) {
    InvalidEventException refusal = changed.refusal(field);

    assertThat(refusal.code()).as("%s: %s", changed, field).isEqualTo(code);
    assertThat(refusal.field()).as("%s: %s", changed, field).isEqualTo(field);
  }

  @Test
  void examples_areEventsOfTheirType() {
    assertThat(EXAMPLES.stream().map(Example::type).distinct().toList())
        .isEqualTo(EventTypes.all());
    for (Example example : EXAMPLES) {
      assertThatCode(
              () ->
                  assertThat(Event.parse(CanonicalJson.bytes(example.request())).type())
                      .isSameAs(example.type()))
          .as(example.toString())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void examples_haveIdsOfTheirOwn() {
    assertThat(EXAMPLES.stream().map(e -> e.request().getObject("body").getString("id")))
        .doesNotHaveDuplicates();
  }

  @Test
  void required_cannotBeLeftOut() {
    int tried = 0;
    for (Example example : EXAMPLES) {
      for (FieldSpec spec : example.type().data().specs()) {
        if (spec.presenceIn(example.data()) == Presence.REQUIRED) {
          assertRefused(
              example.withData(with(example.data(), spec.name(), null)),
              "body.data." + spec.name(),
              EventCode.FIELD_MISSING);
          tried++;
        }
      }
      for (FieldSpec spec : example.type().internal().map(FieldSet::specs).orElse(List.of())) {
        if (spec.presenceIn(example.data()) == Presence.REQUIRED) {
          assertRefused(
              example.withInternal(with(example.internal().orElseThrow(), spec.name(), null)),
              "internal." + spec.name(),
              EventCode.FIELD_MISSING);
          tried++;
        }
      }
    }

    assertThat(tried).isGreaterThan(300);
  }

  @Test
  void required_cannotBeLeftOutOfNestedObjectsEither() {
    for (Example example : EXAMPLES) {
      example
          .data()
          .forEach(
              (name, value) -> {
                JsonObject nested = firstObject(value);
                FieldSet shape = shape(example.type().data().find(name).orElseThrow().kind());
                if (nested == null || shape == null) {
                  return;
                }
                for (FieldSpec spec : shape.specs()) {
                  if (spec.presenceIn(nested) == Presence.REQUIRED) {
                    JsonValue changed = replaceFirst(value, with(nested, spec.name(), null));
                    String path = name + (value instanceof JsonArray ? "[0]." : ".") + spec.name();
                    assertRefused(
                        example.withData(with(example.data(), name, changed)),
                        "body.data." + path,
                        EventCode.FIELD_MISSING);
                  }
                }
                JsonValue unknown =
                    replaceFirst(value, with(nested, "colour", JsonString.of("blue")));
                assertRefused(
                    example.withData(with(example.data(), name, unknown)),
                    "body.data." + name + (value instanceof JsonArray ? "[0]" : ""),
                    EventCode.UNKNOWN_FIELD);
              });
    }
  }

  private static @Nullable JsonObject firstObject(JsonValue value) {
    JsonValue first = value instanceof JsonArray array ? array.get(0) : value;
    return first instanceof JsonObject object ? object : null;
  }

  private static JsonValue replaceFirst(JsonValue value, JsonObject object) {
    if (!(value instanceof JsonArray array)) {
      return object;
    }
    List<JsonValue> items = new ArrayList<>(array.items());
    items.set(0, object);
    return JsonArray.of(items);
  }

  private static @Nullable FieldSet shape(FieldKind kind) {
    FieldKind item = kind instanceof FieldKind.SortedSet set ? set.item() : kind;
    return item instanceof FieldKind.Shape shape ? shape.fields() : null;
  }

  @Test
  void unknown_isRefusedInEachPart() {
    JsonValue blue = JsonString.of("blue");
    for (Example example : EXAMPLES) {
      assertRefused(
          example.withData(with(example.data(), "colour", blue)),
          "body.data",
          EventCode.UNKNOWN_FIELD);
      boolean hasInternal = example.type().internal().isPresent();
      assertRefused(
          example.withInternal(with(example.internal().orElse(JsonObject.EMPTY), "colour", blue)),
          "internal",
          hasInternal ? EventCode.UNKNOWN_FIELD : EventCode.FIELD_INVALID);
    }
  }

  @Test
  void forbidden_isRefusedWhereItsConditionDoesNotHold() {
    for (Example example : EXAMPLES) {
      for (FieldSpec spec : example.type().data().specs()) {
        if (spec.presenceIn(example.data()) == Presence.FORBIDDEN) {
          assertRefused(
              example.withData(with(example.data(), spec.name(), JsonString.of("x"))),
              "body.data." + spec.name(),
              EventCode.FIELD_INVALID);
        }
      }
    }
  }

  @Test
  void kind_isRefusedWhenItIsAnother() {
    for (Example example : EXAMPLES) {
      for (String name : example.data().names()) {
        JsonValue value = example.data().find(name).orElseThrow();
        JsonValue another =
            value instanceof JsonBoolean ? JsonString.of("true") : JsonBoolean.of(true);
        InvalidEventException refusal =
            example.withData(with(example.data(), name, another)).refusal(name);

        assertThat(refusal.code()).isIn(EventCode.FIELD_INVALID, EventCode.FIELD_MISSING);
      }
    }
  }

  @Test
  void sets_areRefusedOutOfOrderAndWithRepeats() {
    int tried = 0;
    for (Example example : EXAMPLES) {
      for (FieldSpec spec : example.type().data().specs()) {
        Optional<JsonArray> array = example.data().findArray(spec.name());
        if (array.isEmpty() || !(spec.kind() instanceof FieldKind.SortedSet)) {
          continue;
        }
        List<JsonValue> items = array.get().items();
        List<JsonValue> repeated = new ArrayList<>(items);
        repeated.add(items.get(items.size() - 1));
        assertRefused(
            example.withData(with(example.data(), spec.name(), JsonArray.of(repeated))),
            "body.data." + spec.name() + "[" + items.size() + "]",
            EventCode.FIELD_INVALID);
        if (items.size() > 1) {
          List<JsonValue> reversed = new ArrayList<>(items);
          Collections.reverse(reversed);
          assertRefused(
              example.withData(with(example.data(), spec.name(), JsonArray.of(reversed))),
              "body.data." + spec.name() + "[1]",
              EventCode.FIELD_INVALID);
          tried++;
        }
      }
    }

    assertThat(tried).isGreaterThan(10);
  }

  @Test
  void guardsThatAlwaysMove_cannotBeLeftOut() {
    for (Example example : EXAMPLES) {
      if (!example.type().advances().isEmpty()) {
        JsonObject stub = with(example.request().getObject("stub"), "advances", null);
        assertRefused(
            new Example(example.type(), with(example.request(), "stub", stub)),
            "stub.advances",
            EventCode.FIELD_INVALID);
      }
    }
  }
}
