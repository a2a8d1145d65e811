package dev.tallystick.audit.opening;

import dev.tallystick.audit.document.ReadQuery;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.secrecy.Secrecy;
import dev.tallystick.audit.sequencing.AppendOutcome;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.type.AuditRead;
import dev.tallystick.tlog.Hash;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Logs an auditor's read before it happens: no record, no read. Every method returns the index of
 * the record and throws a {@link dev.tallystick.problem.DomainProblem} if it cannot be logged.
 */
public final class ReadRecord {
  private final OwnEvents log;

  /** Appends under audit-service's own name. */
  public ReadRecord(OwnEvents log) {
    this.log = log;
  }

  /** A read of {@code from <= index < to}. */
  public long bulkRead(String auditor, Set<String> scope, String purpose, long from, long to) {
    ReadQuery.Builder query = query(scope).from(from).to(to);
    return append(
        Optional.empty(),
        data(auditor, scope, purpose, AuditRead.Kind.BULK, query)
            .firstIndex(from)
            .lastIndex(to - 1));
  }

  /** A read of what is filed under a party. */
  public long partyRead(String auditor, Set<String> scope, String purpose, String party) {
    return append(Optional.empty(), ofParty(auditor, scope, purpose, party));
  }

  private static AuditRead.Builder ofParty(
      String auditor, Set<String> scope, String purpose, String party) {
    ReadQuery.Builder query = query(scope).party(party);
    return data(auditor, scope, purpose, AuditRead.Kind.PARTY, query).party(party);
  }

  /** A read of what is filed under a person, who finds the record in their own list. */
  public long subjectRead(String auditor, Set<String> scope, String purpose, String token) {
    ReadQuery.Builder query = query(scope).subject(token);
    return append(Optional.of(token), data(auditor, scope, purpose, AuditRead.Kind.SUBJECT, query));
  }

  /**
   * A read of what is filed under a person, who finds the record in their own list when the seal is
   * opened; until then it stands under the authority alone.
   */
  public long secretRead(
      String auditor, Set<String> scope, String purpose, String token, Secrecy secrecy) {
    ReadQuery.Builder query = query(scope).subject(token);
    AuditRead read =
        data(auditor, scope, purpose, AuditRead.Kind.SUBJECT, query)
            .authority(Optional.of(secrecy.authority()))
            .ground(Optional.of(secrecy.ground()))
            .legalBasis(Optional.of(secrecy.legalBasis()))
            .build();
    return index(log.appendSealed(log.drawId(), read, token, secrecy.authority(), secrecy.until()));
  }

  /**
   * A read of what became of one entry.
   *
   * @param token the person whom the entry is about, who finds the record in their own list; empty
   *     if it cannot be told any more
   */
  public long entryRead(
      String auditor, Set<String> scope, String purpose, EventId entry, Optional<String> token) {
    return append(token, ofEntry(auditor, scope, purpose, entry));
  }

  private static AuditRead.Builder ofEntry(
      String auditor, Set<String> scope, String purpose, EventId entry) {
    ReadQuery.Builder query = query(scope).entry(entry);
    return data(auditor, scope, purpose, AuditRead.Kind.ENTRY, query).entry(entry);
  }

  /**
   * Reads of several entries, each about another person, who finds the record in their own list,
   * and of what is filed under a party; all in one append.
   *
   * @param party the party that was asked about, if one was
   * @param entries one entry of each person, by their token
   */
  public List<Long> entriesRead(
      String auditor,
      Set<String> scope,
      String purpose,
      Optional<String> party,
      Map<String, EventId> entries) {
    List<OwnEvents.Saying> reads = new ArrayList<>();
    party.ifPresent(
        id -> reads.add(saying(Optional.empty(), ofParty(auditor, scope, purpose, id))));
    entries.forEach(
        (token, entry) ->
            reads.add(saying(Optional.of(token), ofEntry(auditor, scope, purpose, entry))));
    return log.requireAll(reads);
  }

  private OwnEvents.Saying saying(Optional<String> subject, AuditRead.Builder read) {
    return new OwnEvents.Saying(log.drawId(), read.build(), subject, List.of());
  }

  private static ReadQuery.Builder query(Set<String> scope) {
    return ReadQuery.builder().scope(text(scope));
  }

  private static AuditRead.Builder data(
      String auditor,
      Set<String> scope,
      String purpose,
      AuditRead.Kind kind,
      ReadQuery.Builder query) {
    return AuditRead.builder()
        .auditor(auditor)
        .engagement(text(scope))
        .kind(kind)
        .parts(List.of(AuditRead.Part.values()))
        .purpose(plain(purpose))
        .queryDigest(Hash.sha256(CanonicalJson.bytes(query.build().toJson())));
  }

  /** What an auditor types becomes text of the event model: composed, on one line. */
  private static String plain(String purpose) {
    return Normalizer.normalize(purpose, Normalizer.Form.NFC).replaceAll("\\p{Cntrl}", " ");
  }

  private static String text(Set<String> scope) {
    return String.join(" ", scope);
  }

  private long append(Optional<String> subject, AuditRead.Builder data) {
    return index(log.append(log.drawId(), data.build(), subject, List.of()));
  }

  private static long index(AppendOutcome outcome) {
    if (outcome instanceof AppendOutcome.Logged logged) {
      return logged.index();
    }
    throw new AssertionError(outcome);
  }
}
