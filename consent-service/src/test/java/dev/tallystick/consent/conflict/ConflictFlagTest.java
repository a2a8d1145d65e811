package dev.tallystick.consent.conflict;

import static dev.tallystick.consent.World.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.Organisation;
import dev.tallystick.consent.Questions;
import dev.tallystick.consent.Released;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.RefusedWrites;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class ConflictFlagTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;
  private final List<String> released = new ArrayList<>();

  @Inject FlagConflictsJob flags;
  @Inject LiveState state;

  @BeforeEach
  void signUp() {
    world = World.in(log);
  }

  private void own(Organisation holder, Organisation held, int basisPoints) {
    JsonObject share =
        JsonObject.builder()
            .put("holder", holder.id())
            .put("held", held.id())
            .put("basisPoints", basisPoints)
            .put("since", "2026-01-01")
            .put("approvalRef", "A-1")
            .build();
    created(Api.post(world.authority.token(), "/v1/ownerships", share));
  }

  private void supply() {
    release();
    flags.flag();
  }

  private void release() {
    String person = World.person();
    String consent = Agreed.provide(world.mall, world.bureau).give(person);
    Response permit = Questions.ask(new Questions(world).release1(person));
    released.add(
        Released.supply(world, person, consent, permit.path("decision")).event().id().toString());
    state.fresh(Duration.ofSeconds(30));
  }

  private Organisation rivalThroughAHolding(Organisation holding, String suffix) {
    Organisation rival =
        Organisation.draw("rival-" + suffix, "PLATFORM", "Rival Platform " + suffix);
    world.register(rival);
    world.register(holding);
    own(rival, holding, 8000);
    own(holding, world.bureau, 2500);
    return rival;
  }

  private List<ScriptedEvent> flagged(Organisation holder) {
    return log.entries("conflict.flagged").stream()
        .filter(entry -> entry.event().data().getString("holder").equals(holder.id()))
        .toList();
  }

  @Test
  void r62_rivalThroughAHolding_isFlaggedAtEachSaleUnderBureauAndRivalNotUnderTheOwner() {
    String suffix = UUID.randomUUID().toString().substring(0, 8);
    Organisation holding = Organisation.draw("holding-" + suffix, "LENDER", "Holding " + suffix);
    Organisation rival = rivalThroughAHolding(holding, suffix);

    supply();
    supply();
    flags.flag();

    assertThat(flagged(rival)).hasSize(2);
    assertThat(flagged(rival))
        .extracting(entry -> entry.event().data().getString("release"))
        .containsExactlyElementsOf(released);
    JsonObject data = flagged(rival).get(0).event().data();
    assertThat(data.getInteger("basisPoints")).isEqualTo(2000);
    assertThat(data.getString("rival")).isEqualTo(world.mall.id());
    assertThat(flagged(rival).get(0).event().stub().labels())
        .doesNotContain(dev.tallystick.events.EventLabels.ofParty(rival.id()));
    Response owners =
        Api.get(Tokens.citizen(World.person()), "/v1/parties/" + world.bureau.id() + "/owners");
    assertThat(owners.<List<String>>path("owners.holder")).contains(rival.id(), holding.id());
    assertThat(
            owners.<Integer>path("owners.find { it.holder == '" + rival.id() + "' }.basisPoints"))
        .isEqualTo(2000);
    own(holding, world.bureau, 0);
  }

  @Test
  void aFlagThatWaits_holdsUpNoSnapshotOfWhatWasBefore() {
    String suffix = UUID.randomUUID().toString().substring(0, 8);
    Organisation holding = Organisation.draw("holding-" + suffix, "LENDER", "Holding " + suffix);
    Organisation rival = rivalThroughAHolding(holding, suffix);
    flags.flag();
    long before = state.fresh(Duration.ofSeconds(30)).size();

    FlagConflictsJob busy = flags;
    // Nothing is flagged meanwhile.
    synchronized (busy) {
      release();

      assertThat(flags.isSettled(before)).isTrue();
      assertThat(flags.isSettled(state.current().size())).isFalse();
    }
    flags.flag();
    assertThat(flags.isSettled(state.current().size())).isTrue();
    assertThat(flagged(rival)).hasSize(1);
    own(holding, world.bureau, 0);
  }

  /** That one is flagged cannot be stored: the others are, and no snapshot forgets it. */
  @Test
  void flagThatFails_holdsUpNoOther() throws Exception {
    String suffix = UUID.randomUUID().toString().substring(0, 8);
    Organisation holding = Organisation.draw("holding-" + suffix, "LENDER", "Holding " + suffix);
    Organisation first = rivalThroughAHolding(holding, suffix);
    Organisation second = Organisation.draw("second-" + suffix, "PLATFORM", "Second " + suffix);
    world.register(second);
    own(second, holding, 2000);
    RefusedWrites.during(
        "conflict_flag",
        "new.holder = '" + first.id() + "'",
        () -> {
          supply();

          assertThat(RefusedWrites.count()).isPositive();
          assertThat(flagged(second)).hasSize(1);
          assertThat(flagged(first)).isEmpty();
          assertThat(flags.isSettled(state.current().size())).isFalse();
        });

    flags.flag();
    assertThat(flagged(first)).hasSize(1);
    assertThat(flags.isSettled(state.current().size())).isTrue();
    own(holding, world.bureau, 0);
  }

  @Test
  void ownerships_areOneGraph_withTheConflictsInIt() {
    Organisation holding =
        Organisation.draw("holding-" + UUID.randomUUID(), "PLATFORM", "Graph Holding");
    Organisation rival = rivalThroughAHolding(holding, UUID.randomUUID().toString());

    Response graph = Api.get(Tokens.withRoles("regulator"), "/v1/ownerships");

    assertThat(graph.statusCode()).as(graph.asString()).isEqualTo(200);
    assertThat(graph.<Integer>path("shares.find { it.holder == '" + rival.id() + "' }.basisPoints"))
        .isEqualTo(8000);
    assertThat(
            graph.<Integer>path("conflicts.find { it.holder == '" + rival.id() + "' }.basisPoints"))
        .as("shares multiply along the way")
        .isEqualTo(2000);
    for (String token : List.of(world.bank.token(), Tokens.citizen(World.person()))) {
      assertThat(Api.get(token, "/v1/ownerships").statusCode()).isEqualTo(403);
    }
    own(rival, holding, 0);
    own(holding, world.bureau, 0);
  }
}
