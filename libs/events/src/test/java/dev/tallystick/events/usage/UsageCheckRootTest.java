package dev.tallystick.events.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.EventLabels;
import dev.tallystick.events.PartName;
import dev.tallystick.events.receipt.LoggedOpening;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.Trie;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An index root or a checkpoint that is not the one of the log is found, by name. */
class UsageCheckRootTest extends UsageLies {
  @Test
  void indexRoot_thatIsNotLoggedOrNoneIsFound() {
    UsagePage page = log.whole(person);
    LoggedOpening logged = page.answer().indexRoot();
    LoggedOpening elsewhere =
        new LoggedOpening(logged.opening(), new InclusionProof(3, logged.inclusion().path()));
    Opening o = logged.opening();
    LoggedOpening withheld =
        new LoggedOpening(
            new Opening(
                o.recordedMillis(),
                o.stub(),
                new OpenedPart.Withheld(o.body().hash(PartName.BODY)),
                o.internal()),
            logged.inclusion());

    assertThat(flaws(check(root(page, elsewhere), person)))
        .contains(UsageFlaw.INDEX_ROOT_NOT_LOGGED);
    assertThat(flaws(check(root(page, withheld), person)))
        .containsExactly(UsageFlaw.INDEX_ROOT_WITHHELD);
    assertThat(flaws(check(root(page, log.logged(0)), person)))
        .containsExactly(UsageFlaw.NOT_AN_INDEX_ROOT);
  }

  @Test
  void indexRoot_forgedForOneVictimIsFoundByWhoeverSawAnother() {
    UsagePage seen = log.whole(person);
    Trie without = Trie.EMPTY.with(EventLabels.ofSubject(stranger), Hash.sha256());
    UsageLog.Root forged = log.indexRoot(without, 1, 15);

    UsagePage now = log.page(List.of(EventLabels.ofSubject(person)), 0, 9, Optional.of(seen));
    UsageVerdict verdict = UsageCheck.check(List.of(now), Optional.of(seen), of(person));

    assertThat(forged.data().number()).isEqualTo(1);
    assertThat(flaws(verdict)).contains(UsageFlaw.INDEX_WENT_BACK, UsageFlaw.LIST_NOT_EXTENDED);
  }

  @Test
  void coveredSize_beyondTheRootItselfIsFound() {
    log.indexRoot(log.roots.get(0).trie(), 2, 40);

    assertThat(flaws(check(log.whole(person), person))).contains(UsageFlaw.COVERS_BEYOND_ITSELF);
  }

  @Test
  void checkpoint_ofAnotherLogProvesNothing() {
    UsagePage page = log.whole(person);
    UsagePage other =
        new UsagePage(
            page.answer(),
            new Checkpoint(UsageLog.ORIGIN, page.checkpoint().size(), Hash.sha256()));

    assertThat(flaws(check(other, person)))
        .containsExactly(UsageFlaw.INDEX_ROOT_NOT_LOGGED, UsageFlaw.ENTRY_NOT_LOGGED);
  }

  @Test
  void type_thatIsNotKnownIsToldAndRefutesNothing() throws Exception {
    UsagePage page = log.whole(person);
    UsageVerdict verdict = check(page, person);

    assertThat(verdict.unknownTypes()).isEmpty();
    String json = new String(page.answer().toJson(), UTF_8);
    UsageAnswer future =
        UsageAnswer.parse(
            json.replace("dev.tallystick.freeze.set.v1", "dev.tallystick.freeze.melted.v9")
                .getBytes(UTF_8));
    UsageVerdict cannotTell = check(new UsagePage(future, page.checkpoint()), person);
    assertThat(cannotTell.unknownTypes()).containsExactly("dev.tallystick.freeze.melted.v9");
    assertThat(flaws(cannotTell)).doesNotContain(UsageFlaw.ENTRY_NOT_OF_ITS_TYPE);
  }
}
