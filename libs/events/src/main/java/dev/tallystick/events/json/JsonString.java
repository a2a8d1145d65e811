package dev.tallystick.events.json;

/** A string in Unicode normalisation form C, without lone surrogates. */
public final class JsonString implements JsonValue {
  private final String value;

  private JsonString(String value) {
    this.value = value;
  }

  /**
   * Returns the value for a string.
   *
   * @throws IllegalArgumentException if it holds a lone surrogate or is not in form C; it is not
   *     repaired
   */
  public static JsonString of(String value) {
    if (Unicode.isPlain(value)) {
      return new JsonString(value);
    }
    if (Unicode.hasLoneSurrogate(value)) {
      throw new IllegalArgumentException("a string holds no lone surrogate");
    }
    if (!Unicode.isNormalized(value)) {
      throw new IllegalArgumentException("a string is in normalisation form C");
    }
    return new JsonString(value);
  }

  /** For the parser, which has checked the string while it read it. */
  public static JsonString ofChecked(String value) {
    return new JsonString(value);
  }

  public String value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonString that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "JsonString[" + value.length() + " chars]";
  }
}
