package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import dev.tallystick.rules.state.StateSize;
import dev.tallystick.rules.state.StateSnapshot;
import dev.tallystick.tlog.Hash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A state that has forgotten what is over decides as one that remembers everything. */
class LookBackTest {
  private static final int TURNS = 600;
  private static final Pack PACK = Packs.over("retention: {release: P30D, notice: P1D}\n");

  @Test
  void forgetful_decidesAsTheOneThatRemembersAll_whateverHasHappened() throws IOException {
    int permits = 0;
    int denials = 0;
    for (long seed = 1; seed <= 6; seed++) {
      LongHistory history = new LongHistory(seed, PACK);
      World world = history.world;
      Random random = new Random(-seed);
      State less = State.EMPTY;
      for (int turn = 0; turn < TURNS; turn++) {
        history.turn();
        less = follow(less, world);
        if (random.nextInt(10) == 0) {
          less = LookBack.forget(less, PACK, last(world).recordedMillis());
        }
        if (random.nextInt(50) == 0) {
          less = reread(less);
        }
        for (int i = 0; i < 3; i++) {
          DecisionRequest request = history.request();
          Decision full = world.decide(request);
          Decision forgetful = Rules.decide(less, request, world.now(), world.shelf());
          assertThat(claims(forgetful, request))
              .as("seed %d, turn %d", seed, turn)
              .isEqualTo(claims(full, request));
          permits += full.isPermit() ? 1 : 0;
          denials += full.isPermit() ? 0 : 1;
        }
        assertSameVerdicts(less, history, random);
      }
      assertForgotten(less, world);
    }
    assertThat(permits).isGreaterThan(100);
    assertThat(denials).isGreaterThan(100);
  }

  private static State follow(State behind, World world) {
    State state = behind;
    List<LoggedEvent> events = world.events();
    while (state.size() < events.size()) {
      state = state.fold(events.get((int) state.size()));
    }
    return state;
  }

  private static LoggedEvent last(World world) {
    return world.events().get(world.events().size() - 1);
  }

  private static State reread(State state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateSnapshot.write(state, bytes);
    return StateSnapshot.read(new ByteArrayInputStream(bytes.toByteArray()));
  }

  private static JsonObject claims(Decision decision, DecisionRequest request) {
    return decision.toClaims(request, "dec", Hash.sha256());
  }

  /** What is asked when a consent is given or a person is asked for one. */
  private static void assertSameVerdicts(State less, LongHistory history, Random random) {
    World world = history.world;
    String notice =
        history.notices.isEmpty()
            ? world.id("ntc")
            : history.notices.get(random.nextInt(history.notices.size()));
    ConsentDraft draft = draft(world, notice);
    assertThat(ConsentRules.check(less, draft, world.now(), world.shelf()))
        .isEqualTo(ConsentRules.check(world.state(), draft, world.now(), world.shelf()));
    for (String recipient : List.of(World.BANK, World.HARBOUR)) {
      assertThat(less.lastRefusal(World.ALICE, recipient, "LOAN_APPROVAL"))
          .isEqualTo(world.state().lastRefusal(World.ALICE, recipient, "LOAN_APPROVAL"));
    }
  }

  private static ConsentDraft draft(World world, String notice) {
    return new ConsentDraft(
        world.id("con"),
        "PROVIDE",
        World.ALICE,
        Optional.of(World.MALL),
        List.of(World.BUREAU),
        List.of("CREDIT_REPORTING_SUPPLY"),
        new TreeSet<>(Set.of("SHOPPING.AGGREGATE")),
        new ConsentDraft.Terms(
            "sealed",
            "P1Y",
            "ELECTRONIC_WRITTEN",
            World.START,
            World.YEAR_LATER,
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty()),
        new ConsentDraft.Told(notice, Optional.empty(), false, Optional.empty(), Optional.empty()),
        ConsentDraft.Conditions.NONE,
        ConsentDraft.Origin.SELF);
  }

  private static long entries(StateSize size, String part) {
    return Objects.requireNonNull(size.parts().get(part), part).entries();
  }

  private static void assertForgotten(State less, World world) {
    State forgetful = LookBack.forget(less, PACK, last(world).recordedMillis());
    StateSize full = StateSize.of(world.state());
    StateSize fewer = StateSize.of(forgetful);
    for (String part : List.of("releases", "notices", "guards")) {
      assertThat(entries(fewer, part)).as(part).isLessThan(entries(full, part));
    }
    assertThat(fewer.bytes()).isLessThan(full.bytes());
  }

  @Test
  void forget_withoutABound_keepsEveryReleaseAndNotice() {
    LongHistory history = new LongHistory(3, ShippedPacks.earlier().get(0));
    for (int turn = 0; turn < 200; turn++) {
      history.turn();
    }
    State state = history.world.state();

    State same =
        LookBack.forget(state, ShippedPacks.earlier().get(0), last(history.world).recordedMillis());

    for (String part : List.of("releases", "releases-by-consent", "notices", "uses", "guards")) {
      assertThat(StateSize.of(same).parts().get(part))
          .as(part)
          .isEqualTo(StateSize.of(state).parts().get(part));
    }
  }

  @Test
  void parent_isOneAsLongAsThePackLooksBack_andThePermitEndsWithIt() {
    World world = World.standard().on(Packs.shelf());
    world.activate(PACK, World.START);
    world.provide("SHOPPING.AGGREGATE");
    world.query("SHOPPING.AGGREGATE");
    DecisionRequest supply = Requests.supply("SHOPPING.AGGREGATE");
    String parent = world.release(supply, world.decide(supply));
    DecisionRequest purchase = Requests.purchase(world, parent);
    java.time.Instant end = world.now().plus(Duration.ofDays(30));

    Decision last = world.at(end.minusMillis(1)).decide(purchase);
    assertThat(last.code()).isEmpty();
    assertThat(last.window().notAfter()).isEqualTo(end.minusMillis(1));
    assertThat(world.at(end).decide(purchase).code()).contains("PARENT_NOT_USABLE");
  }

  @Test
  void isNoLonger_letsAPackOnlyLookBackLessFar() {
    Pack shipped = ShippedPacks.get("cn-2022");
    Pack without = ShippedPacks.earlier().get(0);

    assertThat(LookBack.isNoLonger(PACK, shipped)).isTrue();
    assertThat(LookBack.isNoLonger(shipped, PACK)).isFalse();
    assertThat(LookBack.isNoLonger(shipped, without)).isTrue();
    assertThat(LookBack.isNoLonger(without, shipped)).isFalse();
    assertThat(LookBack.isNoLonger(shipped, shipped)).isTrue();
  }

  @Test
  void earlierPacks_stillDecideTheLogsThatNameThem() {
    Pack before = ShippedPacks.earlier().get(0);
    assertThat(before.digest().hex())
        .isEqualTo("17088ddb40d73e15839caac635f497a5eed18643105079d8739ab76c8baccfd0");
    World world = World.standard();
    world.activate(before, World.START);
    world.provide("SHOPPING.AGGREGATE");
    world.query("SHOPPING.AGGREGATE");
    DecisionRequest supply = Requests.supply("SHOPPING.AGGREGATE");
    String parent = world.release(supply, world.decide(supply));

    Decision decision = world.later(Duration.ofDays(300)).decide(Requests.purchase(world, parent));

    assertThat(decision.basis().packDigest()).contains(before.digest());
    assertThat(decision.code()).as("as before: no bound").isEmpty();
  }
}
