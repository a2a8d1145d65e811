package dev.tallystick.tally.audit;

import dev.tallystick.events.Body;
import dev.tallystick.events.type.ClaimId;
import dev.tallystick.events.type.IdentityClaimed;
import dev.tallystick.events.type.IdentityDisputed;
import dev.tallystick.events.type.IdentityLinked;
import dev.tallystick.events.type.IdentityUnlinked;
import dev.tallystick.tally.report.CheckReport;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Each link of two tokens rests on a claim about these two that stood in the log before it: signed
 * by a party, not lapsed, and neither disputed nor used. What a person's own list joins hangs on
 * it.
 */
final class LinkStep implements AuditStep {
  private static final long LAPSE_MILLIS = Duration.ofDays(30).toMillis();

  private final AuditFindings findings = new AuditFindings("links");
  private final Map<ClaimId, Claim> claims = new HashMap<>();
  private final SignatureCheck signatures;
  private long links;
  private boolean isPartial;

  /** What the log has said of a claim. */
  private static final class Claim {
    private final String party;
    private final long firstMillis;
    private final Set<String> tokens = new TreeSet<>();
    private boolean isClosed;

    Claim(String party, long firstMillis) {
      this.party = party;
      this.firstMillis = firstMillis;
    }
  }

  LinkStep(SignatureCheck signatures) {
    this.signatures = signatures;
  }

  @Override
  public void see(AuditedEntry entry) {
    boolean isHidden = entry.body().isEmpty();
    if (entry.type().isEmpty()) {
      isPartial = true;
    } else if (isHidden && (entry.is("identity.claimed") || entry.is("identity.disputed"))) {
      findings.untoldAt(entry.index(), "what is claimed of two tokens is not shown");
      isPartial = true;
    } else if (isHidden && entry.is("identity.linked")) {
      findings.untoldAt(entry.index(), "the claim that the link rests on is not shown");
    }
    String subject = entry.body().flatMap(Body::subject).orElse("");
    entry
        .data(IdentityClaimed.NAME, IdentityClaimed::read)
        .ifPresent(said -> claimed(entry, subject, said));
    entry
        .data(IdentityDisputed.NAME, IdentityDisputed::read)
        .ifPresent(said -> close(said.claim()));
    entry
        .data(IdentityUnlinked.NAME, IdentityUnlinked::read)
        .ifPresent(said -> close(said.claim()));
    entry
        .data(IdentityLinked.NAME, IdentityLinked::read)
        .ifPresent(said -> linked(entry, subject, said));
  }

  private void claimed(AuditedEntry entry, String subject, IdentityClaimed said) {
    signatures.ofClaim(entry, said).ifPresent(rule -> findings.at(entry.index(), rule));
    claims
        .computeIfAbsent(said.claim(), any -> new Claim(said.party(), entry.recordedMillis()))
        .tokens
        .add(subject);
  }

  private void close(ClaimId id) {
    Optional.ofNullable(claims.get(id)).ifPresent(claim -> claim.isClosed = true);
  }

  private void linked(AuditedEntry entry, String subject, IdentityLinked said) {
    links++;
    violation(entry, subject, said).ifPresent(rule -> note(entry.index(), rule));
    close(said.claim());
  }

  private Optional<String> violation(AuditedEntry entry, String subject, IdentityLinked said) {
    Claim claim = claims.get(said.claim());
    if (claim == null
        || !claim.tokens.equals(Set.of(subject, said.linked()))
        || !claim.party.equals(said.by())) {
      return Optional.of("links two tokens of which no party has claimed that they are one's");
    }
    if (claim.isClosed) {
      return Optional.of("links two tokens by a claim that was disputed, used or undone before");
    }
    return entry.recordedMillis() >= claim.firstMillis + LAPSE_MILLIS
        ? Optional.of("links two tokens by a claim that had lapsed")
        : Optional.empty();
  }

  private void note(long index, String rule) {
    if (isPartial) {
      findings.untoldAt(index, rule + ", unless by an entry that is not shown");
    } else {
      findings.at(index, rule);
    }
  }

  /** It may be the claim of any later link. */
  @Override
  public void pass(long index) {
    isPartial = true;
  }

  @Override
  public void tell(CheckReport report, long size) {
    findings.tell(report, "%d links rest on claims about their tokens".formatted(links));
  }
}
