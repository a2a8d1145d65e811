package dev.tallystick.rules.pack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A place in a pack's text: its path and what stands there. Every question about it either gives an
 * answer of the kind asked for or refuses the pack at this path.
 */
record PackNode(String path, PackTree tree) {

  /** A reader of a member that may refuse the pack. */
  interface Reader<T> {
    T read(PackNode node) throws InvalidPackException;
  }

  /** A reader of a member that is told its name too. */
  interface NamedReader<T> {
    T read(String name, PackNode node) throws InvalidPackException;
  }

  InvalidPackException invalid(String rule) {
    return new InvalidPackException(path, rule);
  }

  /** Refuses members that are not among those named. */
  void onlyMembers(String... names) throws InvalidPackException {
    Collection<String> known = Arrays.asList(names);
    for (String name : mapping().keySet()) {
      if (!known.contains(name)) {
        throw at(name).invalid("is no member that is known here");
      }
    }
  }

  boolean has(String name) throws InvalidPackException {
    return mapping().containsKey(name);
  }

  PackNode get(String name) throws InvalidPackException {
    if (!has(name)) {
      throw at(name).invalid("must be there");
    }
    return at(name);
  }

  /** What a member says, or nothing if it is absent. */
  <T> Optional<T> find(String name, Reader<T> reader) throws InvalidPackException {
    return has(name) ? Optional.of(reader.read(get(name))) : Optional.empty();
  }

  List<String> names() throws InvalidPackException {
    return List.copyOf(mapping().keySet());
  }

  /** Every member, read alike, in the order of the text. */
  <T> Map<String, T> members(NamedReader<T> reader) throws InvalidPackException {
    Map<String, T> members = new LinkedHashMap<>();
    for (String name : mapping().keySet()) {
      members.put(name, reader.read(name, at(name)));
    }
    return Collections.unmodifiableMap(members);
  }

  String text() throws InvalidPackException {
    if (tree instanceof PackTree.Text text && !text.value().isBlank()) {
      return text.value();
    }
    throw invalid("is a text");
  }

  String text(Predicate<String> form, String rule) throws InvalidPackException {
    String text = text();
    if (!form.test(text)) {
      throw invalid(rule);
    }
    return text;
  }

  boolean flag() throws InvalidPackException {
    return text(word -> word.equals("true") || word.equals("false"), "is true or false")
        .equals("true");
  }

  int number(int least, int most) throws InvalidPackException {
    String rule = "is a number from " + least + " to " + most;
    String text = text(word -> word.matches("0|[1-9][0-9]{0,8}"), rule);
    int number = Integer.parseInt(text);
    if (number < least || number > most) {
      throw invalid(rule);
    }
    return number;
  }

  <E extends Enum<E>> E word(Class<E> kind) throws InvalidPackException {
    String text = text();
    for (E constant : kind.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    throw invalid("is one of " + Arrays.toString(kind.getEnumConstants()));
  }

  List<PackNode> items() throws InvalidPackException {
    if (!(tree instanceof PackTree.Items items)) {
      throw invalid("is a list");
    }
    List<PackNode> nodes = new ArrayList<>();
    for (int i = 0; i < items.values().size(); i++) {
      nodes.add(new PackNode(path + "[" + i + "]", items.values().get(i)));
    }
    return nodes;
  }

  /** A list of texts, each of a form, none twice. */
  SortedSet<String> words(Predicate<String> form, String rule) throws InvalidPackException {
    SortedSet<String> words = new TreeSet<>();
    for (PackNode item : items()) {
      if (!words.add(item.text(form, rule))) {
        throw item.invalid("is there twice");
      }
    }
    return Collections.unmodifiableSortedSet(words);
  }

  private PackNode at(String name) throws InvalidPackException {
    PackTree member = mapping().getOrDefault(name, new PackTree.Text(""));
    return new PackNode(path.isEmpty() ? name : path + "." + name, member);
  }

  private Map<String, PackTree> mapping() throws InvalidPackException {
    if (tree instanceof PackTree.Members members) {
      return members.values();
    }
    throw invalid("is a mapping");
  }
}
