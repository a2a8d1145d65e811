package dev.tallystick.events;

import dev.tallystick.events.json.JsonInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the notation of kinds, such as {@code set of text 80} or {@code int 0..10000}. */
final class KindNotation {
  private static final String LIST_OF = "list of ";
  private static final String SET_OF = "set of ";
  private static final String BY = " by ";

  private KindNotation() {}

  static FieldKind parse(String notation, Map<String, FieldSet> shapes) {
    if (notation.startsWith(LIST_OF)) {
      return new FieldKind.Sequence(notation, parse(notation.substring(LIST_OF.length()), shapes));
    }
    if (notation.startsWith(SET_OF)) {
      return parseSet(notation, shapes);
    }
    FieldSet shape = shapes.get(notation);
    if (shape != null) {
      return new FieldKind.Shape(notation, shape);
    }
    int space = notation.indexOf(' ');
    String word = space < 0 ? notation : notation.substring(0, space);
    String argument = space < 0 ? "" : notation.substring(space + 1);
    return switch (word) {
      case "bool" -> new FieldKind.Flag(notation);
      case "int" -> parseInt(notation, argument);
      case "text" -> new FieldKind.Text(notation, TextForms.text(Integer.parseInt(argument)));
      case "bytes" -> new FieldKind.Text(notation, TextForms.bytes(Integer.parseInt(argument)));
      case "id" -> new FieldKind.Text(notation, TextForms.id(argument));
      case "enum" -> new FieldKind.Text(notation, Set.of(argument.split(" "))::contains);
      default -> new FieldKind.Text(notation, TextForms.named(notation));
    };
  }

  private static FieldKind parseSet(String notation, Map<String, FieldSet> shapes) {
    String item = notation.substring(SET_OF.length());
    List<String> keys = List.of();
    int by = item.indexOf(BY);
    if (by >= 0) {
      keys = List.of(item.substring(by + BY.length()).split(","));
      item = item.substring(0, by);
    }
    return new FieldKind.SortedSet(notation, parse(item, shapes), keys);
  }

  private static FieldKind parseInt(String notation, String range) {
    if (range.isEmpty()) {
      return new FieldKind.Whole(notation, JsonInteger.MIN, JsonInteger.MAX);
    }
    int dots = range.indexOf("..");
    String most = range.substring(dots + 2);
    return new FieldKind.Whole(
        notation,
        Long.parseLong(range.substring(0, dots)),
        most.isEmpty() ? JsonInteger.MAX : Long.parseLong(most));
  }
}
