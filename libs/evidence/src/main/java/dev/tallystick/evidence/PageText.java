package dev.tallystick.evidence;

/**
 * HTML in the making. Text is escaped, and characters that would reorder or hide others are told.
 */
final class PageText {
  private final StringBuilder html = new StringBuilder();

  /** Adds markup of our own. */
  PageText raw(String markup) {
    html.append(markup);
    return this;
  }

  /** Adds text from anywhere. */
  PageText text(String text) {
    text.codePoints().forEach(this::character);
    return this;
  }

  private void character(int c) {
    switch (c) {
      case '&' -> html.append("&amp;");
      case '<' -> html.append("&lt;");
      case '>' -> html.append("&gt;");
      case '"' -> html.append("&quot;");
      case '\'' -> html.append("&#39;");
      default -> {
        if (isShown(c)) {
          html.appendCodePoint(c);
        } else {
          html.append("[U+").append(Integer.toHexString(c)).append(']');
        }
      }
    }
  }

  /** Written out, because the classes of characters are not the same in every release of Java. */
  private static boolean isShown(int c) {
    boolean isPrintable =
        (c >= 0x20 && c <= 0x7e) || (c >= 0xa0 && c <= 0xd7ff) || (c >= 0xff01 && c <= 0xff5e);
    boolean isInvisible =
        c == 0xad
            || c == 0x61c
            || c == 0x180e
            || (c >= 0x200b && c <= 0x200f)
            || (c >= 0x2028 && c <= 0x202e)
            || (c >= 0x2060 && c <= 0x206f);
    return isPrintable && !isInvisible;
  }

  PageText element(String name, String text) {
    return element(name, "", text);
  }

  PageText element(String name, String attributes, String text) {
    html.append('<').append(name).append(attributes.isEmpty() ? "" : " ").append(attributes);
    html.append('>');
    text(text);
    html.append("</").append(name).append(">\n");
    return this;
  }

  /** A paragraph in Chinese. */
  PageText chinese(String text) {
    return element("p", "class=\"zh\" lang=\"zh\"", text);
  }

  /** A name and what it stands for, in a list of such. */
  PageText pair(String name, String text) {
    return element("dt", name).element("dd", text);
  }

  /** As above, for hashes. */
  PageText code(String name, String text) {
    return element("dt", name).element("dd", "class=\"id\"", text);
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
