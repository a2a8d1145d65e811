package dev.tallystick.vault.erasure;

import dev.tallystick.vault.link.LinkedTokens;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a person has erased goes under every token of theirs, each by an erasure of its own. */
@Singleton
final class EraseLinkedTokens {
  private final ErasePerson erasures;
  private final RetentionHold hold;
  private final LinkedTokens links;

  EraseLinkedTokens(ErasePerson erasures, RetentionHold hold, LinkedTokens links) {
    this.erasures = erasures;
    this.hold = hold;
    this.links = links;
  }

  /**
   * Erases under all tokens; answers with the erasure under the token that asks, if there is one.
   *
   * @param provider only what this party has deposited; everything when empty
   * @throws VaultProblem if a law holds all that the party has deposited, or nothing is there
   */
  PersonErasure erase(String subject, Optional<String> provider, Wish wish) {
    SortedSet<String> tokens = new TreeSet<>(links.of(subject));
    if (provider.isPresent()) {
      keepHeld(tokens, provider.get());
    }
    List<PersonErasure> begun =
        erasures.eraseAll(tokens, provider, PersonErasure.Ground.PERSON_REQUEST, wish);
    return begun.stream()
        .filter(one -> one.subject().equals(subject))
        .findFirst()
        .orElseGet(() -> begun.get(0));
  }

  /** Takes out the tokens under which a law holds all; refuses if none is left. */
  private void keepHeld(SortedSet<String> tokens, String provider) {
    for (String token : List.copyOf(tokens)) {
      try {
        hold.check(token, provider);
      } catch (VaultProblem e) {
        if (!e.is(VaultProblemCode.RETENTION_HOLD) || tokens.size() == 1) {
          throw e;
        }
        tokens.remove(token);
      }
    }
  }

  /** The person's erasures under every token, the latest first. */
  List<PersonErasure> of(String subject) {
    return links.of(subject).stream()
        .flatMap(token -> erasures.of(token).stream())
        .sorted(Comparator.comparing(PersonErasure::stoppedAt).reversed())
        .toList();
  }
}
