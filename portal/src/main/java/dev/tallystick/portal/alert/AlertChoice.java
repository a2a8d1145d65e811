package dev.tallystick.portal.alert;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.portal.document.AlertAddressToSet;
import dev.tallystick.portal.document.HeldAlertAddresses;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a form for an address holds.
 *
 * @param to the mail address or the URL; empty if there is none yet
 * @param daily whether the reader is told once a day, not at once
 * @param language the language of the messages, {@code en} or {@code zh}
 */
public record AlertChoice(String to, boolean daily, String language) {
  /** What data-vault reads as an address of either kind. */
  private static final Pattern ADDRESS = Pattern.compile("[\\x21-\\x7e]{3,2000}");

  private static final String DAILY = "DAILY";

  /** What is set, for a change of it; a reader who has set nothing gets their own language. */
  static AlertChoice set(HeldAlertAddresses.Partial held, String kind, Locale locale) {
    return held.addresses().stream()
        .filter(each -> each.kind().orElse("").equals(kind))
        .findFirst()
        .map(
            each ->
                new AlertChoice(
                    each.to().orElse(""),
                    each.pace().orElse("").equals(DAILY),
                    language(each.language().orElse(null), locale)))
        .orElseGet(() -> none(locale));
  }

  /** An empty form. */
  static AlertChoice none(Locale locale) {
    return new AlertChoice("", false, locale.getLanguage());
  }

  /** What a reader has sent; nothing if that can be no address. */
  static Optional<AlertChoice> of(
      @Nullable String to, @Nullable String pace, @Nullable String language, Locale locale) {
    return Optional.ofNullable(to)
        .map(String::strip)
        .filter(address -> ADDRESS.matcher(address).matches())
        .map(address -> new AlertChoice(address, DAILY.equals(pace), language(language, locale)));
  }

  private static String language(@Nullable String asked, Locale locale) {
    return Optional.ofNullable(asked)
        .filter(code -> code.equals("en") || code.equals("zh"))
        .orElse(locale.getLanguage());
  }

  JsonObject json() {
    return new AlertAddressToSet(to, daily ? DAILY : "AT_ONCE", language).toJson();
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "AlertChoice[redacted]";
  }
}
