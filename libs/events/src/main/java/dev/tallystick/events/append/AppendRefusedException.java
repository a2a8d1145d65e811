package dev.tallystick.events.append;

import dev.tallystick.events.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The log's service refused the event, or the request with it: it is not logged. After a
 * {@linkplain #isVerdict verdict}, sending the same again is refused again.
 *
 * <p>The message holds code and status only; the problem document may hold more.
 */
public final class AppendRefusedException extends Exception {
  /** A guard the event rests on has moved: decide anew, then append a new event. */
  public static final String GUARD_MOVED = "GUARD_MOVED";

  /**
   * The event's time is too far from the log's: draw a new id and time; a release needs a fresh
   * decision.
   */
  public static final String CLOCK_SKEW = "CLOCK_SKEW";

  /** Another event with this id is logged already. */
  public static final String EVENT_ID_REUSED = "EVENT_ID_REUSED";

  /** The decision in the event is not one by which it may be logged. */
  public static final String DECISION_INVALID = "DECISION_INVALID";

  private static final long serialVersionUID = 1L;

  private final String code;
  private final int status;
  private final transient @Nullable JsonObject problem;
  private final boolean isVerdict;

  private AppendRefusedException(
      String code, int status, @Nullable JsonObject problem, boolean isVerdict) {
    super("the log refused the event: " + code + " (" + status + ")");
    this.code = code;
    this.status = status;
    this.problem = problem;
    this.isVerdict = isVerdict;
  }

  /** The event's own line of an answer. */
  static AppendRefusedException ofEvent(String code, int status, @Nullable JsonObject problem) {
    return new AppendRefusedException(code, status, problem, true);
  }

  /** The request was turned away, whatever was in it. */
  static AppendRefusedException ofRequest(String code, int status, @Nullable JsonObject problem) {
    return new AppendRefusedException(code, status, problem, false);
  }

  /**
   * Whether the log has looked at the event and refused it. If not, the request was turned away at
   * the door or on its way, for want of a role, say, or of a route: the same event may be taken
   * when that is mended.
   */
  public boolean isVerdict() {
    return isVerdict;
  }

  /** The stable code of the refusal; {@code HTTP_<status>} if the answer named none. */
  public String code() {
    return code;
  }

  /** The HTTP status of the refusal. */
  public int status() {
    return status;
  }

  /** The problem document, if there was one. */
  public Optional<JsonObject> problem() {
    return Optional.ofNullable(problem);
  }
}
