package dev.tallystick.tlog;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What a witness answers to an {@link AddCheckpoint}, as HTTP carries it.
 *
 * @param status the HTTP status code
 * @param contentType the media type of the body
 * @param body signature lines, the witness's size, or the reason of a refusal
 */
public record WitnessAnswer(int status, String contentType, String body) {
  /** The media type of an answer whose body is the size of the latest cosigned checkpoint. */
  public static final String SIZE_TYPE = "text/x.tlog.size";

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final int OK = 200;
  private static final int CONFLICT = 409;

  /** 200: the checkpoint is cosigned. */
  static WitnessAnswer cosigned(List<NoteSignature> lines) {
    return new WitnessAnswer(
        OK, TEXT, lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
  }

  /** 409: the witness knows another size than the request begins with. */
  static WitnessAnswer conflict(long size) {
    return new WitnessAnswer(CONFLICT, SIZE_TYPE, size + "\n");
  }

  /** 400, 403, 404, 422 or 503, with the reason. */
  static WitnessAnswer refused(int status, String reason) {
    return new WitnessAnswer(status, TEXT, reason + "\n");
  }

  /** Whether the checkpoint has been cosigned. */
  public boolean isCosigned() {
    return status == OK;
  }

  /**
   * Returns the cosignatures, not verified: add them to the note and check it with the keys of the
   * witnesses that you trust.
   *
   * @throws MalformedNoteException if the body is not one signature line or more
   */
  public List<NoteSignature> cosignatures() throws MalformedNoteException {
    if (!isCosigned() || !body.endsWith("\n")) {
      throw new MalformedNoteException("not signature lines, each ended");
    }
    List<NoteSignature> lines = new ArrayList<>();
    for (String line : body.substring(0, body.length() - 1).split("\n", -1)) {
      lines.add(NoteSignature.parse(line));
    }
    return lines;
  }

  /** Returns the size that the witness knows, if this is a conflict that tells it. */
  public OptionalLong latestSize() {
    boolean isSize = status == CONFLICT && contentType.equals(SIZE_TYPE) && body.endsWith("\n");
    return isSize ? Decimal.parse(body.substring(0, body.length() - 1)) : OptionalLong.empty();
  }
}
