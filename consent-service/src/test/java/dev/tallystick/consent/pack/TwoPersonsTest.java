package dev.tallystick.consent.pack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.approvals.ActingPerson;
import dev.tallystick.approvals.Approval;
import dev.tallystick.approvals.ApprovalConfig;
import dev.tallystick.approvals.Approvals;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.ShippedPacks;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody lets a rule pack decide alone, and nobody does so before it can be seen coming. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class TwoPersonsTest {
  private static final String LATER = "2031-01-01T00:00:00.000Z";

  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;

  @Inject Packs packs;
  @Inject ConsentEventPublisher events;
  @Inject Approvals approvals;
  @Inject Clock clock;

  @BeforeEach
  void signUp() {
    world = World.in(log);
  }

  private static Response approve(String token, String id) {
    return Api.post(token, "/v1/approvals/" + id + "/approval", JsonObject.EMPTY);
  }

  private static String second() {
    return Tokens.account("regulator-2", "regulator", "authority");
  }

  private int activations() {
    return log.entries("pack.activated").size();
  }

  @Test
  void activation_byOneAccountAloneComesToNothing() {
    int before = activations();
    String id = world.propose("cn-2025", LATER).path("id");

    Response own = approve(world.authority.token(), id);

    assertThat(own.statusCode()).isEqualTo(403);
    assertThat(own.path("code").toString()).isEqualTo("APPROVAL_BY_PROPOSER");
    assertThat(activations()).isEqualTo(before);
  }

  @Test
  void approval_isRefusedToOtherRolesPartiesAndMachines() {
    int before = activations();
    String id = world.propose("cn-2025", LATER).path("id");

    Response operator = approve(Tokens.account("op", "operator", "authority"), id);
    Response other = approve(Tokens.account("reg-3", "regulator", "another-authority"), id);
    Response machine = approve(Tokens.machine("regulator", "authority"), id);
    Response bank = approve(world.bank.token(), id);

    assertThat(operator.path("code").toString()).isEqualTo("APPROVAL_NOT_YOURS");
    assertThat(other.path("code").toString()).isEqualTo("APPROVAL_NOT_YOURS");
    assertThat(machine.path("code").toString()).isEqualTo("APPROVAL_NEEDS_A_PERSON");
    assertThat(bank.statusCode()).isEqualTo(403);
    assertThat(activations()).isEqualTo(before);
  }

  @Test
  void duties_tellTheRegulatorAloneHowManyProposalsWait() {
    String token = world.authority.token();
    long before = Api.get(token, "/v1/duties").jsonPath().getLong("waiting");

    String id = world.propose("cn-2025", LATER).path("id");

    assertThat(Api.get(token, "/v1/duties?overdue=true").jsonPath().getLong("waiting"))
        .isEqualTo(before + 1);
    assertThat(Api.get(world.bank.token(), "/v1/duties").asString()).doesNotContain("waiting");
    Response refused = Api.post(second(), "/v1/approvals/" + id + "/refusal", JsonObject.EMPTY);
    assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(200);
    assertThat(Api.get(token, "/v1/duties").jsonPath().getLong("waiting")).isEqualTo(before);
  }

  @Test
  void activation_isLoggedAsProposedApprovedAndDoneInThisOrder() {
    Response proposed = world.propose("cn-2025", "2032-02-02T00:00:00.000Z");
    String id = proposed.path("id");
    Response done = approve(second(), id);

    assertThat(done.path("state").toString()).isEqualTo("DONE");
    int activated = done.path("result.index");
    ScriptedEvent given = entry("approval.given", id);
    ScriptedEvent first = entry("approval.proposed", id);
    assertThat(first.index()).isLessThan(given.index());
    assertThat(given.index()).isLessThan((long) activated);
    assertThat(given.event().data().getString("digest"))
        .isEqualTo(first.event().data().getString("digest"))
        .isEqualTo(proposed.<String>path("digest"));
    assertThat(staff(first)).isNotEqualTo(staff(given));
    assertThat(first.event().data().toString())
        .as("accounts are for auditors")
        .doesNotContain(staff(first));
    assertThat(approve(second(), id).path("result.index").toString())
        .as("asked again, it tells what became of it")
        .isEqualTo(Integer.toString(activated));
    assertThat(log.entries("approval.given").stream().filter(one -> isOf(one, id))).hasSize(1);
  }

  @Test
  void refusal_closesTheProposal() {
    String id = world.propose("cn-2025", LATER).path("id");

    Response refused = Api.post(second(), "/v1/approvals/" + id + "/refusal", JsonObject.EMPTY);

    assertThat(refused.path("state").toString()).isEqualTo("REFUSED");
    assertThat(entry("approval.refused", id).event().data().getString("ground"))
        .isEqualTo("REFUSED");
    assertThat(approve(second(), id).path("code").toString()).isEqualTo("APPROVAL_CLOSED");
  }

  @Test
  void activation_withoutTheLogIsNeitherProposedNorApproved() {
    String id = world.propose("cn-2025", LATER).path("id");
    int before = activations();
    log.faults().goAway(true);
    try {
      assertThat(world.propose("cn-2025", LATER).statusCode()).isEqualTo(503);
      assertThat(approve(second(), id).statusCode()).isEqualTo(503);
      assertThat(activations()).isEqualTo(before);
    } finally {
      log.faults().goAway(false);
    }
    await()
        .atMost(30, SECONDS)
        .until(() -> approve(second(), id).statusCode(), status -> status == 200);
    assertThat(activations()).isEqualTo(before + 1);
  }

  @Test
  void proposal_ofAWiderPackDecidesAfterTheNoticePeriodOnly() {
    Duration notice = Duration.ofDays(3);
    ActivatePack activation =
        new ActivatePack(packs, events, approvals, new WithNotice(notice), clock);
    ActingPerson person =
        new ActingPerson("regulator-1", Optional.of("authority"), Set.of("regulator"), true, true);
    Instant now = clock.instant();
    Pack wider = ShippedPacks.get("cn-2025");
    Pack same = ShippedPacks.get("cn-2022");

    Approval atOnce = activation.propose(wider, now, person);
    Approval inAYear = activation.propose(wider, now.plus(Duration.ofDays(365)), person);
    Approval nothingNew = activation.propose(same, now, person);

    assertThat(atOnce.notBefore()).isAfterOrEqualTo(now.plus(notice));
    assertThat(inAYear.notBefore()).isEqualTo(now.plus(Duration.ofDays(365)));
    assertThat(nothingNew.notBefore()).as("it allows nothing more").isEqualTo(now);
  }

  private record WithNotice(Duration notice) implements ApprovalConfig {
    @Override
    public boolean secondFactor() {
      return false;
    }

    @Override
    public Duration lifetime() {
      return Duration.ofDays(14);
    }

    @Override
    public Duration lease() {
      return Duration.ofSeconds(30);
    }

    @Override
    public Duration renewEvery() {
      return Duration.ofSeconds(5);
    }

    @Override
    public int actsPerMinute() {
      return 10;
    }
  }

  private ScriptedEvent entry(String type, String id) {
    List<ScriptedEvent> found = log.entries(type).stream().filter(one -> isOf(one, id)).toList();
    assertThat(found).as(type).hasSize(1);
    return found.get(0);
  }

  private static boolean isOf(ScriptedEvent entry, String id) {
    return entry.event().data().getString("approval").equals(id);
  }

  private static String staff(ScriptedEvent entry) {
    return entry.event().internal().orElseThrow().getString("staff");
  }
}
