package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.appendAs;
import static dev.tallystick.audit.LogApi.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.events.Event;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A compromised data-vault cannot link two tokens that no platform has claimed to be one's. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class LinkIntakeTest {
  @Inject LogEntryRepository entries;

  private final TestLinks links = new TestLinks(Clock.systemUTC());
  private final String card = TestEvents.subject();
  private final String phone = TestEvents.subject();

  private void assertRefused(Event link, String code, int status) {
    Response refused = appendAs("data-vault", link.toRequestJson());

    assertProblem(refused, status, code);
    assertThat(entries.find(link.id())).as("nothing of it is logged").isEmpty();
  }

  @Test
  void link_byNoClaim_isRefusedAndNothingIsLogged() {
    String none = "019cac90-2f11-7a0b-9c1d-0a1b2c3d4e5f";
    assertRefused(links.linked(card, phone, List.of(none)), "LINK_INVALID", 422);
  }

  @Test
  void link_byAClaimOfWhichOneHalfIsThere_isRefused() {
    assertRefused(links.linked(card, phone, links.claim(card)), "LINK_INVALID", 422);
  }

  @Test
  void link_byAClaimAboutSomebodyElse_isRefused() {
    List<String> others = links.claim(card, TestEvents.subject());
    assertRefused(links.linked(card, phone, others), "LINK_INVALID", 422);

    TestLinks another = new TestLinks(Clock.systemUTC());
    assertRefused(links.linked(card, phone, another.claim(card, phone)), "LINK_INVALID", 422);
  }

  @Test
  void link_byADisputedClaim_isRefused() {
    List<String> claimed = links.claim(card, phone);
    links.dispute(phone);

    assertRefused(links.linked(card, phone, claimed), "GUARD_MOVED", 409);
  }

  @Test
  void link_byItsClaim_isLoggedOnce() {
    List<String> claimed = links.claim(card, phone);
    Event link = links.linked(card, phone, claimed);

    assertThat(appendAs("data-vault", link.toRequestJson()).statusCode()).isEqualTo(201);
    assertThat(appendAs("data-vault", link.toRequestJson()).statusCode())
        .as("the same event again")
        .isEqualTo(200);
    assertRefused(links.linked(phone, card, claimed), "GUARD_MOVED", 409);
  }
}
