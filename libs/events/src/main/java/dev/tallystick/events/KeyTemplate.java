package dev.tallystick.events;

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
    String[] parts = key.split("/", -1);
    return keys(subject, data).stream().anyMatch(own -> isLike(own.split("/", -1), parts));
  }

  private static boolean isLike(String[] own, String[] key) {
    boolean like = own.length == key.length;
    for (int i = 0; like && i < own.length; i++) {
      like = own[i].equals(ANYTHING) || own[i].equals(key[i]);
    }
    return like;
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
