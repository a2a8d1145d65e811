package dev.tallystick.vault.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.directory.ConsentUnavailable;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.link.LinkedTokens;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.RecordErasure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Tells what an erasure would take away, and by which text it is confirmed. Changes nothing. */
@Singleton
final class PreviewErasure {
  private static final String DOMAIN = "tallystick/erasure-confirmation/v1";
  private static final int LENGTH = 16;

  private final PersonErasureRepository stored;
  private final RecordErasure records;
  private final Shredding shredding;
  private final LinkedTokens links;
  private final Clock clock;

  PreviewErasure(
      PersonErasureRepository stored,
      RecordErasure records,
      Shredding shredding,
      LinkedTokens links,
      Clock clock) {
    this.stored = stored;
    this.records = records;
    this.shredding = shredding;
    this.links = links;
    this.clock = clock;
  }

  /**
   * What would go under every token of the person.
   *
   * @param provider only what this party has deposited; everything when empty
   * @throws VaultProblem if that is nothing, and none of it was ever erased
   */
  ErasurePreviewJson preview(String subject, Optional<String> provider, Wish wish) {
    // Before the transaction: this may ask another service.
    LocalDate today = today();
    return QuarkusTransaction.requiringNew().call(() -> preview(subject, provider, wish, today));
  }

  /** While the pack cannot be read, by the clock: nothing is decided by it yet. */
  private LocalDate today() {
    try {
      return shredding.today();
    } catch (ConsentUnavailable e) {
      return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
  }

  private ErasurePreviewJson preview(
      String subject, Optional<String> provider, Wish wish, LocalDate today) {
    SortedSet<String> tokens = links.of(subject);
    List<RecordErasure.Affected> affected =
        bySource(
            tokens.stream().flatMap(token -> records.affected(token, provider, today).stream()));
    boolean hasEarlier =
        tokens.stream()
            .flatMap(token -> stored.of(token).stream())
            .anyMatch(one -> one.provider().isEmpty() || one.provider().equals(provider));
    if (provider.isPresent() && affected.isEmpty() && !hasEarlier) {
      throw new VaultProblem(VaultProblemCode.NOTHING_TO_ERASE);
    }
    return ErasurePreviewJson.of(
        provider, wish.suppress(), affected, confirmation(subject, provider, wish));
  }

  private static List<RecordErasure.Affected> bySource(Stream<RecordErasure.Affected> parts) {
    SortedMap<String, RecordErasure.Affected> sums = new TreeMap<>();
    parts.forEach(
        part ->
            sums.merge(
                part.source(),
                part,
                (one, other) ->
                    new RecordErasure.Affected(
                        one.source(), one.records() + other.records(), one.held() + other.held())));
    return List.copyOf(sums.values());
  }

  /**
   * Refuses a confirmation of something else. It does not name what there is to erase: who goes on
   * depositing must not keep a person from confirming.
   *
   * @throws VaultProblem if the text confirms another request
   */
  static void require(String subject, Optional<String> provider, Wish wish, String confirmation) {
    if (!confirmation(subject, provider, wish).equals(confirmation)) {
      throw new VaultProblem(VaultProblemCode.ERASURE_NOT_CONFIRMED);
    }
  }

  private static String confirmation(String subject, Optional<String> provider, Wish wish) {
    String what =
        String.join("\0", DOMAIN, subject, provider.orElse(""), String.valueOf(wish.suppress()));
    return "erase-" + Hash.sha256(what.getBytes(UTF_8)).hex().substring(0, LENGTH);
  }
}
