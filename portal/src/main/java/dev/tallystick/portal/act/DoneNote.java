package dev.tallystick.portal.act;

import dev.tallystick.portal.words.Words;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was done, and of a refusal why, as the page that follows tells it.
 *
 * @param reason a sentence; empty if there is none
 */
public record DoneNote(Done done, String reason) {
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]{0,63}");

  /** What the address of a page says; a word that is none says nothing. */
  public static Optional<DoneNote> of(@Nullable String done, @Nullable String why, Words words) {
    return Done.of(done)
        .map(
            found ->
                new DoneNote(
                    found,
                    Optional.ofNullable(why)
                        .filter(code -> CODE.matcher(code).matches())
                        .flatMap(code -> sentence(code, words))
                        .orElse("")));
  }

  /** Only codes with words of ours: an address must not put others on the page. */
  private static Optional<String> sentence(String code, Words words) {
    if (words.knows("problem", code)) {
      return Optional.of(words.of("problem", code));
    }
    return words.knows("refusal", code) ? Optional.of(words.refusal(code)) : Optional.empty();
  }
}
