package dev.tallystick.portal.words;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import java.util.Locale;

/** Bundles of messages for use in Java; templates name them by their namespace. */
public final class Bundles {
  private Bundles() {}

  /** The messages in this language. */
  public static <T> T get(Class<T> bundle, Locale locale) {
    return locale.equals(Locale.ENGLISH)
        ? MessageBundles.get(bundle)
        : MessageBundles.get(bundle, Localized.Literal.of(locale.getLanguage()));
  }
}
