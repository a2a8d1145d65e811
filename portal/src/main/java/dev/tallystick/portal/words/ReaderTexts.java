package dev.tallystick.portal.words;

import dev.tallystick.portal.frame.PortalSettings;
import dev.tallystick.web.ReaderText;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Locale;

/** Gives the words for a page in a language. */
@Singleton
public final class ReaderTexts {
  private final PortalSettings settings;
  private final Clock clock;

  ReaderTexts(PortalSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** In this language, as of now. */
  public ReaderText in(Locale locale) {
    return new ReaderText(locale, settings.zone(), clock.instant());
  }
}
