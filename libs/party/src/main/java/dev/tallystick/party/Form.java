package dev.tallystick.party;

import dev.tallystick.events.SubjectForm;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The forms of texts in statements, each as strict as the log's. */
enum Form {
  PARTY("[a-z0-9][a-z0-9._-]{0,63}", "is the id of a party"),
  NAME("[a-z0-9][a-z0-9._-]{0,63}", "is a name in lower case"),
  CODE("[A-Z][A-Z0-9._-]{0,63}", "is a code in capitals"),
  REF("[A-Za-z0-9._:/-]{1,64}", "is 1 to 64 of letters, digits and . _ : / -"),
  CURRENCY("[A-Z]{3}", "is three capitals"),
  /** Such a text sorts as the time that it names. */
  INSTANT(
      "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z",
      "is a time in UTC with milliseconds"),
  /** 26 characters hold 130 bits: the last two are zero, so that a token has one spelling. */
  SUBJECT(SubjectForm.REGEX, "is a subject token"),
  EVENT(Uuid.V7, "is the id of an event"),
  /** 43 characters hold 258 bits; the last two are zero. */
  THUMBPRINT("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]", "is a key's thumbprint"),
  INQUIRY("inq_" + Uuid.V7, "is inq_ and a UUIDv7"),
  PRODUCT("prd_" + Uuid.V7, "is prd_ and a UUIDv7"),
  CONSENT("con_" + Uuid.V7, "is con_ and a UUIDv7"),
  NOTICE("ntc_" + Uuid.V7, "is ntc_ and a UUIDv7"),
  NOTIFICATION("ntf_" + Uuid.V7, "is ntf_ and a UUIDv7"),
  RIGHT("rgt_" + Uuid.V7, "is rgt_ and a UUIDv7"),
  AGREEMENT("agr_" + Uuid.V7, "is agr_ and a UUIDv7"),
  CHUNK("chk_" + Uuid.V7, "is chk_ and a UUIDv7"),
  RELEASE("rel_" + Uuid.V7, "is rel_ and a UUIDv7"),
  RECORD("rec_" + Uuid.V7, "is rec_ and a UUIDv7"),
  DOWNSTREAM_ANSWER("DONE|NOT_HELD|REFUSED", "is DONE, NOT_HELD or REFUSED"),
  TARIFF("trf_" + Uuid.V7, "is trf_ and a UUIDv7"),
  PURPOSE_OBJECT(
      "APPLICATION|CASE|CONTRACT|FIRM|GUARANTEE|INSTRUCTION|LEGAL_BASIS|LINE|LOAN|OBJECTION|SESSION",
      "is a kind of purpose object"),
  CONSENT_KIND(
      "COLLECT|ONWARD|OUTBOUND|PROVIDE|QUERY|SENSITIVE|WRITTEN_FINANCIAL", "is a kind of consent"),
  ANSWER("DONE|NOT_HELD|REFUSED", "is DONE, NOT_HELD or REFUSED"),
  KEY_USE("ENCRYPT|SIGN", "is ENCRYPT or SIGN"),
  REVOCATION_REASON("COMPROMISED|RETIRED|ROTATED", "is COMPROMISED, RETIRED or ROTATED"),
  LABEL("[^\\p{Cntrl}]{1,120}", "is 1 to 120 characters without control characters");

  private static final int MAX_ITEMS = 256;

  private final Pattern pattern;
  private final String rule;

  Form(String regex, String rule) {
    this.pattern = Pattern.compile(regex);
    this.rule = rule;
  }

  /** The text of an id with that prefix. */
  private static final class Uuid {
    static final String V7 = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
  }

  void require(String field, String value) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalFieldException(field, rule);
    }
  }

  void require(String field, Optional<String> value) {
    value.ifPresent(present -> require(field, present));
  }

  /** The values as a set in order. */
  List<String> set(String field, Collection<String> values) {
    for (String value : values) {
      require(field, value);
    }
    List<String> set = List.copyOf(new TreeSet<>(values));
    if (set.size() > MAX_ITEMS) {
      throw new IllegalFieldException(field, "has at most 256 items");
    }
    return set;
  }
}
