package dev.tallystick.vault.identifier;

import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.RetentionClass;
import dev.tallystick.vault.keystore.ShreddedKey;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Identifiers and tokens.
 *
 * <p>Looking up allots: an identifier that nobody has asked for before gets its token now, so the
 * answer does not tell whether anything is kept about the person. What links the two opens under
 * keys that go when the person is forgotten: whoever has an old copy of everything and the
 * identifier then finds no token with it.
 */
@Singleton
public final class Subjects {
  private static final int TRIES = 3;

  private final Keystore keystore;
  private final IdentifierKey key;
  private final IdentifierLinks links;
  private final SubjectRepository subjects;
  private final Suppression suppression;

  Subjects(
      Keystore keystore,
      IdentifierKey key,
      IdentifierLinks links,
      SubjectRepository subjects,
      Suppression suppression) {
    this.keystore = keystore;
    this.key = key;
    this.links = links;
    this.subjects = subjects;
    this.suppression = suppression;
  }

  /** The tokens of these identifiers, in the same order, in the caller's transaction. */
  public List<SubjectToken> resolve(List<PersonIdentifier> identifiers) {
    Map<PersonIdentifier, String> digests = digests(identifiers);
    // In their order, or two requests for the same people would lock each other out.
    Set<String> sorted = new TreeSet<>(digests.values());
    Map<String, SubjectToken> tokens = new TreeMap<>();
    try (OpenKeys keys = keystore.open()) {
      // Of two that allot at once, one token stays, and the other finds it at the next look.
      for (int tried = 0; tried < TRIES && tokens.size() < sorted.size(); tried++) {
        tokens = links.find(keys, sorted);
        if (tokens.size() < sorted.size()) {
          Set<String> unknown = new TreeSet<>(sorted);
          unknown.removeAll(tokens.keySet());
          tokens.putAll(links.allot(keys, unknown));
        }
      }
    }
    List<SubjectToken> resolved = new ArrayList<>(identifiers.size());
    for (PersonIdentifier identifier : identifiers) {
      String digest = Objects.requireNonNull(digests.get(identifier));
      resolved.add(Objects.requireNonNull(tokens.get(digest)));
    }
    return resolved;
  }

  private Map<PersonIdentifier, String> digests(List<PersonIdentifier> identifiers) {
    Map<PersonIdentifier, String> digests = new LinkedHashMap<>();
    identifiers.forEach(
        each -> digests.computeIfAbsent(each, one -> HexFormat.of().formatHex(key.digest(one))));
    return digests;
  }

  /**
   * As {@link #resolve}, for who is about to store something about these people: until the caller's
   * transaction ends, none of them is forgotten.
   */
  public List<SubjectToken> hold(List<PersonIdentifier> identifiers) {
    for (int tried = 0; tried < TRIES; tried++) {
      List<SubjectToken> tokens = resolve(identifiers);
      Set<String> people = new HashSet<>();
      tokens.forEach(token -> people.add(token.value()));
      // Fewer, if somebody was forgotten between the two statements: that one is a stranger now.
      if (known(people).size() == people.size()) {
        return tokens;
      }
    }
    throw new IllegalStateException("people are forgotten faster than they are found");
  }

  /** Those of these tokens that have been allotted; held like the people of {@link #hold}. */
  public Set<String> known(Collection<String> tokens) {
    return tokens.isEmpty() ? Set.of() : subjects.lockShared(tokens);
  }

  /**
   * Waits for those who {@link #hold} the person; until the caller's transaction ends, nobody else
   * does. For who is about to destroy keys: what others seal under them is stored by then. Before
   * any other lock that they may wait for.
   */
  public void awaitHolders(String subject) {
    subjects.lock(subject);
  }

  /**
   * Those of these people whom somebody holds just now; the others are kept as {@link
   * #awaitHolders} keeps one. Waits for nobody.
   */
  public Set<String> held(Collection<String> people) {
    return subjects.lockFree(people);
  }

  /** The tokens of those of these identifiers that have one; allots none. */
  public Map<PersonIdentifier, SubjectToken> find(List<PersonIdentifier> identifiers) {
    Map<PersonIdentifier, String> digests = digests(identifiers);
    Map<PersonIdentifier, SubjectToken> found = new HashMap<>();
    try (OpenKeys keys = keystore.open()) {
      Map<String, SubjectToken> tokens = links.find(keys, digests.values());
      digests.forEach(
          (identifier, digest) ->
              Optional.ofNullable(tokens.get(digest))
                  .ifPresent(token -> found.put(identifier, token)));
    }
    return found;
  }

  /**
   * Forgets whose token this is: whoever resolves one of the person's identifiers next meets a
   * stranger. Waits for those who {@link #hold} the person.
   *
   * @param suppressed whether the person wishes never to be taken in again
   * @return the keys of the links, which are destroyed
   */
  public List<ShreddedKey> forget(String subject, boolean suppressed) {
    awaitHolders(subject);
    List<String> digests;
    try (OpenKeys keys = keystore.open()) {
      digests = links.digestsOf(keys, new SubjectToken(subject));
    }
    List<ShreddedKey> gone = new ArrayList<>();
    for (String digest : digests) {
      gone.addAll(
          keystore.shred(
              IdentifierLinks.ownerOf(digest).subject(),
              Optional.empty(),
              Set.of(RetentionClass.values())));
    }
    links.remove(digests);
    if (suppressed) {
      suppression.add(digests.stream().map(HexFormat.of()::parseHex).toList());
    }
    subjects.remove(subject);
    return gone;
  }
}
