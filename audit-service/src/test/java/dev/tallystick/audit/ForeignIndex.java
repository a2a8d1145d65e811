package dev.tallystick.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The index by its definitions (docs/spec/log-format.md §5), written a second time: lists as RFC
 * 6962 section 2.1 has them, the trie as rsc.io/tmp/mpt has it. Nothing of {@code dev.tallystick}
 * is used in this class, and nothing clever.
 */
public final class ForeignIndex {
  private final Map<String, List<byte[]>> lists = new TreeMap<>();

  /** Files an entry under labels, in hex; entries come in log order. */
  public void file(long index, byte[] entry, Collection<String> labels) {
    byte[] leaf =
        sha256(new byte[] {0}, ByteBuffer.allocate(Long.BYTES).putLong(index).array(), entry);
    for (String label : labels) {
      lists.computeIfAbsent(label, none -> new ArrayList<>()).add(leaf);
    }
  }

  /** The labels that something is filed under. */
  public Collection<String> labels() {
    return lists.keySet();
  }

  /** The root of the trie over everything that was filed, with these salts. */
  public byte[] root(Function<String, byte[]> salts) {
    Map<String, byte[]> leaves = new TreeMap<>();
    lists.forEach(
        (label, list) ->
            leaves.put(bits(unhex(label)), leaf(unhex(label), salts.apply(label), list)));
    return leaves.isEmpty() ? sha256() : trie(new ArrayList<>(leaves.entrySet()));
  }

  /** What the trie has under a label that something is filed under. */
  public byte[] value(String label, byte[] salt) {
    return value(salt, lists.getOrDefault(label, List.of()));
  }

  private static byte[] leaf(byte[] label, byte[] salt, List<byte[]> list) {
    return sha256(label, value(salt, list));
  }

  private static byte[] value(byte[] salt, List<byte[]> list) {
    byte[] count = ByteBuffer.allocate(Long.BYTES).putLong(list.size()).array();
    return sha256(
        "tallystick/value/v1\0".getBytes(StandardCharsets.US_ASCII), salt, count, tree(list));
  }

  private static byte[] tree(List<byte[]> leaves) {
    if (leaves.size() == 1) {
      return leaves.get(0);
    }
    int left = Integer.highestOneBit(leaves.size() - 1);
    return sha256(
        new byte[] {1}, tree(leaves.subList(0, left)), tree(leaves.subList(left, leaves.size())));
  }

  /** Labels as strings of zeros and ones, in order. */
  private static byte[] trie(List<Map.Entry<String, byte[]>> leaves) {
    if (leaves.size() == 1) {
      return leaves.get(0).getValue();
    }
    String first = leaves.get(0).getKey();
    String last = leaves.get(leaves.size() - 1).getKey();
    int bit = 0;
    while (first.charAt(bit) == last.charAt(bit)) {
      bit++;
    }
    int ones = 0;
    while (leaves.get(ones).getKey().charAt(bit) == '0') {
      ones++;
    }
    return sha256(
        trie(leaves.subList(0, ones)),
        trie(leaves.subList(ones, leaves.size())),
        new byte[] {(byte) bit});
  }

  private static String bits(byte[] label) {
    StringBuilder bits = new StringBuilder();
    for (byte b : label) {
      bits.append(Integer.toBinaryString((b & 0xff) + 256).substring(1));
    }
    return bits.toString();
  }

  private static byte[] unhex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
