package dev.tallystick.gateway.desk;

import io.quarkus.qute.TemplateData;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was done, and of a refusal why, as the page that follows tells it.
 *
 * @param code the code of the refusal; empty if there is none
 */
@TemplateData
public record DeskNote(DeskDone done, String code) {
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]{0,63}");

  /** What the address of a page says; a word that is none says nothing. */
  static Optional<DeskNote> of(@Nullable String done, @Nullable String why) {
    return DeskDone.of(done)
        .map(
            found ->
                new DeskNote(
                    found,
                    Optional.ofNullable(why)
                        .filter(code -> CODE.matcher(code).matches())
                        .orElse("")));
  }
}
