package dev.tallystick.system;

import com.microsoft.playwright.options.ColorScheme;

/** How somebody looks at the portal: on a phone or at a desk, light or dark, in which language. */
enum PortalLook {
  PHONE_ENGLISH(360, "en-GB", ColorScheme.LIGHT),
  PHONE_CHINESE_DARK(360, "zh-CN", ColorScheme.DARK),
  DESK_ENGLISH_DARK(1440, "en-GB", ColorScheme.DARK),
  DESK_CHINESE(1440, "zh-CN", ColorScheme.LIGHT);

  private final int width;
  private final String locale;
  private final ColorScheme scheme;

  PortalLook(int width, String locale, ColorScheme scheme) {
    this.width = width;
    this.locale = locale;
    this.scheme = scheme;
  }

  int width() {
    return width;
  }

  String locale() {
    return locale;
  }

  ColorScheme scheme() {
    return scheme;
  }

  /** The words of its language. */
  String say(String english, String chinese) {
    return locale.startsWith("zh") ? chinese : english;
  }
}
