package dev.tallystick.events.append;

import dev.tallystick.events.append.AnswerVerifier.UnprovedAnswerException;
import dev.tallystick.events.document.RefusedAppend;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.tlog.NoteVerifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sorts out one HTTP answer to a batch: which events are proved to be logged, which are refused,
 * which answers are not to be believed, and which events must be sent again.
 */
final class AppendAnswer {
  private static final int UNAUTHORIZED = 401;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

  private final List<PendingAppend> batch;
  private final AnswerVerifier verifier;
  private final List<PendingAppend> again = new ArrayList<>();

  private AppendAnswer(List<PendingAppend> batch, NoteVerifier log) {
    this.batch = batch;
    this.verifier = new AnswerVerifier(log);
  }

  /**
   * Settles what the answer settles, and returns the events that must be sent again, in their
   * order.
   */
  static List<PendingAppend> settle(
      List<PendingAppend> batch, int status, byte[] body, NoteVerifier log) {
    AppendAnswer answer = new AppendAnswer(batch, log);
    if (status >= 200 && status < 300) {
      answer.settleLines(lines(body));
    } else if (isWorthAnotherTry(status)) {
      batch.forEach(append -> answer.sendAgain(append, status));
    } else if (batch.size() > 1) {
      // One event must not decide the fate of those that happened to travel with it.
      batch.forEach(answer::sendAlone);
    } else {
      JsonObject problem = object(body);
      refuseRequest(
          batch.get(0), AppendRefusedException.ofRequest(code(status, problem), status, problem));
    }
    return answer.again;
  }

  private static boolean isWorthAnotherTry(int status) {
    return status >= 500
        || status == UNAUTHORIZED
        || status == REQUEST_TIMEOUT
        || status == TOO_MANY_REQUESTS;
  }

  private void sendAgain(PendingAppend append, int status) {
    append.noteFailure(
        status >= 500 || status == REQUEST_TIMEOUT, "the log answered " + status, null);
    again.add(append);
  }

  private void sendAlone(PendingAppend append) {
    append.noteFailure(false, "the log refused a request as a whole", null);
    append.setAlone();
    again.add(append);
  }

  /**
   * The log looks for duplicates only after it let a request in: this tells nothing of a try
   * before.
   */
  private static void refuseRequest(PendingAppend append, AppendRefusedException refusal) {
    append.noteFailure(false, "the log refused the request: " + refusal.code(), refusal);
    if (append.mayBeLogged()) {
      append.fail(
          LogUnavailableException.Reason.NO_ANSWER,
          "the log refused to be asked again: " + refusal.code());
    } else {
      append.refuse(refusal);
    }
  }

  private void settleLines(List<byte[]> lines) {
    if (lines.size() > batch.size()) {
      batch.forEach(append -> disbelieve(append, "it has more lines than there were events"));
      return;
    }
    boolean complete = lines.size() == batch.size();
    for (int i = 0; i < batch.size(); i++) {
      if (i < lines.size()) {
        settleLine(batch.get(i), lines.get(i), complete);
      } else {
        missing(batch.get(i));
      }
    }
  }

  /** In an answer with lines missing only a proof is certain to belong to its event. */
  private void settleLine(PendingAppend append, byte[] line, boolean complete) {
    JsonObject answer = object(line);
    RefusedAppend.Partial refused =
        new RefusedAppend.Partial(answer == null ? JsonObject.EMPTY : answer);
    if (refused.status().isPresent()) {
      long told = refused.status().getAsLong();
      int status = told >= 400 && told < 600 ? (int) told : 500;
      if (!complete) {
        missing(append);
      } else if (isWorthAnotherTry(status)) {
        sendAgain(append, status);
      } else {
        append.refuse(AppendRefusedException.ofEvent(code(status, answer), status, answer));
      }
      return;
    }
    try {
      append.succeed(verifier.verify(append.event(), answer == null ? JsonObject.EMPTY : answer));
    } catch (UnprovedAnswerException e) {
      if (complete) {
        disbelieve(append, e.getMessage());
      } else {
        missing(append);
      }
    }
  }

  private void missing(PendingAppend append) {
    append.noteFailure(true, "the answer has lines missing", null);
    again.add(append);
  }

  private static void disbelieve(PendingAppend append, @Nullable String rule) {
    append.noteFailure(true, "the answer proves nothing", null);
    append.fail(
        LogUnavailableException.Reason.ANSWER_INVALID, "the answer proves nothing: " + rule);
  }

  private static String code(int status, @Nullable JsonObject problem) {
    String code = problem == null ? "" : new RefusedAppend.Partial(problem).code().orElse("");
    return CODE.matcher(code).matches() ? code : "HTTP_" + status;
  }

  private static @Nullable JsonObject object(byte[] json) {
    try {
      return CanonicalJson.parseMessage(json) instanceof JsonObject object ? object : null;
    } catch (MalformedJsonException e) {
      return null;
    }
  }

  private static List<byte[]> lines(byte[] body) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < body.length; i++) {
      if (body[i] == '\n') {
        lines.add(Arrays.copyOfRange(body, start, i));
        start = i + 1;
      }
    }
    // A last line without its end was cut off, unless it is whole.
    byte[] last = Arrays.copyOfRange(body, start, body.length);
    if (last.length > 0 && object(last) != null) {
      lines.add(last);
    }
    return lines;
  }
}
