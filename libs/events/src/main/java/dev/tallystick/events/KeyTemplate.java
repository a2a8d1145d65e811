package dev.tallystick.events;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key with places for fields of the event, such as {@code party/{from}}. A field that is absent
 * gives no key, an array gives one for each item, and {@code {consents.id}} one for that member of
 * each item. {@code {subject}} is the subject of the body. {@code *} stands for what the event does
 * not say.
 */
record KeyTemplate(String notation, List<Segment> segments, @Nullable Condition condition) {
  private static final String WHEN = " when ";
  private static final String SUBJECT = "subject";
  private static final String ANYTHING = "*";

  /**
   * A part between slashes: literal text, or a field; a field may stand as the label of its key.
   */
  private record Segment(@Nullable String literal, String field, String labelPrefix) {}

  /** A template of index keys, which show the field itself. */
  static KeyTemplate ofIndexKey(String notation) {
    return parse(notation, null);
  }

  /**
   * A template of guard keys, in which persons and parties stand as their labels, so that a stub
   * names nobody.
   */
  static KeyTemplate ofGuardKey(String notation, FieldSet data) {
    return parse(notation, data);
  }

  private static KeyTemplate parse(String notation, @Nullable FieldSet labelled) {
    int when = notation.indexOf(WHEN);
    String template = when < 0 ? notation : notation.substring(0, when);
    Condition condition =
        when < 0 ? null : Condition.parse(notation.substring(when + WHEN.length()));
    List<Segment> segments = new ArrayList<>();
    for (String segment : template.split("/", -1)) {
      if (segment.startsWith("{")) {
        String field = segment.substring(1, segment.length() - 1);
        segments.add(new Segment(null, field, labelled == null ? "" : prefixOf(field, labelled)));
      } else {
        segments.add(new Segment(segment, "", ""));
      }
    }
    return new KeyTemplate(notation, List.copyOf(segments), condition);
  }

  private static String prefixOf(String field, FieldSet data) {
    if (field.indexOf('.') >= 0) {
      return "";
    }
    String kind =
        field.equals(SUBJECT)
            ? SUBJECT
            : data.find(field).map(spec -> spec.kind().notation()).orElseThrow();
    return kind.equals(SUBJECT) || kind.equals("party") ? kind + "/" : "";
  }

  /** The fields that the key is made of. */
  List<String> fields() {
    return segments.stream().map(Segment::field).filter(field -> !field.isEmpty()).toList();
  }

  /** The keys for an event, in the order of its fields. */
  List<String> keys(Optional<String> subject, JsonObject data) {
    if (condition != null && !condition.holds(data)) {
      return List.of();
    }
    // Nearly all templates give one key.
    StringBuilder only = new StringBuilder();
    for (Segment segment : segments) {
      String value = segment.literal() != null ? segment.literal() : only(segment, subject, data);
      if (value == null) {
        return product(subject, data);
      }
      only.append(only.length() == 0 ? "" : "/").append(value);
    }
    return List.of(only.toString());
  }

  /** The one value of a segment, or null if it is not one string. */
  private static @Nullable String only(Segment segment, Optional<String> subject, JsonObject data) {
    String field = segment.field();
    if (field.equals(SUBJECT)) {
      return subject.isPresent() ? shown(segment, subject.get()) : null;
    }
    return data.valueOrNull(field) instanceof JsonString string
        ? shown(segment, string.value())
        : null;
  }

  private List<String> product(Optional<String> subject, JsonObject data) {
    List<String> keys = List.of("");
    for (Segment segment : segments) {
      List<String> values =
          segment.literal() != null ? List.of(segment.literal()) : values(segment, subject, data);
      List<String> longer = new ArrayList<>(keys.size() * values.size());
      for (String key : keys) {
        for (String value : values) {
          longer.add(key.isEmpty() ? value : key + "/" + value);
        }
      }
      keys = longer;
    }
    return keys;
  }

  /** Whether the key is one of an event's, whatever stands for what the event does not say. */
  boolean covers(String key, Optional<String> subject, JsonObject data) {
    for (String own : keys(subject, data)) {
      if (isLike(own, key)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLike(String own, String key) {
    int ownFrom = 0;
    int keyFrom = 0;
    while (true) {
      int ownTo = end(own, ownFrom);
      int keyTo = end(key, keyFrom);
      boolean isAnything = ownTo - ownFrom == 1 && own.startsWith(ANYTHING, ownFrom);
      boolean isSame =
          ownTo - ownFrom == keyTo - keyFrom
              && own.regionMatches(ownFrom, key, keyFrom, keyTo - keyFrom);
      boolean isLast = ownTo == own.length();
      if ((!isAnything && !isSame) || isLast != (keyTo == key.length())) {
        return false;
      }
      if (isLast) {
        return true;
      }
      ownFrom = ownTo + 1;
      keyFrom = keyTo + 1;
    }
  }

  /** The end of the segment that begins here. */
  private static int end(String key, int from) {
    int slash = key.indexOf('/', from);
    return slash < 0 ? key.length() : slash;
  }

  private static List<String> values(Segment segment, Optional<String> subject, JsonObject data) {
    List<String> values = new ArrayList<>(1);
    String field = segment.field();
    int dot = field.indexOf('.');
    if (field.equals(SUBJECT)) {
      subject.ifPresent(token -> values.add(shown(segment, token)));
    } else if (data.valueOrNull(dot < 0 ? field : field.substring(0, dot))
        instanceof JsonArray array) {
      array.items().forEach(item -> addString(values, segment, member(item, field, dot)));
    } else {
      addString(values, segment, data.valueOrNull(field));
    }
    return values;
  }

  private static @Nullable JsonValue member(JsonValue item, String field, int dot) {
    if (dot < 0) {
      return item;
    }
    return item instanceof JsonObject object ? object.valueOrNull(field.substring(dot + 1)) : null;
  }

  private static void addString(List<String> values, Segment segment, @Nullable JsonValue value) {
    if (value instanceof JsonString string) {
      values.add(shown(segment, string.value()));
    }
  }

  private static String shown(Segment segment, String value) {
    return segment.labelPrefix().isEmpty()
        ? value
        : EventLabels.label(segment.labelPrefix() + value).hex();
  }
}
