package dev.tallystick.events.json;

import dev.tallystick.events.json.MalformedJsonException.Reason;
import java.util.Arrays;
import java.util.Comparator;

/** Reads JSON values in one pass over the bytes. Not thread-safe; one parser a document. */
public final class JsonParser {
  static final int MAX_EVENT_DEPTH = 32;
  static final int MAX_MESSAGE_DEPTH = 64;

  private final JsonPath path;
  private final JsonInput in;
  private final boolean eventModel;
  private final int maxDepth;

  // Members and items of the open containers, innermost on top, so that each container is allocated
  // once, full size.
  private String[] names = new String[32];
  private JsonValue[] values = new JsonValue[64];
  private int nameCount;
  private int valueCount;

  private JsonParser(byte[] bytes, int start, int end, boolean eventModel, int frames) {
    this.eventModel = eventModel;
    this.maxDepth = (eventModel ? MAX_EVENT_DEPTH : MAX_MESSAGE_DEPTH) + frames;
    this.path = new JsonPath(maxDepth);
    this.in = new JsonInput(bytes, start, end, path);
  }

  /** A parser of one value of the event model. */
  static JsonParser ofEventModel(byte[] bytes) {
    return new JsonParser(bytes, 0, bytes.length, true, 0);
  }

  /**
   * A parser of the parts of an event in the request around them, which does not count as a level
   * of nesting.
   */
  public static JsonParser ofParts(byte[] bytes, int start, int end) {
    return new JsonParser(bytes, start, end, true, 1);
  }

  /** A parser of parts in so many levels of frames, which do not count as levels of nesting. */
  public static JsonParser ofFramedParts(byte[] bytes, int frames) {
    return new JsonParser(bytes, 0, bytes.length, true, frames);
  }

  /** A parser of any other message: its arrays may be empty or long. */
  static JsonParser ofMessage(byte[] bytes) {
    return new JsonParser(bytes, 0, bytes.length, false, 0);
  }

  public JsonInput input() {
    return in;
  }

  public JsonPath path() {
    return path;
  }

  JsonValue document() throws MalformedJsonException {
    in.skipWhitespace();
    JsonValue value = value();
    end();
    return value;
  }

  public void end() throws MalformedJsonException {
    in.skipWhitespace();
    if (!in.atEnd()) {
      throw in.refusal(Reason.TRAILING_BYTES);
    }
  }

  public JsonValue value() throws MalformedJsonException {
    return switch (in.peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> JsonString.ofChecked(in.string());
      case 't' -> word("true", JsonBoolean.TRUE);
      case 'f' -> word("false", JsonBoolean.FALSE);
      case 'n' -> {
        in.expectWord("null");
        throw in.refusal(Reason.NULL_VALUE);
      }
      default -> new JsonInteger(in.integer());
    };
  }

  private JsonValue word(String word, JsonValue value) throws MalformedJsonException {
    in.expectWord(word);
    return value;
  }

  private JsonObject object() throws MalformedJsonException {
    in.expect('{');
    enter();
    in.skipWhitespace();
    if (in.accept('}')) {
      path.leave();
      return JsonObject.EMPTY;
    }
    int firstName = nameCount;
    int firstValue = valueCount;
    boolean ascending = true;
    do {
      String name = memberName();
      ascending = ascending && (nameCount == firstName || names[nameCount - 1].compareTo(name) < 0);
      push(name);
      path.atName(name);
      push(value());
      path.atName(null);
      in.skipWhitespace();
    } while (in.accept(','));
    in.expect('}');
    JsonObject object = close(firstName, firstValue, ascending);
    path.leave();
    return object;
  }

  /** Reads a name and its colon, with the white space around them. */
  public String memberName() throws MalformedJsonException {
    in.skipWhitespace();
    String name = in.string();
    in.skipWhitespace();
    in.expect(':');
    in.skipWhitespace();
    return name;
  }

  private JsonObject close(int firstName, int firstValue, boolean ascending)
      throws MalformedJsonException {
    String[] ownNames = Arrays.copyOfRange(names, firstName, nameCount);
    JsonValue[] ownValues = Arrays.copyOfRange(values, firstValue, valueCount);
    nameCount = firstName;
    valueCount = firstValue;
    if (!ascending) {
      in.markNotCanonical();
      sort(ownNames, ownValues);
    }
    return JsonObject.takeOwnershipOf(ownNames, ownValues);
  }

  private void sort(String[] ownNames, JsonValue[] ownValues) throws MalformedJsonException {
    Integer[] order = new Integer[ownNames.length];
    Arrays.setAll(order, i -> i);
    String[] unsortedNames = ownNames.clone();
    JsonValue[] unsortedValues = ownValues.clone();
    Arrays.sort(order, Comparator.comparing(i -> unsortedNames[i]));
    for (int i = 0; i < order.length; i++) {
      ownNames[i] = unsortedNames[order[i]];
      ownValues[i] = unsortedValues[order[i]];
      if (i > 0 && ownNames[i].equals(ownNames[i - 1])) {
        path.atName(ownNames[i]);
        throw in.refusal(Reason.DUPLICATE_NAME);
      }
    }
  }

  private JsonArray array() throws MalformedJsonException {
    in.expect('[');
    enter();
    in.skipWhitespace();
    int first = valueCount;
    if (!in.accept(']')) {
      do {
        if (eventModel && valueCount - first == JsonArray.MAX_EVENT_ITEMS) {
          throw in.refusal(Reason.ARRAY_TOO_LONG);
        }
        path.atIndex(valueCount - first);
        in.skipWhitespace();
        push(value());
        in.skipWhitespace();
      } while (in.accept(','));
      in.expect(']');
    } else if (eventModel) {
      throw in.refusal(Reason.EMPTY_ARRAY);
    }
    path.leave();
    JsonValue[] items = Arrays.copyOfRange(values, first, valueCount);
    valueCount = first;
    return JsonArray.takeOwnershipOf(items);
  }

  private void enter() throws MalformedJsonException {
    if (path.depth() == maxDepth) {
      throw in.refusal(Reason.TOO_DEEP);
    }
    path.enter();
  }

  private void push(String name) {
    if (nameCount == names.length) {
      names = Arrays.copyOf(names, 2 * nameCount);
    }
    names[nameCount++] = name;
  }

  private void push(JsonValue value) {
    if (valueCount == values.length) {
      values = Arrays.copyOf(values, 2 * valueCount);
    }
    values[valueCount++] = value;
  }
}
