package dev.tallystick.audit.opening;

import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.sequencing.AppendOutcome;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Hash;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Logs an auditor's read before it happens: no record, no read. Every method returns the index of
 * the record and throws a {@link dev.tallystick.problem.DomainProblem} if it cannot be logged.
 */
public final class ReadRecord {
  private static final String TYPE = "audit.read";

  private final OwnEvents log;

  /** Appends under audit-service's own name. */
  public ReadRecord(OwnEvents log) {
    this.log = log;
  }

  /** A read of {@code from <= index < to}. */
  public long bulkRead(String auditor, Set<String> scope, String purpose, long from, long to) {
    JsonObject query =
        JsonObject.builder().put("scope", text(scope)).put("from", from).put("to", to).build();
    JsonObject data =
        data(auditor, scope, purpose, "BULK", query)
            .put("firstIndex", from)
            .put("lastIndex", to - 1)
            .build();
    return append(Optional.empty(), data);
  }

  /** A read of what is filed under a party. */
  public long partyRead(String auditor, Set<String> scope, String purpose, String party) {
    JsonObject query = JsonObject.builder().put("scope", text(scope)).put("party", party).build();
    JsonObject data = data(auditor, scope, purpose, "PARTY", query).put("party", party).build();
    return append(Optional.empty(), data);
  }

  /** A read of what is filed under a person, who finds the record in their own list. */
  public long subjectRead(String auditor, Set<String> scope, String purpose, String token) {
    JsonObject query = JsonObject.builder().put("scope", text(scope)).put("subject", token).build();
    return append(Optional.of(token), data(auditor, scope, purpose, "SUBJECT", query).build());
  }

  /**
   * A read of what became of one entry.
   *
   * @param token the person whom the entry is about, who finds the record in their own list; empty
   *     if it cannot be told any more
   */
  public long entryRead(
      String auditor, Set<String> scope, String purpose, EventId entry, Optional<String> token) {
    JsonObject query =
        JsonObject.builder().put("scope", text(scope)).put("entry", entry.toString()).build();
    JsonObject data =
        data(auditor, scope, purpose, "ENTRY", query).put("entry", entry.toString()).build();
    return append(token, data);
  }

  private static JsonObject.Builder data(
      String auditor, Set<String> scope, String purpose, String kind, JsonObject query) {
    return JsonObject.builder()
        .put("auditor", auditor)
        .put("engagement", text(scope))
        .put("kind", kind)
        .put("parts", JsonArray.ofStrings(List.of("BODY", "INTERNAL", "STUB")))
        .put("purpose", plain(purpose))
        .put("queryDigest", Hash.sha256(CanonicalJson.bytes(query)).hex());
  }

  /** What an auditor types becomes text of the event model: composed, on one line. */
  private static String plain(String purpose) {
    return Normalizer.normalize(purpose, Normalizer.Form.NFC).replaceAll("\\p{Cntrl}", " ");
  }

  private static String text(Set<String> scope) {
    return String.join(" ", scope);
  }

  private long append(Optional<String> subject, JsonObject data) {
    AppendOutcome outcome = log.append(log.drawId(), TYPE, subject, data, List.of());
    if (outcome instanceof AppendOutcome.Logged logged) {
      return logged.index();
    }
    throw new AssertionError(outcome);
  }
}
