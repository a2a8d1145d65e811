package dev.tallystick.tlog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The project's own vectors of the trie, one fact a line; another program has written them. */
final class TrieVectors {
  private final Map<Hash, Hash> values = new HashMap<>();
  private final List<Hash> labels = new ArrayList<>();
  private final List<Hash> absent = new ArrayList<>();
  private final List<Hash> roots = new ArrayList<>();
  private final List<byte[]> inclusions = new ArrayList<>();
  private final List<byte[]> absences = new ArrayList<>();

  private TrieVectors() {}

  static TrieVectors read() {
    TrieVectors vectors = new TrieVectors();
    new Samples("trie").text("vectors").lines().forEach(vectors::read);
    return vectors;
  }

  private void read(String line) {
    String[] words = line.split(" ", -1);
    switch (words[0]) {
      case "set" -> {
        labels.add(Hash.fromHex(words[1]));
        values.put(Hash.fromHex(words[1]), Hash.fromHex(words[2]));
        roots.add(Hash.fromHex(words[3]));
      }
      case "inclusion" -> inclusions.add(HexFormat.of().parseHex(words[2]));
      case "absence" -> {
        absent.add(Hash.fromHex(words[1]));
        absences.add(HexFormat.of().parseHex(words[2]));
      }
      case "#" -> {}
      default -> throw new AssertionError(line);
    }
  }

  /** All labels in the order in which they were set. */
  List<Hash> labels() {
    return labels;
  }

  Hash value(Hash label) {
    return values.getOrDefault(label, label);
  }

  /** The root after each label. */
  List<Hash> roots() {
    return roots;
  }

  /** The proof for each label in the trie of all. */
  List<byte[]> inclusions() {
    return inclusions;
  }

  /** Labels that are not in the trie of all. */
  List<Hash> absent() {
    return absent;
  }

  /** The proof for each of them. */
  List<byte[]> absences() {
    return absences;
  }

  Trie trie() {
    return Trie.EMPTY.withAll(values);
  }
}
