package dev.tallystick.vault.link;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.SortedSet;

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
}
