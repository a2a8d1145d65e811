package dev.tallystick.tally.corpus;

import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonBoolean;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.tally.SampleLog;
import dev.tallystick.tally.Samples;
import dev.tallystick.tally.market.Example;
import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An event of each type, and of each the same with a member less, more or of another kind: whoever
 * reads the types must find the same.
 */
final class FieldCases {
  private static final OpenedPart WITHHELD = new OpenedPart.Withheld(Hash.sha256());

  private final Map<String, Opening> openings = new LinkedHashMap<>();

  /** All in one log, so that it takes one signature. */
  static List<CorpusCase> all() {
    FieldCases all = new FieldCases();
    Example.types().forEach(all::ofType);
    SampleLog log = SampleLog.of(all.openings.values().stream().map(Opening::entry).toList());
    List<CorpusCase> cases = new ArrayList<>();
    all.openings.forEach(
        (name, opening) ->
            cases.add(
                CorpusCase.of(name, Samples.receipt(opening, log.proof(cases.size())).toJson())
                    .with("vkey", SampleLog.VKEY)
                    .isOpen()));
    return cases;
  }

  private void ofType(String type) {
    JsonObject body = Example.body(type);
    JsonObject data = body.getObject("data");
    add(type, "good", body, data);
    add(type, "more", body, with(data, "more", new JsonInteger(0)));
    data.forEach(
        (name, value) -> {
          add(type, "without-" + name, body, with(data, name, null));
          List<JsonValue> others = others(value);
          for (int i = 0; i < others.size(); i++) {
            add(type, "other-%d-%s".formatted(i, name), body, with(data, name, others.get(i)));
          }
        });
  }

  /** Other values: of other kinds, and near to this one. */
  private static List<JsonValue> others(JsonValue value) {
    List<JsonValue> others = new ArrayList<>();
    if (value instanceof JsonString string) {
      String text = string.value();
      others.add(new JsonInteger(0));
      others.add(JsonString.of(text + "x"));
      others.add(JsonString.of(text.substring(0, text.length() - 1)));
    } else if (value instanceof JsonInteger) {
      others.add(new JsonInteger(-1));
      others.add(new JsonInteger(1_000_000));
    } else if (value instanceof JsonArray array) {
      List<JsonValue> twice = new ArrayList<>(array.items());
      twice.addAll(array.items());
      others.add(JsonArray.of(twice));
      others.add(array.get(0));
      others.add(JsonArray.of(List.of(JsonBoolean.TRUE)));
    } else if (value instanceof JsonObject object) {
      others.add(with(object, "more", new JsonInteger(0)));
      others.add(JsonObject.EMPTY);
      others.add(with(object, object.names().get(0), null));
    }
    return others;
  }

  private static JsonObject with(JsonObject object, String name, @Nullable JsonValue value) {
    Map<String, JsonValue> members = new TreeMap<>(object.members());
    if (value == null) {
      members.remove(name);
    } else {
      members.put(name, value);
    }
    JsonObject.Builder json = JsonObject.builder();
    members.forEach(json::put);
    return json.build();
  }

  private void add(String type, String what, JsonObject body, JsonObject data) {
    Opening opening =
        new Opening(
            Samples.RECORDED,
            OpenedPart.Shown.of(new byte[32], stub(type, body)),
            OpenedPart.Shown.of(new byte[32], with(body, "data", data)),
            WITHHELD);
    openings.put("field-%s-%s".formatted(type, what), opening);
  }

  /** The stub that the example's own body calls for. */
  private static JsonObject stub(String type, JsonObject body) {
    try {
      EventType known = EventTypes.get(type);
      return Event.stubFor(known, Body.parse(body), Map.of(), List.of()).toJson();
    } catch (InvalidEventException e) {
      throw new AssertionError(e);
    }
  }
}
