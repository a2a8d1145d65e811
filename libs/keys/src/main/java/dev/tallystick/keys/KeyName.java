package dev.tallystick.keys;

import java.util.regex.Pattern;

/**
 * What a key of a {@link Kms} is for, such as {@code audit-bodies}; also a part of its file's name.
 *
 * @param value lower-case letters, digits and hyphens, 64 at most, a letter first
 */
public record KeyName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z](-?[a-z0-9]){0,63}");

  public KeyName {
    if (value.length() > 64 || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a key name: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
