package dev.tallystick.vault.identifier;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The wish of erased people not to be taken in again. What is kept of each identifier is a keyed
 * digest that nothing else in the database relates to; it tells whoever has the key and the
 * identifier that its owner wished so, and no more.
 */
@Singleton
public final class Suppression {
  private static final String USE = "suppression";

  private final IdentifierKey key;
  private final SuppressionRepository suppressed;

  Suppression(IdentifierKey key, SuppressionRepository suppressed) {
    this.key = key;
    this.suppressed = suppressed;
  }

  /** Notes the wish for identifiers that are about to be deleted. */
  void add(List<byte[]> digests) {
    suppressed.add(digests.stream().map(this::digest).toList());
  }

  /** Those of these identifiers whose owners wished not to be taken in again. */
  public Set<PersonIdentifier> among(List<PersonIdentifier> identifiers) {
    if (identifiers.isEmpty()) {
      return Set.of();
    }
    List<PersonIdentifier> distinct = identifiers.stream().distinct().toList();
    List<byte[]> digests = new ArrayList<>();
    distinct.forEach(identifier -> digests.add(digest(key.digest(identifier))));
    Set<String> found = suppressed.among(digests);
    Set<PersonIdentifier> wished = new HashSet<>();
    for (int i = 0; i < digests.size() && !found.isEmpty(); i++) {
      if (found.contains(HexFormat.of().formatHex(digests.get(i)))) {
        wished.add(distinct.get(i));
      }
    }
    return wished;
  }

  private byte[] digest(byte[] identifierDigest) {
    return key.digest(USE, Arrays.copyOf(identifierDigest, identifierDigest.length));
  }
}
