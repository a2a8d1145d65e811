package dev.tallystick.generator;

import java.util.List;

/**
 * A member of an object: its kind, and whether it may be absent.
 *
 * @param notation as the registry writes it
 * @param kind the notation of one value, such as {@code id con}
 * @param many whether it holds a list or a set of such values
 * @param sorted whether it is a set
 * @param keys the members by which the objects of a set are ordered
 * @param optional whether it may be absent, for whatever reason
 */
record Field(
    String name,
    String notation,
    String kind,
    boolean many,
    boolean sorted,
    List<String> keys,
    boolean optional) {
  private static final String OPTIONAL = " optional";
  private static final String WHEN = " when ";
  private static final String LIST_OF = "list of ";
  private static final String SET_OF = "set of ";
  private static final String BY = " by ";

  static Field parse(String name, String notation) {
    String kind = notation;
    int when = kind.indexOf(WHEN);
    if (when >= 0) {
      kind = kind.substring(0, when);
    }
    boolean optional = when >= 0 || kind.endsWith(OPTIONAL);
    if (kind.endsWith(OPTIONAL)) {
      kind = kind.substring(0, kind.length() - OPTIONAL.length());
    }
    boolean set = kind.startsWith(SET_OF);
    boolean list = kind.startsWith(LIST_OF);
    if (set || list) {
      kind = kind.substring(set ? SET_OF.length() : LIST_OF.length());
    }
    List<String> keys = List.of();
    int by = kind.indexOf(BY);
    if (by >= 0) {
      keys = List.of(kind.substring(by + BY.length()).split(",", -1));
      kind = kind.substring(0, by);
    }
    return new Field(name, notation, kind, set || list, set, keys, optional);
  }

  /** The name in Java, where some words are taken. */
  String javaName() {
    return JavaNames.member(name);
  }

  /** The first word of the kind. */
  String word() {
    int space = kind.indexOf(' ');
    return space < 0 ? kind : kind.substring(0, space);
  }

  /** What follows the first word of the kind. */
  String argument() {
    int space = kind.indexOf(' ');
    return space < 0 ? "" : kind.substring(space + 1);
  }
}
