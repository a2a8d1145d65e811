package dev.tallystick.bureau.lending;

import dev.tallystick.bureau.directory.Parties;
import dev.tallystick.bureau.lending.ReportedLoan.Terms;
import dev.tallystick.bureau.pack.PublishedPack;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.directory.ConsentUnavailable;
import dev.tallystick.events.type.LoanShare;
import dev.tallystick.problem.EnforcesRule;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the shares of a joint loan must keep to. A loan of one lender has none, and nothing is asked
 * of it. Asks consent-service, so not in a transaction.
 */
@Singleton
class JointLoanRules {
  private static final long WHOLE = 10_000;
  private static final String PLATFORM = "PLATFORM";
  private static final Set<String> LENDING = Set.of("LENDER", PLATFORM);

  private final Parties parties;
  private final PublishedPack packs;
  private final Clock clock;

  JointLoanRules(Parties parties, PublishedPack packs, Clock clock) {
    this.parties = parties;
    this.packs = packs;
    this.clock = clock;
  }

  /**
   * The shares are those of one loan: of registered lenders and platforms, each once, the lender
   * that tells of it among them, and of the whole.
   *
   * @throws BureauProblem if they are not
   * @throws ConsentUnavailable if consent-service does not say who a party is
   */
  void checkForm(Terms terms) {
    List<LoanShare> shares = terms.shares();
    if (shares.isEmpty()) {
      return;
    }
    if (shares.stream().map(LoanShare::party).distinct().count() != shares.size()) {
      throw invalid("each party once");
    }
    if (shares.stream().noneMatch(share -> share.party().equals(terms.lender()))) {
      throw invalid("with the share of the lender that tells of the loan");
    }
    if (shares.stream().mapToLong(LoanShare::basisPoints).sum() != WHOLE) {
      throw invalid("10,000 basis points together");
    }
    if (!partners(terms).stream().allMatch(this::isLending)) {
      throw invalid("of registered lenders and platforms");
    }
  }

  private boolean isLending(LoanShare share) {
    Optional<String> role = parties.role(share.party());
    return role.filter(LENDING::contains).isPresent();
  }

  private static BureauProblem invalid(String rule) {
    return BureauProblem.ofField(BureauProblemCode.LOAN_INVALID, "shares", rule);
  }

  private static List<LoanShare> partners(Terms terms) {
    return terms.shares().stream().filter(share -> !share.party().equals(terms.lender())).toList();
  }

  /**
   * The partners of the lender bear a share of the risk: together, and each platform by itself, so
   * that a second bank's part does not stand for a platform's.
   *
   * @throws BureauProblem if it is less than the rule pack in force asks for
   * @throws ConsentUnavailable if consent-service does not say what it asks for
   */
  @EnforcesRule("R67")
  void checkShares(Terms terms) {
    List<LoanShare> partners = partners(terms);
    if (partners.isEmpty()) {
      return;
    }
    long asked = packs.at(clock.instant()).leastPartnerShare().orElseThrow(ConsentUnavailable::new);
    boolean isEnough =
        partners.stream().mapToLong(LoanShare::basisPoints).sum() >= asked
            && partners.stream()
                .filter(share -> parties.role(share.party()).filter(PLATFORM::equals).isPresent())
                .allMatch(share -> share.basisPoints() >= asked);
    if (!isEnough) {
      throw BureauProblem.ofField(
          BureauProblemCode.CO_LENDING_SHARE_TOO_LOW,
          "shares",
          asked + " basis points or more of the partners, and of each platform");
    }
  }
}
