package dev.tallystick.vault.erasure;

import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants erased.
 *
 * @param scope {@code ALL}, or {@code PROVIDER} for what one party has deposited
 * @param confirm the text of the answer that told what would go; left out, nothing is erased and
 *     that answer is given
 */
record ErasureRequestJson(
    @NotNull @Pattern(regexp = "ALL|PROVIDER") String scope,
    @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,63}") @Nullable String provider,
    @Nullable Boolean suppress,
    @Size(max = 64) @Nullable String confirm) {
  /**
   * The party whose deposits are meant; nothing for everything.
   *
   * @throws VaultProblem if the scope and the party contradict each other
   */
  Optional<String> toProvider() {
    if (scope.equals("PROVIDER") != (provider != null)) {
      throw VaultProblem.ofField(
          VaultProblemCode.ERASURE_SCOPE_INVALID, "provider", "only-with-scope-provider");
    }
    return Optional.ofNullable(provider);
  }

  Optional<String> toConfirmation() {
    return Optional.ofNullable(confirm);
  }

  Wish toWish() {
    return new Wish(provider == null && Boolean.TRUE.equals(suppress));
  }
}
