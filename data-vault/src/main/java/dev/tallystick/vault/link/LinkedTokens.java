package dev.tallystick.vault.link;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which tokens are one person's: by links that the log has. A claim, one that was confirmed a
 * moment ago among them, links nothing.
 */
@Singleton
public class LinkedTokens {
  private final LinkClaimRepository claims;

  LinkedTokens(LinkClaimRepository claims) {
    this.claims = claims;
  }

  /** This token and every other of the same person, in the caller's transaction if there is one. */
  @Transactional
  public SortedSet<String> of(String subject) {
    return claims.linkedTo(subject);
  }

  /** The same for each of several tokens, most of which have no other; in one transaction. */
  @Transactional
  public Map<String, SortedSet<String>> ofEach(Collection<String> subjects) {
    Map<String, SortedSet<String>> tokens = new HashMap<>();
    for (String subject : subjects) {
      tokens.put(subject, new TreeSet<>(Set.of(subject)));
    }
    if (!tokens.isEmpty()) {
      claims.linkedAmong(subjects).forEach(one -> tokens.put(one, claims.linkedTo(one)));
    }
    return tokens;
  }
}
