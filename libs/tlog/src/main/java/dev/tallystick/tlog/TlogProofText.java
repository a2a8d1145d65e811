package dev.tallystick.tlog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The text of a {@link TlogProof}, line by line. */
final class TlogProofText {
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";

  private TlogProofText() {}

  static String format(TlogProof proof) {
    StringBuilder text = new StringBuilder(TlogProof.FIRST_LINE).append('\n');
    proof
        .extra()
        .ifPresent(data -> text.append(EXTRA).append(StrictBase64.encode(data)).append('\n'));
    text.append(INDEX).append(proof.inclusion().index()).append('\n');
    for (Hash hash : proof.inclusion().path()) {
      text.append(hash.base64()).append('\n');
    }
    return text.append('\n').append(proof.checkpoint()).toString();
  }

  static TlogProof parse(String text) throws MalformedTlogProofException {
    int blank = text.indexOf("\n\n");
    if (blank < 0) {
      throw new MalformedTlogProofException("no empty line between proof and checkpoint");
    }
    var lines = new ArrayDeque<>(Arrays.asList(text.substring(0, blank).split("\n", -1)));
    if (!TlogProof.FIRST_LINE.equals(lines.poll())) {
      throw new MalformedTlogProofException("the first line is not " + TlogProof.FIRST_LINE);
    }
    String line = next(lines);
    byte[] extra = {};
    if (line.startsWith(EXTRA)) {
      extra = extra(line.substring(EXTRA.length()));
      line = next(lines);
    }
    long index = index(line);
    if (lines.size() > InclusionProof.MAX_PATH) {
      throw new MalformedTlogProofException("more hashes than any tree needs");
    }
    InclusionProof inclusion = new InclusionProof(index, path(lines));
    TlogProof proof = TlogProof.of(inclusion, checkpoint(text.substring(blank + 2)));
    return extra.length == 0 ? proof : proof.withExtra(extra);
  }

  private static String next(ArrayDeque<String> lines) throws MalformedTlogProofException {
    String line = lines.poll();
    if (line == null) {
      throw new MalformedTlogProofException("no index line");
    }
    return line;
  }

  private static byte[] extra(String base64) throws MalformedTlogProofException {
    byte[] data =
        StrictBase64.decode(base64)
            .orElseThrow(
                () -> new MalformedTlogProofException("the extra data is not canonical base64"));
    if (data.length == 0) {
      throw new MalformedTlogProofException("an extra line without data");
    }
    return data;
  }

  private static long index(String line) throws MalformedTlogProofException {
    if (!line.startsWith(INDEX)) {
      throw new MalformedTlogProofException("no index line");
    }
    return Decimal.parse(line.substring(INDEX.length()))
        .orElseThrow(
            () ->
                new MalformedTlogProofException(
                    "the index is not a decimal number below 2^63 without leading zeros"));
  }

  private static List<Hash> path(Iterable<String> lines) throws MalformedTlogProofException {
    List<Hash> path = new ArrayList<>();
    for (String line : lines) {
      try {
        path.add(Hash.fromBase64(line));
      } catch (IllegalArgumentException e) {
        throw new MalformedTlogProofException(
            "line %d of the path is not a hash: %s".formatted(path.size() + 1, e.getMessage()));
      }
    }
    return path;
  }

  private static SignedNote checkpoint(String note) throws MalformedTlogProofException {
    try {
      return SignedNote.parse(note);
    } catch (MalformedNoteException e) {
      throw new MalformedTlogProofException("the checkpoint is not a note: " + e.getMessage());
    }
  }
}
