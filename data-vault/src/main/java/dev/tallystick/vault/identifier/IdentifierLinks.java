package dev.tallystick.vault.identifier;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.RetentionClass;
import dev.tallystick.vault.keystore.Sealed;
import dev.tallystick.vault.keystore.SealingPlace;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * What links identifiers and tokens, each way sealed: from the identifier under a key of its own,
 * from the person under a key of theirs. Digests stand in hex.
 */
@Singleton
final class IdentifierLinks {
  private static final String IDENTIFIER = "@identifier";

  private final IdentifierLinkRepository links;
  private final SubjectRepository subjects;
  private final Clock clock;
  private final RandomGenerator random;

  IdentifierLinks(
      IdentifierLinkRepository links,
      SubjectRepository subjects,
      Clock clock,
      RandomGenerator random) {
    this.links = links;
    this.subjects = subjects;
    this.clock = clock;
    this.random = random;
  }

  /** Whose key seals the token of an identifier. */
  static KeyOwner ownerOf(String digest) {
    return new KeyOwner("id-" + digest, IDENTIFIER, RetentionClass.ORDINARY);
  }

  /** Whose key seals the digests of a person's identifiers. */
  private static KeyOwner ownerOf(SubjectToken token) {
    return KeyOwner.ofPerson(token.value());
  }

  /** The tokens of those of these digests that have one. A link whose key was destroyed is none. */
  Map<String, SubjectToken> find(OpenKeys keys, Collection<String> digests) {
    Map<String, Sealed> rows = links.sealedTokens(digests);
    Set<KeyOwner> alive =
        keys.existing(rows.keySet().stream().map(IdentifierLinks::ownerOf).toList());
    Map<String, SubjectToken> tokens = new TreeMap<>();
    for (Map.Entry<String, Sealed> row : rows.entrySet()) {
      KeyOwner owner = ownerOf(row.getKey());
      if (alive.contains(owner)) {
        byte[] token = keys.open(owner, place(row.getKey()), row.getValue());
        tokens.put(row.getKey(), new SubjectToken(new String(token, US_ASCII)));
      }
    }
    return tokens;
  }

  /**
   * Allots tokens to digests that have none, unless somebody else has linked the digest in the
   * meantime: theirs stands, and the token that was drawn is nobody's.
   *
   * @return those that are linked now
   */
  Map<String, SubjectToken> allot(OpenKeys keys, Collection<String> digests) {
    Map<String, SubjectToken> tokens = new TreeMap<>();
    digests.forEach(digest -> tokens.put(digest, SubjectToken.draw(random)));
    // What is there without its key came back with a backup.
    links.remove(stale(keys, tokens.keySet()));
    keys.prepare(tokens.keySet().stream().map(IdentifierLinks::ownerOf).toList());
    Map<String, Sealed> sealed = new TreeMap<>();
    tokens.forEach((digest, token) -> sealed.put(digest, seal(keys, digest, token)));
    Map<String, SubjectToken> own = new TreeMap<>(tokens);
    Instant now = clock.instant();
    own.keySet().retainAll(links.add(sealed, now));
    subjects.add(own.values(), now);
    addBack(keys, own);
    return own;
  }

  static Sealed seal(OpenKeys keys, String digest, SubjectToken token) {
    return keys.seal(ownerOf(digest), place(digest), token.value().getBytes(US_ASCII));
  }

  /** The way back from people to digests. */
  void addBack(OpenKeys keys, Map<String, SubjectToken> tokens) {
    keys.prepare(tokens.values().stream().map(IdentifierLinks::ownerOf).distinct().toList());
    subjects.addDigests(
        tokens.entrySet().stream()
            .map(
                link ->
                    new SubjectRepository.SealedDigest(
                        link.getValue(),
                        keys.seal(
                            ownerOf(link.getValue()),
                            back(link.getValue()),
                            HexFormat.of().parseHex(link.getKey()))))
            .toList());
  }

  /** The digests of a person's identifiers; none if the key to them is gone. */
  List<String> digestsOf(OpenKeys keys, SubjectToken token) {
    KeyOwner owner = ownerOf(token);
    if (keys.existing(List.of(owner)).isEmpty()) {
      return List.of();
    }
    return subjects.digests(token).stream()
        .map(one -> HexFormat.of().formatHex(keys.open(owner, back(token), one)))
        .toList();
  }

  /** Those of these digests that are linked and whose key is not there. */
  private List<String> stale(OpenKeys keys, Collection<String> digests) {
    return links.sealedTokens(digests).keySet().stream()
        .filter(digest -> keys.existing(List.of(ownerOf(digest))).isEmpty())
        .toList();
  }

  void remove(Collection<String> digests) {
    links.remove(digests);
  }

  private static SealingPlace place(String digest) {
    return SealingPlace.of("identifier", digest);
  }

  private static SealingPlace back(SubjectToken token) {
    return SealingPlace.of("subject_identifier", token.value());
  }
}
