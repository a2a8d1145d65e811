package dev.tallystick.audit.feed;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why a page of the feed is refused. */
public abstract sealed class FeedProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private FeedProblem(ProblemDocument document) {
    super(document);
  }

  /** 403: the client does not follow this type. */
  public static final class TypeNotReadable extends FeedProblem {
    private static final long serialVersionUID = 1L;

    TypeNotReadable() {
      super(
          ProblemDocument.of(
                  "FEED_TYPE_NOT_ALLOWED",
                  403,
                  "Type not in your feed",
                  "A type asked for is not one this client follows.")
              .withField("types", "each type is one the client follows"));
    }
  }

  /** 422: a parameter is out of its range. */
  public static final class ParameterInvalid extends FeedProblem {
    private static final long serialVersionUID = 1L;

    ParameterInvalid(String field, String rule) {
      super(
          ProblemDocument.of(
                  "PARAMETER_INVALID",
                  422,
                  "Parameter refused",
                  "A parameter of the feed is out of its range.")
              .withField(field, rule));
    }
  }
}
