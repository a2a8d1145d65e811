package dev.tallystick.events.json;

/**
 * Bytes that are not JSON of the data model.
 *
 * <p>The message names the rule, the byte and the path; it never shows a value. In the path, names
 * that belong to the known frame of events stand as they are; any other is an asterisk, since a
 * name may be personal data too.
 */
public final class MalformedJsonException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final int position;
  private final String path;

  MalformedJsonException(Reason reason, int position, String path) {
    super(
        reason
            + ": "
            + reason.rule()
            + (position < 0 ? "" : ", byte " + position)
            + (path.isEmpty() ? "" : ", at " + path));
    this.reason = reason;
    this.position = position;
    this.path = path;
  }

  public Reason reason() {
    return reason;
  }

  /** The byte at which reading stopped, counted from the start of the document. */
  public int position() {
    return position;
  }

  /** Where in the document, like {@code body.data.*[3]}; empty for the document as a whole. */
  public String path() {
    return path;
  }

  /** The ways in which bytes can fail to be JSON of the data model. */
  public enum Reason {
    /** The document ends in the middle of a value. */
    TRUNCATED(true, "the document ends in the middle of a value"),
    /** A byte stands where JSON's grammar does not allow it. */
    UNEXPECTED_BYTE(true, "JSON does not allow this byte here"),
    /** Something follows the document. */
    TRAILING_BYTES(true, "nothing may follow the document"),
    /** The bytes are not UTF-8: overlong, cut short, a surrogate, or beyond U+10FFFF. */
    INVALID_UTF8(true, "the text is UTF-8"),
    /** A control character stands in a string without an escape. */
    CONTROL_CHARACTER(true, "a control character is escaped"),
    /** A backslash is followed by something that JSON does not define. */
    INVALID_ESCAPE(true, "an escape is one of JSON's"),
    /** A number starts with a zero that is not its only digit. */
    LEADING_ZERO(true, "a number has no leading zero"),
    /** The document is longer than the caller allows. */
    TOO_LARGE(true, "the document is within its size limit"),
    /** An escaped surrogate has no partner. */
    LONE_SURROGATE(false, "a surrogate has its partner"),
    /** A string or a name is not in Unicode normalisation form C. */
    NOT_NFC(false, "text is in normalisation form C"),
    /** An object has one name twice. */
    DUPLICATE_NAME(false, "a name occurs once in an object"),
    /** A number has a fraction or an exponent. */
    NOT_AN_INTEGER(false, "a number has no fraction and no exponent"),
    /** The number is minus zero. */
    NEGATIVE_ZERO(false, "zero has no sign"),
    /** An integer lies beyond ±(2^53−1). */
    INTEGER_OUT_OF_RANGE(false, "an integer lies within ±(2^53-1)"),
    /** A value is null. */
    NULL_VALUE(false, "there is no null; leave the member out"),
    /** An array is empty. */
    EMPTY_ARRAY(false, "an array is not empty; leave the member out"),
    /** An array has more than 256 items. */
    ARRAY_TOO_LONG(false, "an array has at most 256 items"),
    /** Objects and arrays are nested more deeply than allowed. */
    TOO_DEEP(false, "nesting is within its limit");

    private final boolean syntax;
    private final String rule;

    Reason(boolean syntax, String rule) {
      this.syntax = syntax;
      this.rule = rule;
    }

    /** Whether this is no JSON at all; otherwise it is JSON that the data model leaves out. */
    public boolean isSyntax() {
      return syntax;
    }

    /** The rule, as a phrase fit to be shown. */
    public String rule() {
      return rule;
    }
  }
}
