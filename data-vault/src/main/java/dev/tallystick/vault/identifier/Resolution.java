package dev.tallystick.vault.identifier;

import dev.tallystick.directory.DirectoryParty;
import dev.tallystick.party.ResolveRequest;
import dev.tallystick.vault.statement.StatementProblem;
import dev.tallystick.vault.statement.Statements;
import dev.tallystick.vault.storage.Transactions;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
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
final class Resolution {
  private static final Set<String> ROLES = Set.of("PLATFORM", "BUREAU", "LENDER");
  private static final String PLATFORM = "PLATFORM";

  private final Subjects subjects;
  private final ResolveRate rate;
  private final Statements statements;
  private final Transactions transactions;

  Resolution(
      Subjects subjects, ResolveRate rate, Statements statements, Transactions transactions) {
    this.subjects = subjects;
    this.rate = rate;
    this.statements = statements;
    this.transactions = transactions;
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
      throw new StatementProblem.PartyNotAdmitted();
    }
    List<Identifier> identifiers = new ArrayList<>();
    for (Asked one : asked) {
      identifiers.add(identifier(caller, one, identifiers.size()));
    }
    return transactions.call(
        connection -> {
          statements.takeOnce(connection, request.claims());
          rate.take(connection, caller.id(), identifiers.size());
          return subjects.resolve(connection, identifiers);
        });
  }

  /** A platform's customer numbers are its own, whatever it says. */
  private static Identifier identifier(DirectoryParty caller, Asked asked, int index) {
    String platform = caller.role().equals(PLATFORM) ? caller.id() : asked.platform().orElse("");
    return parse(asked, platform, index);
  }

  /** The token of a person that enrols. */
  SubjectToken enrol(Asked asked) {
    return subjects.resolve(List.of(parse(asked, asked.platform().orElse(""), 0))).get(0);
  }

  private static Identifier parse(Asked asked, String platform, int index) {
    return Scheme.find(asked.scheme())
        .flatMap(scheme -> Identifier.of(scheme, asked.value(), platform))
        .orElseThrow(() -> new IdentifierProblem.Invalid(index));
  }

  @Scheduled(every = "1h", delayed = "1m")
  void forgetCounts() {
    transactions.run(rate::forget);
  }
}
