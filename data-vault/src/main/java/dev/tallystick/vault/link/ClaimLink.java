package dev.tallystick.vault.link;

import dev.tallystick.directory.DirectoryParty;
import dev.tallystick.events.Event;
import dev.tallystick.events.type.EvidenceRef;
import dev.tallystick.events.type.IdentifierScheme;
import dev.tallystick.party.IdentityClaimStatement;
import dev.tallystick.vault.LogPublisher;
import dev.tallystick.vault.identifier.PersonIdentifier;
import dev.tallystick.vault.identifier.Scheme;
import dev.tallystick.vault.identifier.SubjectToken;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.statement.SignedRequests;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Takes what platforms claim: that one of their customer numbers and another identifier are one
 * person's. The answer does not tell whether anybody is known, or what became of an earlier claim
 * about the same.
 */
@Singleton
final class ClaimLink {
  private static final String PLATFORM = "PLATFORM";

  private final SignedRequests statements;
  private final ClaimedPeople people;
  private final LinkClaimRepository claims;
  private final LinkEvents events;
  private final LogPublisher notes;

  ClaimLink(
      SignedRequests statements,
      ClaimedPeople people,
      LinkClaimRepository claims,
      LinkEvents events,
      LogPublisher notes) {
    this.statements = statements;
    this.people = people;
    this.claims = claims;
    this.events = events;
    this.notes = notes;
  }

  /** A claim as it was sent. */
  record Asked(String statement, String customer, String scheme, String value, Salt salt) {
    @Override
    public String toString() {
      return "Asked[redacted]";
    }
  }

  /** What a claim's identifiers are hashed with. */
  record Salt(String base64Url) {
    byte[] bytes() {
      return Base64.getUrlDecoder().decode(base64Url);
    }

    @Override
    public String toString() {
      return "Salt[redacted]";
    }
  }

  private record Verified(IdentityClaimStatement statement, LinkEvents.Said said) {}

  /** The ids of the claims, in the order in which they were sent. */
  List<String> claim(String client, String party, List<Asked> asked) {
    List<Verified> verified = new ArrayList<>();
    List<PersonIdentifier> identifiers = new ArrayList<>();
    for (Asked one : asked) {
      String field = "claims[" + verified.size() + "]";
      DirectoryParty caller = statements.presenter(client, Optional.of(party), one.statement());
      if (caller.suspended() || !caller.role().equals(PLATFORM)) {
        throw new VaultProblem(VaultProblemCode.PARTY_NOT_ADMITTED);
      }
      identifiers.add(identifier(Scheme.CUSTOMER_NO.name(), one.customer(), party, field));
      identifiers.add(identifier(one.scheme(), one.value(), party, field));
      verified.add(verify(caller, one, field));
    }
    List<Event> told = new ArrayList<>();
    List<String> ids =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  told.clear();
                  verified.forEach(one -> statements.takeOnce(one.statement().claims()));
                  List<SubjectToken> tokens = people.hold(party, identifiers);
                  lock(tokens);
                  List<String> added = new ArrayList<>();
                  for (int i = 0; i < verified.size(); i++) {
                    added.add(
                        add(
                            party,
                            tokens.get(2 * i).value(),
                            tokens.get(2 * i + 1).value(),
                            verified.get(i),
                            told));
                  }
                  return added;
                });
    notes.append(told);
    return ids;
  }

  /** In their order, or two requests about the same customers could wait for each other. */
  private void lock(List<SubjectToken> tokens) {
    SortedSet<String> customers = new TreeSet<>();
    for (int i = 0; i < tokens.size(); i += 2) {
      customers.add(tokens.get(i).value());
    }
    customers.forEach(claims::lockCustomer);
  }

  private static PersonIdentifier identifier(
      String scheme, String value, String platform, String field) {
    return Scheme.find(scheme)
        .flatMap(known -> PersonIdentifier.of(known, value, platform))
        .orElseThrow(
            () -> VaultProblem.ofField(VaultProblemCode.IDENTIFIER_INVALID, field, "scheme"));
  }

  private Verified verify(DirectoryParty caller, Asked asked, String field) {
    IdentityClaimStatement statement =
        statements.verify(asked.statement(), caller, IdentityClaimStatement::verify);
    if (!IdentityClaimStatement.commitment(
            asked.salt().bytes(), asked.customer(), asked.scheme(), asked.value())
        .equals(statement.identifiers())) {
      throw VaultProblem.ofField(VaultProblemCode.CLAIM_MISMATCH, field, "identifiers");
    }
    return new Verified(
        statement,
        new LinkEvents.Said(
            IdentifierScheme.of(asked.scheme()),
            new EvidenceRef(statement.method(), statement.evidence(), Optional.empty()),
            asked.statement()));
  }

  /** A claim; the same again, as long as it could be confirmed or is, is the one that there is. */
  private String add(
      String platform, String customer, String other, Verified verified, List<Event> told) {
    Instant now = people.now().truncatedTo(ChronoUnit.MILLIS);
    Instant since = now.minus(LinkClaim.LAPSES_AFTER);
    Optional<LinkClaim> same = claims.findSame(platform, customer, other, since);
    if (same.isPresent()) {
      return same.get().id();
    }
    claims.forgetLapsed(platform, customer, other, since);
    String id = people.drawClaim();
    Event ofCustomer = events.claimedOfCustomer(id, platform, customer, verified.said());
    Event ofOther = events.claimedOfOther(id, platform, other, verified.said());
    claims.add(
        new LinkClaim(
            id,
            platform,
            customer,
            other,
            new LinkClaim.Basis(
                verified.said().scheme().wire(),
                verified.statement().method(),
                verified.statement().evidence(),
                now),
            LinkClaimState.OPEN,
            new LinkClaim.Entries(ofCustomer.id(), ofOther.id()),
            Optional.empty()));
    told.add(events.store(ofCustomer));
    told.add(events.store(ofOther));
    return id;
  }
}
