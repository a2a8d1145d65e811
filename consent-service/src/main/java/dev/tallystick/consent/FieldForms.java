package dev.tallystick.consent;

import dev.tallystick.events.SubjectForm;

/**
 * The forms of values in requests, as patterns: those of docs/spec/events.md §3. The description of
 * the API shows them; an event is checked against its type besides.
 */
public final class FieldForms {
  /** A party's id. */
  public static final String PARTY = "[a-z0-9][a-z0-9._-]{0,63}";

  /** A word of a rule pack: a purpose, a category, a clause. */
  public static final String CODE = "[A-Z][A-Z0-9._-]{0,63}";

  /** Somebody's own number. */
  public static final String REF = "[A-Za-z0-9._:/-]{1,64}";

  /** ISO 3166-1, two capitals. */
  public static final String COUNTRY = "[A-Z]{2}";

  /** BCP 47. */
  public static final String LANGUAGE = "[A-Za-z0-9-]{1,35}";

  /** A period of ISO 8601. */
  public static final String PERIOD = "P[0-9YMWDTHS]{2,30}";

  /** SHA-256 in lower-case hex. */
  public static final String HASH = "[0-9a-f]{64}";

  /** A compact JWS. */
  public static final String JWS = "[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+";

  /** The most characters of a compact JWS in a request. */
  public static final int JWS_LENGTH = 16_384;

  /** A subject token: 128 bits in base32, so the last character has two bits of none. */
  public static final String SUBJECT = SubjectForm.REGEX;

  /** A UUIDv7 in lower case, which ids are made of. */
  public static final String UUID7 =
      "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  /** The kinds of consent. */
  public static final String CONSENT_KIND =
      "COLLECT|ONWARD|OUTBOUND|PROVIDE|QUERY|SENSITIVE|WRITTEN_FINANCIAL";

  /** The roles of parties. */
  public static final String ROLE = "AUDITOR|BUREAU|LENDER|PLATFORM|PROCESSOR|REGULATOR|STATE_DB";

  private FieldForms() {}
}
