package dev.tallystick.vault.erasure;

import dev.tallystick.vault.record.RecordErasure;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an erasure would take away, as the person is told before anything is done.
 *
 * @param identity whether the person's identifiers go too, so that nobody can be told whose token
 *     this was
 * @param confirm what the same request is to carry to be carried out
 */
@RegisterForReflection
record ErasurePreviewJson(
    String scope,
    @Nullable String provider,
    boolean suppress,
    boolean identity,
    int records,
    int held,
    List<AffectedJson> providers,
    String confirm) {

  /** What would go of what one party has deposited, and what a law keeps. */
  @RegisterForReflection
  record AffectedJson(String provider, int records, int held) {}

  static ErasurePreviewJson of(
      Optional<String> provider,
      boolean suppress,
      List<RecordErasure.Affected> affected,
      String confirm) {
    return new ErasurePreviewJson(
        provider.isPresent() ? "PROVIDER" : "ALL",
        provider.orElse(null),
        suppress,
        provider.isEmpty(),
        affected.stream().mapToInt(RecordErasure.Affected::records).sum(),
        affected.stream().mapToInt(RecordErasure.Affected::held).sum(),
        affected.stream()
            .map(each -> new AffectedJson(each.source(), each.records(), each.held()))
            .toList(),
        confirm);
  }
}
