package dev.tallystick.portal.right;

import dev.tallystick.portal.document.ErasureToAsk;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the reader wants to have erased.
 *
 * @param provider whose deposits; everything if it is empty
 * @param suppress whether a digest of the identifiers stays, so that they do not come back
 */
public record ErasureWish(Optional<String> provider, boolean suppress) {
  private static final Pattern PARTY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  static ErasureWish of(@Nullable String provider, @Nullable String suppress) {
    Optional<String> party =
        Optional.ofNullable(provider).filter(id -> PARTY.matcher(id).matches());
    return new ErasureWish(party, party.isEmpty() && "yes".equals(suppress));
  }

  /** As data-vault takes it. */
  ErasureToAsk.Builder request() {
    return ErasureToAsk.builder()
        .scope(provider.isPresent() ? "PROVIDER" : "ALL")
        .provider(provider)
        .suppress(provider.isPresent() ? Optional.empty() : Optional.of(suppress));
  }

  /** The page that tells what would go. */
  public String previewPath() {
    String path = "/me/erasure/preview?provider=" + provider.orElse("");
    return suppress ? path + "&suppress=yes" : path;
  }
}
