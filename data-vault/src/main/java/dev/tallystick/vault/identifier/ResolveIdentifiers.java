package dev.tallystick.vault.identifier;

import dev.tallystick.directory.DirectoryParty;
import dev.tallystick.party.ResolveRequest;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.statement.SignedRequests;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells parties the tokens of people whose identifiers they have.
 *
 * <p>There is no idempotency key here: asking twice gives the same, and to compare two requests
 * their bodies, which are identifiers, would have to be hashed and kept.
 */
@Singleton
final class ResolveIdentifiers {
  private static final Set<String> ROLES = Set.of("PLATFORM", "BUREAU", "LENDER");
  private static final String PLATFORM = "PLATFORM";

  private final Subjects subjects;
  private final ResolveRate rate;
  private final SignedRequests statements;
  private final WatchNumbersInARow watch;

  ResolveIdentifiers(
      Subjects subjects, ResolveRate rate, SignedRequests statements, WatchNumbersInARow watch) {
    this.subjects = subjects;
    this.rate = rate;
    this.statements = statements;
    this.watch = watch;
  }

  /** An identifier as it was sent. */
  record Asked(String scheme, String value, Optional<String> platform) {
    @Override
    public String toString() {
      return "Asked[redacted]";
    }
  }

  /** The tokens, in the order of the identifiers, for a party with a signed purpose. */
  List<SubjectToken> resolve(
      String client, Optional<String> party, String statement, List<Asked> asked) {
    DirectoryParty caller = statements.presenter(client, party, statement);
    ResolveRequest request = statements.verify(statement, caller, ResolveRequest::verify);
    if (caller.suspended() || !ROLES.contains(caller.role())) {
      throw new VaultProblem(VaultProblemCode.PARTY_NOT_ADMITTED);
    }
    List<PersonIdentifier> identifiers = new ArrayList<>();
    for (Asked one : asked) {
      identifiers.add(identifier(caller, one, identifiers.size()));
    }
    watch.asked(caller.id(), identifiers);
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              statements.takeOnce(request.claims());
              rate.take(caller.id(), identifiers.size());
              return subjects.resolve(identifiers);
            });
  }

  /** A platform's customer numbers are its own, whatever it says. */
  private static PersonIdentifier identifier(DirectoryParty caller, Asked asked, int index) {
    String platform = caller.role().equals(PLATFORM) ? caller.id() : asked.platform().orElse("");
    return parse(asked, platform, index);
  }

  /** The token of a person that enrols. */
  @Transactional
  SubjectToken enrol(Asked asked) {
    return subjects.resolve(List.of(parse(asked, asked.platform().orElse(""), 0))).get(0);
  }

  private static PersonIdentifier parse(Asked asked, String platform, int index) {
    return Scheme.find(asked.scheme())
        .flatMap(scheme -> PersonIdentifier.of(scheme, asked.value(), platform))
        .orElseThrow(
            () ->
                VaultProblem.ofField(
                    VaultProblemCode.IDENTIFIER_INVALID, "identifiers[" + index + "]", "scheme"));
  }
}
