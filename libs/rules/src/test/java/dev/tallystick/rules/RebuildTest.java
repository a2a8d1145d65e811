package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import dev.tallystick.rules.state.StateSnapshot;
import dev.tallystick.tlog.Hash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A state that was thrown away and folded anew answers as the one before, whatever is asked. */
class RebuildTest {
  private static final int REQUESTS = 10_000;
  private static final List<String> PERSONS = List.of(World.ALICE, World.BOB);
  private static final List<String> PARTIES =
      List.of(World.MALL, World.RIDE, World.BUREAU, World.BANK, World.HARBOUR, "nobody-here");
  private static final List<String> PURPOSES =
      List.of("CREDIT_REPORTING_SUPPLY", "LOAN_APPROVAL", "ANTI_FRAUD", "MARKETING");
  private static final List<String> CATEGORIES =
      List.of(
          "PAYMENT.SUMMARY", "SHOPPING.AGGREGATE", "TRAVEL.TRIP", "ACCOUNT.BALANCE", "HEALTH.X");

  private final Random random = new Random(11);

  private <T> T any(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  private DecisionRequest request(World world, List<String> releases) {
    boolean second = random.nextBoolean();
    String to = any(PARTIES);
    JsonObject json =
        second
            ? Requests.purchaseJson(world, any(releases))
            : random.nextInt(3) == 0
                ? Requests.supplyJson(any(CATEGORIES), any(CATEGORIES))
                : Json.with(
                    Requests.supplyJson(any(CATEGORIES)),
                    "from",
                    any(PARTIES),
                    "to",
                    to,
                    "caller",
                    to);
    JsonObject asked = Json.with(json, "subject", any(PERSONS));
    return Requests.of(random.nextInt(4) == 0 ? Json.with(asked, "purpose", any(PURPOSES)) : asked);
  }

  @Test
  void rebuiltStateGivesIdenticalAnswersToTenThousandRequests() throws IOException {
    Interleaving played = new Interleaving(42, true).run(2_000).settle();
    World world = played.world();
    List<String> releases =
        world.events().stream()
            .filter(event -> event.stub().type().equals("dev.tallystick.data.released.v1"))
            .map(LoggedEvent::id)
            .toList();
    List<DecisionRequest> requests = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      requests.add(request(world, releases));
    }
    State rebuilt = State.EMPTY;
    State restored = State.EMPTY;
    for (LoggedEvent event : world.events()) {
      // Once on the way, so that what is read again is folded further as well.
      if (event.index() == world.state().size() / 2) {
        restored = read(write(restored));
      }
      rebuilt = rebuilt.fold(event);
      restored = restored.fold(event);
    }
    restored = read(write(restored));

    int permits = 0;
    for (DecisionRequest request : requests) {
      Decision live = world.decide(request);
      Decision again = Rules.decide(rebuilt, request, world.now(), world.shelf());
      Decision third = Rules.decide(restored, request, world.now(), world.shelf());
      assertThat(claims(again, request)).isEqualTo(claims(live, request));
      assertThat(claims(third, request)).isEqualTo(claims(live, request));
      permits += live.isPermit() ? 1 : 0;
    }
    assertThat(permits).as("not all are refused").isPositive().isLessThan(REQUESTS);
    assertThat(rebuilt.size()).isEqualTo(world.state().size());
    assertThat(restored.size()).isEqualTo(world.state().size());
    for (LoggedEvent event : world.events()) {
      for (String guard : event.stub().advances()) {
        assertThat(restored.guard(guard)).as(guard).isEqualTo(world.state().guard(guard));
      }
    }
  }

  private static byte[] write(State state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateSnapshot.write(state, bytes);
    return bytes.toByteArray();
  }

  private static State read(byte[] bytes) throws IOException {
    return StateSnapshot.read(new ByteArrayInputStream(bytes));
  }

  private static JsonObject claims(Decision decision, DecisionRequest request) {
    return decision.toClaims(request, "dec", Hash.sha256());
  }
}
