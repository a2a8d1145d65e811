package dev.tallystick.audit.proof;

import dev.tallystick.audit.sequencing.NoteJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The wire form of a receipt. The opening is copied as it was written. */
final class ReceiptJson {
  private ReceiptJson() {}

  static byte[] of(IssueReceipts.Found found) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    text(out, "{\"opening\":");
    out.writeBytes(found.opening());
    text(
        out,
        ",\"index\":"
            + found.index()
            + ",\"tlogProof\":"
            + NoteJson.quote(found.proof().toString()));
    text(out, ",\"grade\":\"" + found.grade().wireName());
    text(out, "\",\"policyHash\":\"" + found.policyHash() + "\"}");
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
