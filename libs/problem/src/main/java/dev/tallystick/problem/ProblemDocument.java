package dev.tallystick.problem;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The wire form of a refusal: RFC 9457's members and ours, absent ones null.
 *
 * <p>{@code title} and {@code detail} are shown to people: they hold no personal data, no cause and
 * nothing that the caller sent. {@code code} is API: listed in {@code docs/problems.md}, never
 * renamed.
 *
 * @param code SCREAMING_SNAKE name of the refusal; the member {@code type} is made from it
 * @param status the HTTP status, 400 to 599
 * @param title what kind of refusal it is, the same for every occurrence
 * @param detail what this caller can do about this occurrence
 * @param field the field of the request that is refused, as a path such as {@code lines[3].amount}
 * @param rule the name of the technical rule that the field breaks, such as {@code max-length}
 * @param ruleId the rule of the rule pack that refuses, such as {@code R21}
 * @param rulePack the pack and version that {@code ruleId} is of
 * @param auditEventId the event that holds the refusal in the log
 * @param auditIndex the index of that event in the log
 * @param reference under which the operator finds a fault of ours
 * @param allowed the values that the field may have, where there are few; the API's own, none of
 *     the caller's
 */
public record ProblemDocument(
    String code,
    int status,
    String title,
    String detail,
    @Nullable String field,
    @Nullable String rule,
    @Nullable String ruleId,
    @Nullable String rulePack,
    @Nullable String auditEventId,
    @Nullable Long auditIndex,
    @Nullable String reference,
    List<String> allowed) {

  /** The media type of the wire form. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String TYPE_PREFIX = "urn:tallystick:problem:";
  private static final String HELP_PREFIX = "docs/problems.md#";
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");

  public ProblemDocument {
    allowed = List.copyOf(allowed);
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException("not a SCREAMING_SNAKE code: " + code);
    }
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("not the status of a refusal: " + status);
    }
    if (title.isBlank() || detail.isBlank()) {
      throw new IllegalArgumentException("a problem has a title and a detail: " + code);
    }
  }

  /** A problem with the required members only. */
  public static ProblemDocument of(String code, int status, String title, String detail) {
    return new ProblemDocument(
        code, status, title, detail, null, null, null, null, null, null, null, List.of());
  }

  /** The member {@code type}: {@code urn:tallystick:problem:} and the code in kebab case. */
  public String type() {
    return TYPE_PREFIX + code.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The member {@code help}: where this code is explained, in the documents of the suite. */
  public String help() {
    return HELP_PREFIX + code.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** This problem with another detail. */
  public ProblemDocument withDetail(String newDetail) {
    Copy copy = new Copy(this);
    copy.detail = newDetail;
    return copy.build();
  }

  /** This problem, naming the field that is refused and the technical rule that it breaks. */
  public ProblemDocument withField(@Nullable String newField, @Nullable String newRule) {
    Copy copy = new Copy(this);
    copy.field = newField;
    copy.rule = newRule;
    return copy.build();
  }

  /** This problem, telling which values the field may have. */
  public ProblemDocument withAllowed(List<String> newAllowed) {
    Copy copy = new Copy(this);
    copy.allowed = newAllowed;
    return copy.build();
  }

  /** This problem, naming the rule of a rule pack that refuses. */
  public ProblemDocument withRule(String newRuleId, @Nullable String newRulePack) {
    Copy copy = new Copy(this);
    copy.ruleId = newRuleId;
    copy.rulePack = newRulePack;
    return copy.build();
  }

  /** This problem, naming the log entry that holds it. */
  public ProblemDocument withAudit(String newAuditEventId, @Nullable Long newAuditIndex) {
    Copy copy = new Copy(this);
    copy.auditEventId = newAuditEventId;
    copy.auditIndex = newAuditIndex;
    return copy.build();
  }

  /** This problem with the reference under which the operator finds it. */
  public ProblemDocument withReference(String newReference) {
    Copy copy = new Copy(this);
    copy.reference = newReference;
    return copy.build();
  }

  /** The wire form as one line of JSON, without a line end. */
  public String toJson() {
    return ProblemJson.of(this);
  }

  /** All members of a problem, to be changed one at a time; code, status and title stay. */
  private static final class Copy {
    private final ProblemDocument original;
    private String detail;
    private @Nullable String field;
    private @Nullable String rule;
    private @Nullable String ruleId;
    private @Nullable String rulePack;
    private @Nullable String auditEventId;
    private @Nullable Long auditIndex;
    private @Nullable String reference;
    private List<String> allowed;

    private Copy(ProblemDocument original) {
      this.original = original;
      this.detail = original.detail;
      this.field = original.field;
      this.rule = original.rule;
      this.ruleId = original.ruleId;
      this.rulePack = original.rulePack;
      this.auditEventId = original.auditEventId;
      this.auditIndex = original.auditIndex;
      this.reference = original.reference;
      this.allowed = original.allowed;
    }

    private ProblemDocument build() {
      return new ProblemDocument(
          original.code,
          original.status,
          original.title,
          detail,
          field,
          rule,
          ruleId,
          rulePack,
          auditEventId,
          auditIndex,
          reference,
          allowed);
    }
  }
}
