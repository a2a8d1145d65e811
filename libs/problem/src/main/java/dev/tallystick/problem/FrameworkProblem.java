package dev.tallystick.problem;

/**
 * What is refused before a feature sees the request, or because it failed: the codes that every
 * service has in common. Listed in {@code docs/problems.md}.
 */
public enum FrameworkProblem {
  MALFORMED_REQUEST(400, "Malformed request", "The request does not have the form asked for."),
  MALFORMED_JSON(400, "Malformed JSON", "The body is not JSON of the form asked for."),
  MALFORMED_PARAMETER(
      400, "Malformed parameter", "A parameter does not have the form that the API describes."),
  AUTHENTICATION_REQUIRED(
      401, "Authentication required", "The request needs a bearer token of this realm."),
  TOKEN_REFUSED(
      401,
      "Token refused",
      "The token is not valid here: expired, for others, sent in another way than its bearer must,"
          + " or not genuine."),
  FORBIDDEN(403, "Forbidden", "The caller's role does not allow this request."),
  NOT_FOUND(404, "Not found", "There is nothing at this path."),
  METHOD_NOT_ALLOWED(405, "Method not allowed", "The path does not offer this method."),
  NOT_ACCEPTABLE(
      406, "Not acceptable", "The answer has no media type that the request's Accept admits."),
  REQUEST_TIMEOUT(
      408,
      "Request timed out",
      "The request did not arrive in time, or too slowly. The connection is closed."),
  CONFLICT(409, "Conflict", "The request does not fit the state that it finds."),
  GONE(410, "Gone", "What was at this path has been removed for good."),
  BODY_TOO_LARGE(413, "Body too large", "The body is larger than this service accepts."),
  UNSUPPORTED_MEDIA_TYPE(
      415, "Unsupported media type", "The path does not accept a body of this Content-Type."),
  CONSTRAINT_VIOLATED(422, "Constraint violated", "A field of the request breaks a rule."),
  TOO_MANY_REQUESTS(429, "Too many requests", "The caller has used up its rate for now."),
  REQUEST_REFUSED(400, "Request refused", "The request is refused."),
  INTERNAL_ERROR(
      500,
      "Internal error",
      "The service failed. The operator finds the cause under the reference."),
  NOT_IMPLEMENTED(501, "Not implemented", "The service does not offer this."),
  BAD_GATEWAY(502, "Bad gateway", "A service that this one relies on gave no usable answer."),
  SERVICE_UNAVAILABLE(
      503, "Service unavailable", "The service cannot take the request now. Try again later."),
  GATEWAY_TIMEOUT(504, "Gateway timeout", "A service that this one relies on did not answer.");

  private final int status;
  private final String title;
  private final String detail;

  FrameworkProblem(int status, String title, String detail) {
    this.status = status;
    this.title = title;
    this.detail = detail;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What a caller is told. */
  public ProblemDocument document() {
    return ProblemDocument.of(name(), status, title, detail);
  }

  /** The problem for a bare status that the framework chose. */
  static ProblemDocument ofStatus(int status) {
    for (FrameworkProblem problem : values()) {
      if (problem.status == status && !problem.isSpecific()) {
        return problem.document();
      }
    }
    FrameworkProblem nearest = status < 500 ? REQUEST_REFUSED : SERVICE_UNAVAILABLE;
    return ProblemDocument.of(nearest.name(), status, nearest.title, nearest.detail);
  }

  /** Whether the status alone does not tell this problem from another one. */
  private boolean isSpecific() {
    return this == MALFORMED_JSON
        || this == MALFORMED_PARAMETER
        || this == REQUEST_REFUSED
        || this == TOKEN_REFUSED
        || this == CONSTRAINT_VIOLATED;
  }
}
