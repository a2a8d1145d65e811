package dev.tallystick.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.tlog.AbsenceProof;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.IndexValue;
import dev.tallystick.tlog.Trie;
import dev.tallystick.tlog.TrieProof;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** True answers hold; every way to lie in one is found, by name. */
class UsageCheckTest {
  private final UsageLog log = new UsageLog();
  private String person = "";
  private String stranger = "";

  @BeforeEach
  void fill() {
    person = log.token();
    stranger = log.token();
    for (int i = 0; i < 7; i++) {
      log.freeze(person);
      log.freeze(log.token());
    }
    log.freeze(stranger);
    log.indexRoot();
  }

  private static Optional<UsageOwner> of(String token) {
    return Optional.of(UsageOwner.ofSubject(token));
  }

  private static UsageVerdict check(UsagePage page, String token) {
    return UsageCheck.check(List.of(page), Optional.empty(), of(token));
  }

  private static List<UsageFlaw> flaws(UsageVerdict verdict) {
    return verdict.findings().stream().map(UsageFinding::flaw).distinct().toList();
  }

  private static UsagePage with(UsagePage page, UnaryOperator<UsageList> change) {
    UsageAnswer a = page.answer();
    return new UsagePage(
        new UsageAnswer(
            change.apply(a.own()),
            a.linked(),
            a.indexRoot(),
            a.checkpoint(),
            a.consistency(),
            a.policyHash(),
            a.saved(),
            a.next()),
        page.checkpoint());
  }

  private static UsagePage entries(UsagePage page, UnaryOperator<List<ListedEntry>> change) {
    return with(
        page,
        list ->
            new UsageList(
                list.label(),
                list.proof(),
                change.apply(new ArrayList<>(list.entries())),
                list.extension()));
  }

  private static UsagePage root(UsagePage page, LoggedOpening root) {
    UsageAnswer a = page.answer();
    return new UsagePage(
        new UsageAnswer(
            a.own(),
            a.linked(),
            root,
            a.checkpoint(),
            a.consistency(),
            a.policyHash(),
            a.saved(),
            a.next()),
        page.checkpoint());
  }

