package dev.tallystick.vault.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.RecordErasure;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Tells what an erasure would take away, and by which text it is confirmed. Changes nothing. */
@Singleton
class PreviewErasure {
  private static final String DOMAIN = "tallystick/erasure-confirmation/v1";
  private static final int LENGTH = 16;

  private final PersonErasureRepository stored;
  private final RecordErasure records;
  private final Shredding shredding;

  PreviewErasure(PersonErasureRepository stored, RecordErasure records, Shredding shredding) {
    this.stored = stored;
    this.records = records;
    this.shredding = shredding;
  }

  /**
   * What would go.
   *
   * @param provider only what this party has deposited; everything when empty
   * @throws VaultProblem if that is nothing, and none of it was ever erased
   */
  @Transactional
  ErasurePreviewJson preview(String subject, Optional<String> provider, Wish wish) {
    List<RecordErasure.Affected> affected = records.affected(subject, provider, shredding.today());
    boolean hasEarlier =
        stored.of(subject).stream()
            .anyMatch(one -> one.provider().isEmpty() || one.provider().equals(provider));
    if (provider.isPresent() && affected.isEmpty() && !hasEarlier) {
      throw new VaultProblem(VaultProblemCode.NOTHING_TO_ERASE);
    }
    return ErasurePreviewJson.of(
        provider, wish.suppress(), affected, confirmation(subject, provider, wish));
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
