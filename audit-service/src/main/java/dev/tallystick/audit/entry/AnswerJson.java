package dev.tallystick.audit.entry;

import dev.tallystick.events.EventId;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import java.nio.charset.StandardCharsets;

/**
 * The answer to an append: index, recorded time, inclusion proof and checkpoint. Written by hand,
 * since this is the hot path; all of it is ASCII.
 */
final class AnswerJson {
  private AnswerJson() {}

  static byte[] of(
      EventId id, long index, long recordedMillis, InclusionProof proof, String checkpointJson) {
    StringBuilder json =
        new StringBuilder(256 + proof.path().size() * 48 + checkpointJson.length());
    json.append("{\"eventId\":\"").append(id).append("\",\"index\":").append(index);
    json.append(",\"recordedMillis\":").append(recordedMillis).append(",\"inclusionProof\":[");
    String separator = "\"";
    for (Hash hash : proof.path()) {
      json.append(separator).append(hash.base64()).append('"');
      separator = ",\"";
    }
    json.append("],\"checkpoint\":").append(checkpointJson).append('}');
    return json.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
