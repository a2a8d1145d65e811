package dev.tallystick.portal.usage;

import dev.tallystick.portal.words.Bundles;
import java.util.Locale;

/** The sentences of the list in one language. */
record UsageWords(UseMessages uses, ActMessages acts, DetailNames labels) {
  static UsageWords in(Locale locale) {
    return new UsageWords(
        Bundles.get(UseMessages.class, locale),
        Bundles.get(ActMessages.class, locale),
        Bundles.get(DetailNames.class, locale));
  }
}
