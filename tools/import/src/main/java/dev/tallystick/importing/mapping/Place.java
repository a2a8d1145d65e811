package dev.tallystick.importing.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A place in a mapping's text and what stands there. Every question about it either gives an answer
 * of the kind asked for or refuses the mapping here, with the line.
 */
final class Place {
  private static final int LONGEST_TEXT = 500;
  private static final int LONGEST_MARK = 10;

  private final String path;
  private final Node node;

  Place(String path, Node node) {
    this.path = path;
    this.node = node;
  }

  /** A reader of a place that may refuse it. */
  interface Reader<T> {
    T read(Place place) throws MalformedMappingException;
  }

  String path() {
    return path;
  }

  MalformedMappingException invalid(String rule) {
    return new MalformedMappingException(line(), path, rule);
  }

  /** The line of the text, from 1. */
  int line() {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  /** Refuses members that are not among those named. */
  void onlyMembers(String... names) throws MalformedMappingException {
    for (Map.Entry<String, Place> member : members().entrySet()) {
      if (!Arrays.asList(names).contains(member.getKey())) {
        throw member.getValue().invalid("is not known here; there are " + String.join(", ", names));
      }
    }
  }

  boolean has(String name) throws MalformedMappingException {
    return members().containsKey(name);
  }

  Place get(String name) throws MalformedMappingException {
    Place member = members().get(name);
    if (member == null) {
      throw invalid("must have the member \"" + name + "\"");
    }
    return member;
  }

  <T> Optional<T> find(String name, Reader<T> reader) throws MalformedMappingException {
    @Nullable Place member = members().get(name);
    return member == null ? Optional.empty() : Optional.of(reader.read(member));
  }

  /** The members in the order of the text. */
  Map<String, Place> members() throws MalformedMappingException {
    if (!(node instanceof MappingNode mapping)) {
      throw invalid("is a mapping, \"name: value\"");
    }
    Map<String, Place> members = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
        throw invalid("has texts as names");
      }
      String below = path.isEmpty() ? name.getValue() : path + "." + name.getValue();
      Place member = new Place(below, tuple.getValueNode());
      if (members.put(name.getValue(), member) != null) {
        throw member.invalid("is there twice");
      }
    }
    return members;
  }

  List<Place> items() throws MalformedMappingException {
    if (!(node instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
      throw invalid("is a list with at least one item");
    }
    List<Place> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(new Place(path + "[" + items.size() + "]", item));
    }
    return items;
  }

  <T> List<T> list(Reader<T> reader) throws MalformedMappingException {
    List<T> list = new ArrayList<>();
    for (Place item : items()) {
      list.add(reader.read(item));
    }
    return list;
  }

  String text() throws MalformedMappingException {
    if (node instanceof ScalarNode scalar
        && !scalar.getValue().isBlank()
        && scalar.getValue().length() <= LONGEST_TEXT) {
      return scalar.getValue();
    }
    throw invalid("is a text of 1 to " + LONGEST_TEXT + " characters");
  }

  String text(Predicate<String> form, String rule) throws MalformedMappingException {
    String text = text();
    if (!form.test(text)) {
      throw invalid(rule);
    }
    return text;
  }

  /** A text that may be empty or white space, such as a separator. */
  char character() throws MalformedMappingException {
    if (node instanceof ScalarNode scalar && scalar.getValue().length() == 1) {
      return scalar.getValue().charAt(0);
    }
    throw invalid("is one character");
  }

  /** A short text that may be white space, such as what stands between two things. */
  String mark() throws MalformedMappingException {
    if (node instanceof ScalarNode scalar
        && !scalar.getValue().isEmpty()
        && scalar.getValue().length() <= LONGEST_MARK) {
      return scalar.getValue();
    }
    throw invalid("is a text of 1 to " + LONGEST_MARK + " characters");
  }

  boolean flag() throws MalformedMappingException {
    return text(word -> word.equals("true") || word.equals("false"), "is true or false")
        .equals("true");
  }

  int number(int least, int most) throws MalformedMappingException {
    String rule = "is a whole number from " + least + " to " + most;
    int number = Integer.parseInt(text(word -> word.matches("-?(0|[1-9][0-9]{0,8})"), rule));
    if (number < least || number > most) {
      throw invalid(rule);
    }
    return number;
  }

  BigDecimal decimal() throws MalformedMappingException {
    return new BigDecimal(
        text(word -> word.matches("-?[0-9]{1,15}(\\.[0-9]{1,6})?"), "is a number such as 12.5"));
  }

  <E extends Enum<E>> E word(Class<E> kind) throws MalformedMappingException {
    String text = text();
    for (E constant : kind.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    throw invalid("is one of " + Arrays.toString(kind.getEnumConstants()).toLowerCase(Locale.ROOT));
  }
}