  @Test
  void whole_isComplete() {
    UsageVerdict verdict = check(log.whole(person), person);

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.isComplete()).isTrue();
    assertThat(verdict.coveredSize()).isEqualTo(15);
    assertThat(verdict.number()).isEqualTo(1);
    assertThat(verdict.count()).isEqualTo(7);
  }

  @Test
  void nothing_isCompleteToo() {
    String nobody = log.token();

    UsageVerdict verdict = check(log.whole(nobody), nobody);

    assertThat(verdict.isComplete()).isTrue();
    assertThat(verdict.count()).isZero();
  }

  @Test
  void part_holdsButIsNotComplete() {
    List<Hash> label = List.of(EventLabels.ofSubject(person));

    UsageVerdict verdict = check(log.page(label, 2, 5, Optional.empty()), person);

    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.isComplete()).isFalse();
    assertThat(verdict.shown()).isEqualTo(3);
  }

  @Test
  void entry_removedFromAnyPlaceIsMissed() {
    for (int i = 0; i < 7; i++) {
      int removed = i;
      UsagePage page =
          entries(
              log.whole(person),
              list -> {
                list.remove(removed);
                return list;
              });

      assertThat(check(page, person).isComplete()).as("without %d", i).isFalse();
    }
  }

  @Test
  void entries_exchangedOrRepeatedAreFound() {
    UsagePage page = log.whole(person);
    UsagePage exchanged =
        entries(
            page,
            list -> {
              Collections.swap(list, 2, 3);
              return list;
            });
    UsagePage repeated =
        entries(
            page,
            list -> {
              list.set(3, list.get(2));
              return list;
            });

    assertThat(flaws(check(exchanged, person)))
        .contains(UsageFlaw.PLACES_NOT_IN_ORDER, UsageFlaw.INDEX_NOT_IN_ORDER);
    assertThat(flaws(check(repeated, person))).contains(UsageFlaw.PLACES_NOT_IN_ORDER);
  }

  @Test
  void entry_movedToAnotherPlaceIsNotThere() {
    UsagePage page =
        entries(
            log.whole(person),
            list -> {
              ListedEntry two = list.get(2);
              ListedEntry three = list.get(3);
              list.set(2, new ListedEntry(three.logged(), two.place()));
              list.set(3, new ListedEntry(two.logged(), three.place()));
              return list;
            });

    assertThat(flaws(check(page, person))).contains(UsageFlaw.ENTRY_NOT_LISTED);
  }

  @Test
  void opening_alteredIsNotLogged() {
    UsagePage page =
        entries(
            log.whole(person),
            list -> {
              Opening o = list.get(1).logged().opening();
              LoggedOpening later =
                  new LoggedOpening(
                      new Opening(o.recordedMillis() + 1, o.stub(), o.body(), o.internal()),
                      list.get(1).logged().inclusion());
              list.set(1, new ListedEntry(later, list.get(1).place()));
              return list;
            });

    assertThat(flaws(check(page, person)))
        .containsExactly(UsageFlaw.ENTRY_NOT_LOGGED, UsageFlaw.ENTRY_NOT_LISTED);
  }

  @Test
  void entry_ofSomebodyElseIsNotUnderTheLabel() {
    UsagePage other = log.whole(stranger);
    UsagePage page =
        entries(
            log.whole(person),
            list -> {
              list.set(
                  0,
                  new ListedEntry(
                      other.answer().own().entries().get(0).logged(), list.get(0).place()));
              return list;
            });

    assertThat(flaws(check(page, person)))
        .contains(UsageFlaw.NOT_UNDER_LABEL, UsageFlaw.ENTRY_NOT_LISTED);
  }

  @Test
  void stub_withheldIsFound() {
    UsagePage page =
        entries(
            log.whole(person),
            list -> {
              Opening o = list.get(0).logged().opening();
              Opening bare =
                  new Opening(
                      o.recordedMillis(),
                      new OpenedPart.Withheld(o.stub().hash(PartName.STUB)),
                      o.body(),
                      o.internal());
              list.set(
                  0,
                  new ListedEntry(
                      new LoggedOpening(bare, list.get(0).logged().inclusion()),
                      list.get(0).place()));
              return list;
            });

    assertThat(flaws(check(page, person))).containsExactly(UsageFlaw.STUB_WITHHELD);
  }

  @Test
  void answer_ofSomebodyElseIsRefused() {
    assertThat(flaws(check(log.whole(stranger), person))).containsExactly(UsageFlaw.ANOTHER_LABEL);
  }

  @Test
  void nothing_forSomebodyWithEntriesCannotBeProved() {
    String nobody = log.token();
    UsagePage page = log.whole(nobody);

    UsagePage moved =
        with(
            page,
            list ->
                new UsageList(
                    EventLabels.ofSubject(person), list.proof(), List.of(), Optional.empty()));
    UsagePage empty =
        with(
            page,
            list ->
                new UsageList(
                    EventLabels.ofSubject(person),
                    new UsageProof.Absent(new AbsenceProof.EmptyTrie()),
                    List.of(),
                    Optional.empty()));

    assertThat(flaws(check(page, person))).contains(UsageFlaw.ANOTHER_LABEL);
    assertThat(flaws(check(moved, person))).contains(UsageFlaw.ABSENCE_UNPROVED);
    assertThat(flaws(check(empty, person))).contains(UsageFlaw.ABSENCE_UNPROVED);
  }

  @Test
  void list_cutShortCannotBeProved() {
    UsagePage page =
        with(
            log.whole(person),
            list -> {
              UsageProof.Present present = (UsageProof.Present) list.proof();
              IndexValue value = present.value();
              return new UsageList(
                  list.label(),
                  new UsageProof.Present(
                      new IndexValue(value.salt(), value.count() - 1, value.listRoot()),
                      present.proof()),
                  list.entries().subList(1, 7),
                  list.extension());
            });

    assertThat(flaws(check(page, person))).contains(UsageFlaw.LIST_UNPROVED);
  }

  @Test
  void trieProof_ofAnotherLabelProvesNothing() {
    TrieProof other = ((UsageProof.Present) log.whole(stranger).answer().own().proof()).proof();
    UsagePage page =
        with(
            log.whole(person),
            list ->
                new UsageList(
                    list.label(),
                    new UsageProof.Present(((UsageProof.Present) list.proof()).value(), other),
                    list.entries(),
                    list.extension()));

    assertThat(flaws(check(page, person))).containsExactly(UsageFlaw.LIST_UNPROVED);
  }

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

  @Test
  void pages_thatFollowOneAnotherAreOneAnswer() {
    List<Hash> label = List.of(EventLabels.ofSubject(person));
    UsagePage first = log.page(label, 4, 7, Optional.empty());
    log.freeze(person);
    log.indexRoot();
    UsagePage second = log.page(label, 2, 4, Optional.of(first));
    UsagePage third = log.page(label, 0, 2, Optional.of(second));

    UsageVerdict all =
        UsageCheck.check(List.of(first, second, third), Optional.empty(), of(person));
    UsageVerdict gap = UsageCheck.check(List.of(first, third), Optional.empty(), of(person));

    assertThat(all.findings()).isEmpty();
    assertThat(all.isComplete()).isTrue();
    assertThat(all.coveredSize()).isEqualTo(15);
    assertThat(flaws(gap)).contains(UsageFlaw.PAGES_WITH_A_GAP);
  }

  @Test
  void previous_isExtendedOrItIsFound() {
    UsagePage old = log.whole(person);
    log.freeze(person);
    log.indexRoot();
    List<Hash> label = List.of(EventLabels.ofSubject(person));
    UsagePage now = log.page(label, 7, 8, Optional.of(old));
    UsagePage unproved = log.page(label, 7, 8, Optional.empty());

    assertThat(UsageCheck.check(List.of(now), Optional.of(old), of(person)).findings()).isEmpty();
    assertThat(flaws(UsageCheck.check(List.of(unproved), Optional.of(old), of(person))))
        .containsExactly(UsageFlaw.LOG_NOT_EXTENDED, UsageFlaw.LIST_NOT_EXTENDED);
    assertThat(flaws(UsageCheck.check(List.of(old), Optional.of(now), of(person))))
        .contains(UsageFlaw.INDEX_WENT_BACK);
  }

  @Test
  void list_rewrittenSinceIsFound() {
    UsagePage old = log.whole(person);
    UsageLog other = new UsageLog();
    String first = other.token();
    String second = other.token();
    for (int i = 0; i < 8; i++) {
      other.freeze(first);
      other.freeze(second);
    }
    other.indexRoot();
    assertThat(first).isEqualTo(person);

    UsagePage now = other.page(List.of(EventLabels.ofSubject(person)), 0, 8, Optional.of(old));

    assertThat(flaws(UsageCheck.check(List.of(now), Optional.of(old), of(person))))
        .contains(UsageFlaw.LOG_NOT_EXTENDED, UsageFlaw.LIST_NOT_EXTENDED);
  }

  @Test
  void linked_listsAreDueUntilUnlinked() {
    String phone = log.token();
    String card = log.token();
    log.freeze(phone);
    long link = log.link(person, phone);
    log.link(phone, card);
    log.indexRoot();
    List<Hash> both =
        List.of(
            EventLabels.ofSubject(person),
            EventLabels.ofSubject(phone),
            EventLabels.ofSubject(card));
    UsagePage before = log.page(both, 0, 99, Optional.empty());

    assertThat(check(before, person).isComplete()).isTrue();
    assertThat(flaws(check(log.page(both.subList(0, 2), 0, 99, Optional.empty()), person)))
        .containsExactly(UsageFlaw.LINKED_LIST_MISSING);
    assertThat(flaws(check(log.whole(person), person)))
        .containsExactly(UsageFlaw.LINKED_LIST_MISSING);

    log.unlink(person, phone, link);
    log.indexRoot();
    UsagePage after = log.page(both.subList(0, 1), 0, 99, Optional.of(before));
    UsageVerdict verdict = UsageCheck.check(List.of(after), Optional.of(before), of(person));
    assertThat(verdict.findings())
        .as("the card was linked by way of the phone, and went with it")
        .isEmpty();
    assertThat(flaws(check(log.page(both, 0, 99, Optional.empty()), person)))
        .containsExactly(UsageFlaw.LIST_NOT_LINKED);
  }

  @Test
  void linked_listThatGoesWithoutAnUnlinkingIsMissed() {
    String phone = log.token();
    log.link(person, phone);
    log.indexRoot();
    List<Hash> both = List.of(EventLabels.ofSubject(person), EventLabels.ofSubject(phone));
    UsagePage before = log.page(both, 0, 99, Optional.empty());
    log.freeze(person);
    log.indexRoot();

    UsagePage after = log.page(both.subList(0, 1), 8, 99, Optional.of(before));

    assertThat(flaws(UsageCheck.check(List.of(after), Optional.of(before), of(person))))
        .containsExactly(UsageFlaw.LIST_GONE);
  }

  @Test
  void list_ofAStrangerAmongTheLinkedIsFound() {
    List<Hash> labels = List.of(EventLabels.ofSubject(person), EventLabels.ofSubject(stranger));

    assertThat(flaws(check(log.page(labels, 0, 99, Optional.empty()), person)))
        .containsExactly(UsageFlaw.LIST_NOT_LINKED);
  }

  @Test
  void json_readsBackAsItWasWritten() throws Exception {
    UsagePage some = log.whole(person);
    UsagePage none = log.whole(log.token());
    UsagePage first = log.page(List.of(EventLabels.ofSubject(person)), 3, 7, Optional.of(some));

    for (UsagePage page : List.of(some, none, first)) {
      UsageAnswer read = UsageAnswer.parse(page.answer().toJson());
      assertThat(read.toJson()).isEqualTo(page.answer().toJson());
      assertThat(UsageAnswer.parsePages(page.answer().toJson())).hasSize(1);
    }
  }

  @Test
  void json_withAnyByteChangedNeverHoldsAsAnotherAnswer() {
    UsagePage page = log.page(List.of(EventLabels.ofSubject(person)), 5, 7, Optional.empty());
    byte[] json = page.answer().toJson();
    Map<String, Integer> survived = new TreeMap<>();
    for (int i = 0; i < json.length; i++) {
      byte[] changed = json.clone();
      changed[i] ^= 1;
      try {
        UsageAnswer read = UsageAnswer.parse(changed);
        if (check(new UsagePage(read, page.checkpoint()), person).holds()
            && !read.own().equals(page.answer().own())) {
          survived.merge("byte " + i, 1, Integer::sum);
        }
      } catch (InvalidUsageException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }

    assertThat(survived).isEmpty();
  }
}
