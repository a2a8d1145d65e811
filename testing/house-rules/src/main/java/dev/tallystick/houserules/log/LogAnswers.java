package dev.tallystick.houserules.log;

import dev.tallystick.events.PartName;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.events.receipt.ReceiptGrade;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TlogProof;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/** What audit-service answers, in its words. */
final class LogAnswers {
  private static final Set<PartName> FEED_PARTS = EnumSet.of(PartName.STUB, PartName.BODY);

  private LogAnswers() {}

  static String appended(ScriptedEvent logged, InclusionProof proof, SignedNote checkpoint) {
    return "{\"eventId\":\"%s\",\"index\":%d,\"recordedMillis\":%d,\"inclusionProof\":[%s],\"checkpoint\":%s}"
        .formatted(
            logged.event().id(),
            logged.index(),
            logged.recordedMillis(),
            proof.path().stream()
                .map(hash -> '"' + hash.base64() + '"')
                .collect(Collectors.joining(",")),
            quote(checkpoint.toString()));
  }

  static String problem(int status, String code) {
    return "{\"type\":\"urn:tallystick:problem:%s\",\"title\":\"Refused\",\"status\":%d,\"detail\":\"Refused.\",\"code\":\"%s\"}"
        .formatted(code.toLowerCase(java.util.Locale.ROOT).replace('_', '-'), status, code);
  }

  static String notLogged(long asOfMillis) {
    String problem = problem(404, "ENTRY_UNKNOWN");
    return problem.substring(0, problem.length() - 1) + ",\"asOfMillis\":" + asOfMillis + "}";
  }

  static byte[] receipt(
      ScriptedEvent logged, InclusionProof proof, SignedNote checkpoint, Hash policyHash) {
    return new Receipt(
            Opening.of(logged.event(), logged.recordedMillis(), EnumSet.allOf(PartName.class)),
            TlogProof.of(proof, checkpoint),
            ReceiptGrade.DURABLE,
            policyHash)
        .toJson();
  }

  static String feed(List<ScriptedEvent> page, long next, long treeSize, LongPredicate isBodyLost) {
    return page.stream()
        .map(logged -> entry(logged, isBodyLost.test(logged.index())))
        .collect(
            Collectors.joining(
                ",", "{\"entries\":[", "],\"next\":" + next + ",\"treeSize\":" + treeSize + "}"));
  }

  private static String entry(ScriptedEvent logged, boolean isBodyLost) {
    Set<PartName> shown = isBodyLost ? EnumSet.of(PartName.STUB) : FEED_PARTS;
    return "{\"index\":%d,%s\"opening\":%s}"
        .formatted(
            logged.index(),
            isBodyLost ? "\"absent\":\"UNREADABLE\"," : "",
            CanonicalJson.text(
                Opening.of(logged.event(), logged.recordedMillis(), shown).toJson()));
  }

  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
