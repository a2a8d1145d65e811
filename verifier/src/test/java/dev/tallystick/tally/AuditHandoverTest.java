package dev.tallystick.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.tally.market.Market;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a lender passes on has its own signatures, and an honest one accuses nobody. */
class AuditHandoverTest {
  @TempDir private Path folder;
  private final Market market = Market.afterASale();

  private Run audit() {
    market.log().appendIndexRoot();
    return AuditSamples.audit(folder, market);
  }

  @Test
  void reportThatIsPassedOn_holds() {
    market.sale().passOn("bank-harbour", Market.BANK);

    Run run = audit();

    assertThat(run.exitCode()).as(run.out()).isZero();
  }

  @Test
  void reportThatAnotherPartyHasAskedToPassOn_isFound() {
    market.sale().passOn("bank-harbour", Market.BUREAU);

    Run run = audit();

    assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
    assertThat(run.line("halves")).contains("request does not hold");
  }
}
