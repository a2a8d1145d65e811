package dev.tallystick.events;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One type as the registry files write it, beside what all types share. */
record EventTypeSource(JsonObject json, Common common) {

  /**
   * What all types share: the families of guards, the shapes, the fields every internal part has.
   */
  record Common(Map<String, GuardForm> guards, Map<String, FieldSet> shapes, FieldSet internal) {
    static Common parse(JsonObject json) {
      Map<String, GuardForm> guards = new TreeMap<>();
      JsonObject forms = json.getObject("guards");
      forms.names().forEach(key -> guards.put(key, GuardForm.parse(key, forms.getString(key))));
      Map<String, FieldSet> shapes = new TreeMap<>();
      JsonObject objects = json.getObject("shapes");
      objects
          .names()
          .forEach(key -> shapes.put(key, FieldSet.parse(objects.getObject(key), Map.of())));
      return new Common(guards, shapes, FieldSet.parse(json.getObject("internal"), shapes));
    }
  }

  String shortName() {
    return json.getString("name");
  }

  int code() {
    return Math.toIntExact(json.getInteger("code"));
  }

  EventClass eventClass() {
    return EventClass.valueOf(json.getString("class"));
  }

  boolean deferrable() {
    return json.findBoolean("deferrable").orElse(false);
  }

  Presence subjectRule() {
    return Presence.valueOf(json.getString("subject"));
  }

  FieldSet data() {
    return FieldSet.parse(json.getObject("data"), common.shapes());
  }

  /** The fields of the internal part; a type that opens it to nobody has none. */
  @Nullable FieldSet internal() {
    if (!json.has("internalTo")) {
      return null;
    }
    return json.findObject("internal")
        .map(own -> FieldSet.parse(own, common.shapes()).or(common.internal()))
        .orElse(common.internal());
  }

  Set<String> strings(String member) {
    return Set.copyOf(list(member));
  }

  private List<String> list(String member) {
    return json.findArray(member).stream()
        .flatMap(array -> array.items().stream())
        .map(item -> ((JsonString) item).value())
        .toList();
  }

  Set<Opener> openers(String member) {
    Set<Opener> openers = EnumSet.noneOf(Opener.class);
    list(member).forEach(name -> openers.add(Opener.valueOf(name)));
    return Collections.unmodifiableSet(openers);
  }

  /** The index keys by role. */
  Map<String, KeyTemplate> labels() {
    Map<String, KeyTemplate> labels = new TreeMap<>();
    json.findObject("labels")
        .ifPresent(
            roles ->
                roles
                    .names()
                    .forEach(
                        role -> labels.put(role, KeyTemplate.ofIndexKey(roles.getString(role)))));
    return Collections.unmodifiableMap(labels);
  }

  Map<String, GuardForm> guards(String member) {
    return forms(list(member).stream());
  }

  /** The guards that an event moves ({@code advances}) or may move ({@code mayAdvance}). */
  List<KeyTemplate> moves(String member, FieldSet data) {
    return list(member).stream().map(template -> KeyTemplate.ofGuardKey(template, data)).toList();
  }

  /** The families an event must move or may move. */
  Map<String, GuardForm> guardsMoved(List<KeyTemplate> must, List<KeyTemplate> may) {
    return forms(
        Stream.concat(must.stream(), may.stream())
            .map(template -> GuardForm.prefixOf(template.notation())));
  }

  private Map<String, GuardForm> forms(Stream<String> prefixes) {
    Map<String, GuardForm> forms = new TreeMap<>();
    prefixes.forEach(
        prefix -> {
          GuardForm form = common.guards().get(prefix);
          if (form == null) {
            throw new IllegalArgumentException("no family of guards: " + prefix);
          }
          forms.put(prefix, form);
        });
    return Map.copyOf(forms);
  }
}
