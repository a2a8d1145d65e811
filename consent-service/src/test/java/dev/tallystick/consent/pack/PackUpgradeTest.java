package dev.tallystick.consent.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.Questions;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.RefusedWrites;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.rules.Decision;
import dev.tallystick.rules.DecisionRequest;
import dev.tallystick.rules.Rules;
import dev.tallystick.rules.audit.DecisionAudit;
import dev.tallystick.rules.audit.SignedClaims;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import dev.tallystick.tlog.Hash;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The next release ships other packs under the same names and has none of the present texts, on the
 * database and the log that this release has made.
 */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class PackUpgradeTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  @Inject Packs packs;
  @Inject RulePackRepository repository;
  @Inject ConsentEventPublisher events;
  @Inject KeepActivatedPacksJob job;
  @Inject Clock clock;

  private World world;

  @BeforeEach
  void signUp() {
    world = World.in(log);
  }

  private Packs nextRelease() throws Exception {
    Pack shipped = ShippedPacks.get("cn-2022");
    String changed =
        new String(shipped.yaml(), UTF_8)
            .replace("version: " + shipped.version(), "version: " + (shipped.version() + 1))
            .replace("lifetime: PT10S", "lifetime: PT5S");
    Pack other = Pack.parse(changed.getBytes(UTF_8));
    assertThat(other.digest()).isNotEqualTo(ShippedPacks.get("cn-2022").digest());
    PackShelf library = digest -> Optional.of(other).filter(one -> one.digest().equals(digest));
    return new Packs(repository, events, clock, List.of(other), library);
  }

  @Test
  void decisions_goOnByTheTextThatWasActivated() throws Exception {
    String person = World.person();
    Agreed.provide(world.mall, world.bureau).give(person);
    DecisionRequest request = DecisionRequest.parse(new Questions(world).release1(person));
    State state = events.fresh();

    Decision before = Rules.decide(state, request, clock.instant(), packs);
    Decision after = Rules.decide(state, request, before.window().instant(), nextRelease());

    assertThat(before.isPermit()).isTrue();
    assertThat(after).isEqualTo(before);
    assertThat(after.basis().packDigest()).contains(ShippedPacks.get("cn-2022").digest());
  }

  @Test
  void audits_seeThePastByTheTextOfItsTime() throws Exception {
    String person = World.person();
    Response refused =
        Api.post(
            Tokens.service("data-vault"), "/v1/decisions", new Questions(world).release1(person));
    assertThat(refused.path("outcome").toString()).isEqualTo("DENY");
    DecisionAudit audit = new DecisionAudit(nextRelease(), SignedClaims.unverified());
    List<DecisionAudit.Verdict> found = new ArrayList<>();

    for (ScriptedEvent entry : log.entries()) {
      audit
          .accept(
              LoggedEvent.of(
                  entry.index(),
                  entry.recordedMillis(),
                  entry.event().stub(),
                  Optional.of(entry.event().body().toJson())),
              entry.event().internal())
          .filter(finding -> entry.event().subject().equals(Optional.of(person)))
          .ifPresent(finding -> found.add(finding.verdict()));
    }

    assertThat(found).containsExactly(DecisionAudit.Verdict.HOLDS);
  }

  @Test
  void text_isServedToWhoeverAudits_andTheNewOneIsOffered() throws Exception {
    Packs next = nextRelease();
    Hash active = ShippedPacks.get("cn-2022").digest();

    assertThat(next.find(active)).map(Pack::yaml).contains(ShippedPacks.get("cn-2022").yaml());
    assertThat(next.all()).extracting(Pack::digest).contains(active);
    assertThat(next.get("cn-2022", Optional.empty()).version())
        .isEqualTo(ShippedPacks.get("cn-2022").version() + 1);
  }

  @Test
  void textsThatWereActivatedEarlier_areKeptAtTheStart() {
    Pack pack = activatedByAnEarlierRelease("kept-at-start");

    job.run();

    assertThat(repository.findYaml(pack.digest().hex())).contains(pack.yaml());
    assertThat(repository.findYaml(ShippedPacks.get("cn-2022").digest().hex()))
        .as("the one that it is laid over")
        .isPresent();
  }

  /** As a release has done it that kept no text of a shipped pack. */
  private Pack activatedByAnEarlierRelease(String family) {
    Pack pack = ShippedPacks.get("cn-2025");
    world.append(
        "consent-service",
        "pack.activated",
        Optional.empty(),
        JsonObject.builder()
            .put("family", family)
            .put("pack", pack.id())
            .put("version", pack.version())
            .put("digest", pack.digest().hex())
            .put("effectiveFrom", "2025-10-01T00:00:00.000Z")
            .put("by", world.authority.id())
            .build(),
        Optional.empty());
    State unused = events.fresh();
    return pack;
  }

  @Test
  void textThatTheDatabaseRefuses_holdsUpNoOther() throws Exception {
    Pack unused = activatedByAnEarlierRelease("refused-at-start");

    RefusedWrites.during(
        "rule_pack",
        "true",
        () -> {
          new KeepActivatedPacksJob(packs, events).run();
          assertThat(RefusedWrites.count()).as("each was tried").isGreaterThanOrEqualTo(2);
        });
  }

  @Test
  void textThatNoReleaseCanRead_holdsUpNoOther() {
    String digest = Hash.sha256("no pack".getBytes(UTF_8)).hex();
    repository.add(digest, "unreadable", "no pack".getBytes(UTF_8), clock.instant());

    assertThat(packs.find(Hash.fromHex(digest))).isEmpty();
    assertThat(packs.all()).isNotEmpty();
    String now = Timestamps.format(clock.instant().toEpochMilli());
    assertThat(world.propose("cn-2022", now).statusCode()).isEqualTo(202);
  }
}
