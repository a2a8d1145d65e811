package dev.tallystick.events.json;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader stands in a document, for the text of a refusal. Costs two stores a value while
 * all is well.
 */
public final class JsonPath {
  /**
   * The names of the frame around an event's data. Any other name could have been made up, and
   * could be personal.
   */
  private static final Set<String> KNOWN_NAMES =
      Set.of(
          "seed",
          "stub",
          "body",
          "internal",
          "v",
          "type",
          "labels",
          "guards",
          "key",
          "version",
          "advances",
          "sealed",
          "openBy",
          "id",
          "source",
          "time",
          "subject",
          "data",
          "recordedMillis",
          "nonce",
          "value",
          "hash",
          "opening",
          "index",
          "leaf",
          "tlogProof",
          "grade",
          "policyHash",
          "eventId",
          "inclusionProof",
          "checkpoint",
          "status",
          "code");

  private @Nullable String[] names;
  private int[] indices;
  private int depth;

  JsonPath(int maxDepth) {
    names = new String[maxDepth];
    indices = new int[maxDepth];
  }

  public void enter() {
    if (depth == names.length) {
      throw new AssertionError("the reader checks the depth first");
    }
    names[depth] = null;
    indices[depth] = -1;
    depth++;
  }

  public void leave() {
    depth--;
  }

  int depth() {
    return depth;
  }

  public void atName(@Nullable String name) {
    names[depth - 1] = name;
  }

  void atIndex(int index) {
    indices[depth - 1] = index;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      String name = names[i];
      if (indices[i] >= 0) {
        text.append('[').append(indices[i]).append(']');
      } else if (name != null) {
        text.append(text.length() == 0 ? "" : ".").append(shown(name));
      }
    }
    return text.toString();
  }

  /** The name if it is one of the frame's, otherwise an asterisk. */
  static String shown(String name) {
    return KNOWN_NAMES.contains(name) ? name : "*";
  }
}
