package dev.tallystick.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.tally.market.Market;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor finds keys of parties that consent-service has registered or revoked by itself. */
class AuditKeysTest {
  @TempDir private Path folder;
  private final Market market = Market.afterASale();

  @Test
  void keysThatACodeOrAKeyLetIn() {
    String code = market.issueCode(Market.BANK).toString();
    market.anotherKey(Market.BANK, "enrolment", code);
    market.anotherKey(Market.BUREAU, "approval", market.approval(Market.BUREAU));

    Run run = audit();

    assertThat(run.exitCode()).as(run.out()).isZero();
  }

  @Test
  void keyThatNothingHasLetIn() {
    market.issueCode(Market.PLATFORM);
    market.anotherKey(Market.BANK, "proof", "aaaa.bbbb.cccc");

    assertFails("neither a code nor a key of the party has let its key in");
  }

  @Test
  void codeThatWasUsedBefore() {
    String code = market.issueCode(Market.BANK).toString();
    market.anotherKey(Market.BANK, "enrolment", code);
    market.anotherKey(Market.BANK, "enrolment", code);

    assertFails("the code that let its key in was not issued, or was used before");
  }

  @Test
  void codeOfAnotherParty() {
    market.anotherKey(Market.BANK, "enrolment", market.issueCode(Market.PLATFORM).toString());

    assertFails("the code that let its key in was not issued, or was used before");
  }

  @Test
  void approvalOfAStranger() {
    market.issueCode(Market.PLATFORM);
    market.signWithAnotherKey(Market.BANK);
    market.anotherKey(Market.BANK, "approval", market.approval(Market.BANK));

    assertFails("what lets its key in does not hold: ");
  }

  @Test
  void revocationThatNobodyHasSigned() {
    market.issueCode(Market.PLATFORM);
    market.revokeKey(Market.BANK);

    assertFails("neither the regulator nor a key of the party has revoked its key");
  }

  private Run audit() {
    market.log().appendIndexRoot();
    return AuditSamples.audit(folder, market);
  }

  private void assertFails(String rule) {
    Run run = audit();
    assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
    assertThat(run.line("halves")).contains(rule);
  }
}
