package dev.tallystick.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Opener;
import dev.tallystick.events.PartName;
import dev.tallystick.events.Stub;
import dev.tallystick.events.receipt.BulkOpening;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.tally.market.Market;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An audit by somebody whose engagement covers one party: what it shows, and what it cannot. */
class AuditScopeTest {
  @TempDir private Path folder;

  @Test
  void audit_ofOnePartyCannotTellWhatItsScopeDoesNotShow() {
    Market market = Market.afterASale();

    Run run = AuditSamples.audit(folder, market, scoped(market), "--scope", Market.BANK);

    assertThat(run.exitCode()).as(run.out()).isEqualTo(2);
    assertThat(run.out()).doesNotContain("| fails");
    assertThat(run.line("root")).startsWith("root | holds");
    assertThat(run.line("scope")).startsWith("scope | cannot tell");
    assertThat(run.line("index"))
        .startsWith("index | cannot tell")
        .contains("only an engagement with everything tells");
    assertThat(run.line("guards")).startsWith("guards | cannot tell");
    assertThat(run.line("chain")).startsWith("chain | cannot tell");
    assertThat(run.line("roots")).startsWith("roots | holds");
    assertThat(run.line("decisions"))
        .as("the keys of the market are open to every auditor")
        .startsWith("decisions | holds");
    assertThat(run.line("fees")).startsWith("fees | holds");
  }

  @Test
  void audit_refusesALeafHashThatIsNotOfTheEntry() {
    Market market = Market.afterASale();
    List<byte[]> lines = scoped(market);
    for (int i = 0; i < lines.size(); i++) {
      if (isOutside(market.log().opening(i))) {
        lines.set(i, BulkOpening.withheld(i, Hash.sha256(new byte[] {1})).toLine());
      }
    }

    Run run = AuditSamples.audit(folder, market, lines, "--scope", Market.BANK);

    assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
    assertThat(run.line("openings")).contains("the leaf hash is not that of this entry");
  }

  @Test
  void audit_ofEverythingAsksWhyALineIsALeafHash() {
    Market market = Market.afterASale();

    Run run = AuditSamples.audit(folder, market, scoped(market));

    assertThat(run.exitCode()).as(run.out()).isEqualTo(2);
    assertThat(run.line("gaps")).startsWith("gaps | cannot tell").contains("--scope PARTY");
  }

  /** The lines as audit-service writes them for an auditor of the bank. */
  private static List<byte[]> scoped(Market market) {
    List<byte[]> lines = new ArrayList<>();
    int size = market.log().lines().size();
    for (int i = 0; i < size; i++) {
      Opening whole = market.log().opening(i);
      if (isOutside(whole)) {
        lines.add(BulkOpening.withheld(i, Merkle.leafHash(whole.entry())).toLine());
      } else if (isTheBanks(whole)) {
        lines.add(new BulkOpening(i, whole).toLine());
      } else {
        Hash internal = whole.internal().hash(PartName.INTERNAL);
        Opening open =
            new Opening(
                whole.recordedMillis(),
                whole.stub(),
                whole.body(),
                new OpenedPart.Withheld(internal));
        lines.add(new BulkOpening(i, open).toLine());
      }
    }
    return lines;
  }

  private static boolean isOutside(Opening opening) {
    EventType type = EventTypes.find(stub(opening).type()).orElseThrow();
    return !isTheBanks(opening)
        && !type.openTo(PartName.BODY).contains(Opener.PUBLIC)
        && !type.openTo(PartName.BODY).contains(Opener.ALL_AUDITORS);
  }

  private static boolean isTheBanks(Opening opening) {
    return stub(opening).labels().contains(EventLabels.ofParty(Market.BANK));
  }

  private static Stub stub(Opening opening) {
    try {
      return Stub.parse(opening.stub().value().orElseThrow());
    } catch (InvalidEventException e) {
      throw new AssertionError(e);
    }
  }
}
