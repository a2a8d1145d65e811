package dev.tallystick.events;

import dev.tallystick.events.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One field of an object: its kind, and whether it must be there.
 *
 * <p>Written {@code KIND [optional] [when FIELD=A,B [else optional]]}: without a condition the
 * field is required or optional; with one, it is so under the condition and otherwise forbidden, or
 * optional after {@code else}.
 */
record FieldSpec(
    String name,
    String notation,
    FieldKind kind,
    Presence presence,
    @Nullable Condition condition,
    Presence otherwise) {

  private static final String OPTIONAL = " optional";
  private static final String WHEN = " when ";
  private static final String ELSE_OPTIONAL = " else optional";

  static FieldSpec parse(String name, String notation, Map<String, FieldSet> shapes) {
    String kind = notation;
    Condition condition = null;
    Presence otherwise = Presence.FORBIDDEN;
    int when = kind.indexOf(WHEN);
    if (when >= 0) {
      String text = kind.substring(when + WHEN.length());
      if (text.endsWith(ELSE_OPTIONAL)) {
        otherwise = Presence.OPTIONAL;
        text = text.substring(0, text.length() - ELSE_OPTIONAL.length());
      }
      condition = Condition.parse(text);
      kind = kind.substring(0, when);
    }
    Presence presence = Presence.REQUIRED;
    if (kind.endsWith(OPTIONAL)) {
      presence = Presence.OPTIONAL;
      kind = kind.substring(0, kind.length() - OPTIONAL.length());
    }
    return new FieldSpec(
        name, notation, KindNotation.parse(kind, shapes), presence, condition, otherwise);
  }

  /**
   * Whether the field must be there. While it is not known what the condition asks for, the field
   * may be: what is missing then is the deciding field.
   */
  Presence presenceIn(@Nullable JsonObject deciding) {
    if (condition == null) {
      return presence;
    }
    if (deciding == null || !deciding.has(condition.field())) {
      return Presence.OPTIONAL;
    }
    return condition.holds(deciding) ? presence : otherwise;
  }
}
