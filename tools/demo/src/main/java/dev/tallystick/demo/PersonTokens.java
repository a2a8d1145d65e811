package dev.tallystick.demo;

import dev.tallystick.local.identity.Tokens;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.party.AccessTokens;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Tokens of a person of the local realm, renewed shortly before they end. Safe for threads. */
final class PersonTokens implements AccessTokens {
  /** A token of the realm lives five minutes. */
  private static final Duration KEPT = Duration.ofSeconds(280);

  private final Tokens tokens;
  private final Identity.Person person;
  private final InstantSource clock;
  private String token = "";
  private Instant until = Instant.MIN;

  PersonTokens(Tokens tokens, Identity.Person person, InstantSource clock) {
    this.tokens = tokens;
    this.person = person;
    this.clock = clock;
  }

  @Override
  public synchronized Map<String, String> headers(String method, URI uri) throws IOException {
    Instant now = clock.instant();
    if (!now.isBefore(until)) {
      token = tokens.of(person);
      until = now.plus(KEPT);
    }
    return Map.of("Authorization", "Bearer " + token);
  }

  /** Shows no token. */
  @Override
  public String toString() {
    return "PersonTokens[" + person.name() + "]";
  }
}
