package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.source.Omission;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.party.StatementRefusal;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why an inquiry brings no report. */
public abstract sealed class InquiryProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private InquiryProblem(ProblemDocument document, @Nullable Duration retryAfter) {
    super(document, retryAfter);
  }

  /** The lender's statement does not hold. */
  public static final class StatementInvalid extends InquiryProblem {
    private static final long serialVersionUID = 1L;

    private static final Map<StatementRefusal, ProblemDocument> DOCUMENTS =
        Map.of(
            StatementRefusal.REQUEST_MALFORMED,
            ProblemDocument.of(
                "REQUEST_MALFORMED", 422, "Statement malformed", "It is no inquiry+jws."),
            StatementRefusal.REQUEST_SIGNATURE_INVALID,
            ProblemDocument.of(
                "REQUEST_SIGNATURE_INVALID",
                403,
                "Signature invalid",
                "The lender has no such key, or has not signed this."),
            StatementRefusal.REQUEST_AUDIENCE_WRONG,
            ProblemDocument.of(
                "REQUEST_AUDIENCE_WRONG",
                422,
                "Audience wrong",
                "The statement is not to a bureau of this service."),
            StatementRefusal.REQUEST_EXPIRED,
            ProblemDocument.of(
                "REQUEST_EXPIRED",
                422,
                "Statement expired",
                "The statement is too old, or not valid yet. Sign another."),
            StatementRefusal.REQUEST_PARTY_MISMATCH,
            ProblemDocument.of(
                "REQUEST_PARTY_MISMATCH",
                403,
                "Party mismatch",
                "The statement is another party's than the caller's."),
            StatementRefusal.REQUEST_REPLAYED,
            ProblemDocument.of(
                "REQUEST_REPLAYED",
                409,
                "Statement replayed",
                "This statement was taken before, under another Idempotency-Key."));

    StatementInvalid(InvalidStatementException e) {
      super(
          document(e.refusal())
              .withField("request" + e.field().map(field -> "." + field).orElse(""), e.rule()),
          null);
    }

    StatementInvalid(StatementRefusal refusal) {
      super(document(refusal), null);
    }

    private static ProblemDocument document(StatementRefusal refusal) {
      ProblemDocument document = DOCUMENTS.get(refusal);
      if (document == null) {
        throw new AssertionError(refusal);
      }
      return document;
    }
  }

  /** 409: what a score needs is contradicted by another source, until a check. Not charged. */
  public static final class SourceConflict extends InquiryProblem {
    private static final long serialVersionUID = 1L;

    SourceConflict() {
      super(
          ProblemDocument.of(
                  "SOURCE_CONFLICT",
                  409,
                  "Sources differ",
                  "Two sources state differently what the score needs. It waits until that is"
                      + " checked. Nothing is charged.")
              .withRule("R39", null),
          null);
    }
  }

  /** 422: not enough platforms have released enough. Nothing is charged. */
  public static final class InsufficientSources extends InquiryProblem {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> extensions = new HashMap<>();

    InsufficientSources(Set<String> missing, List<Omission> omitted) {
      super(
          ProblemDocument.of(
              "INSUFFICIENT_SOURCES",
              422,
              "Insufficient sources",
              "What the product needs is not there, or was not released. Nothing is charged."),
          null);
      if (!missing.isEmpty()) {
        extensions.put("missing", CanonicalJson.text(JsonArray.ofStrings(List.copyOf(missing))));
      }
      if (!omitted.isEmpty()) {
        extensions.put(
            "omitted",
            CanonicalJson.text(JsonArray.of(omitted.stream().map(Omission::toJson).toList())));
      }
    }

    @Override
    public Map<String, String> extensions() {
      return Map.copyOf(extensions);
    }
  }

  /** 409: something that the release rests on keeps moving. */
  public static final class GuardMoved extends InquiryProblem {
    private static final long serialVersionUID = 1L;

    GuardMoved() {
      super(
          ProblemDocument.of(
              "GUARD_MOVED",
              409,
              "Guard moved",
              "What the release rests on has changed twice meanwhile. Nothing was sold; ask anew."),
          null);
    }
  }

  /** 409: the answer is no longer kept. */
  public static final class Lapsed extends InquiryProblem {
    private static final long serialVersionUID = 1L;

    Lapsed() {
      super(
          ProblemDocument.of(
              "RELEASE_LAPSED",
              409,
              "Release lapsed",
              "The answer to this request is no longer sent. Ask anew, with a new key."),
          null);
    }
  }

  /** 409: the key was used for something else. */
  public static final class KeyReused extends InquiryProblem {
    private static final long serialVersionUID = 1L;

    KeyReused() {
      super(
          ProblemDocument.of(
              "IDEMPOTENCY_KEY_REUSED",
              409,
              "Idempotency key reused",
              "This Idempotency-Key was used for another request."),
          null);
    }
  }

  /** 409: the first request under this key is still being worked on. */
  public static final class KeyInUse extends InquiryProblem {
    private static final long serialVersionUID = 1L;

    KeyInUse() {
      super(
          ProblemDocument.of(
              "IDEMPOTENCY_KEY_IN_USE",
              409,
              "Idempotency key in use",
              "A request with this Idempotency-Key is being worked on. Ask again."),
          Duration.ofSeconds(2));
    }
  }

  /** 422: no key, or one of another form. */
  public static final class KeyInvalid extends InquiryProblem {
    private static final long serialVersionUID = 1L;

    private KeyInvalid(ProblemDocument document) {
      super(document.withField("Idempotency-Key", "8 to 128 visible ASCII characters"), null);
    }

    static KeyInvalid missing() {
      return new KeyInvalid(
          ProblemDocument.of(
              "IDEMPOTENCY_KEY_MISSING",
              422,
              "Idempotency key missing",
              "This request needs the header Idempotency-Key."));
    }

    static KeyInvalid malformed() {
      return new KeyInvalid(
          ProblemDocument.of(
              "IDEMPOTENCY_KEY_INVALID",
              422,
              "Idempotency key invalid",
              "The header Idempotency-Key does not have the form asked for."));
    }
  }

  /** A refusal that was given before, for the same request. */
  static final class Again extends InquiryProblem {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> extensions;

    Again(ProblemDocument document, Map<String, String> extensions) {
      super(document, null);
      this.extensions = Map.copyOf(extensions);
    }

    @Override
    public Map<String, String> extensions() {
      return extensions;
    }
  }
}
