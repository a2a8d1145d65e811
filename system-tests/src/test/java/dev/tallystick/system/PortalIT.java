package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.local.state.Secrets;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The portal on the real suite: a real log-in, a real sale, and what the person sees of it. */
@ExtendWith(Suite.Extension.class)
class PortalIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String BUYER = "dora";

  private final Suite suite;

  PortalIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.ready();
    assertThat(suite.firstSale().exitCode()).isZero();
  }

  @Test
  void person_findsOutWhoBoughtWhyAndForHowMuch_andThatNothingIsMissing() throws Exception {
    PortalVisit visit = visit();
    String page = logIn(visit, "/me/usage", BUYER).body();

    assertThat(page)
        .contains("<h1>Who used my data</h1>", "bought a credit report about you</strong> for ¥")
        .contains("gave ", "You allowed ");
    await()
        .atMost(LIMIT)
        .until(() -> visit.open("/me/usage").body(), each -> each.contains("nothing left out"));
    assertThat(visit.open("/me/usage?outcome=shared").body())
        .contains("bought a credit report")
        .doesNotContain("You allowed ");
    assertThat(visit.in("zh").open("/me/usage").body())
        .contains("<h1>谁用过我的数据</h1>", "购买了一份关于您的信用报告", "一条不少");
  }

  @Test
  void pages_ofAPersonAreAllThere() throws Exception {
    PortalVisit visit = visit();
    logIn(visit, "/me/consents", BUYER);

    assertThat(visit.open("/me/consents").body())
        .contains("may give", "about you</h2>", "Withdraw");
    assertThat(visit.open("/me/records").body()).contains("<h3>", "What it says");
    assertThat(visit.open("/me/stops").body()).contains("Who has to stop");
    assertThat(visit.open("/board").statusCode()).isEqualTo(200);
    assertThat(visit.open("/log").body()).contains("Signed by the log’s key");
    for (String path :
        new String[] {"/me/usage", "/me/consents", "/me/records", "/me/stops", "/me/check"}) {
      assertThat(visit.open(path).body()).as(path).doesNotContain("is not there right now");
    }
  }

  @Test
  void freeze_isOneClickAndSoIsTheWayBack() throws Exception {
    PortalVisit visit = visit();
    HttpResponse<String> page = logIn(visit, "/me/freeze", "citizen1");
    assertThat(page.body()).contains("Nothing is stopped");

    HttpResponse<String> frozen = visit.press(page, "/me/freeze/set");
    assertThat(frozen.body()).contains("Everything is stopped");
    assertThat(Suite.read(suite.address("CONSENT_URL") + "/v1/me/freeze", suite.token("citizen1")))
        .contains("\"frozen\":true");

    HttpResponse<String> lifted =
        await()
            .atMost(LIMIT)
            .until(
                () -> visit.press(visit.open("/me/freeze"), "/me/freeze/lifted"),
                each -> each.body().contains("The stop is lifted"));
    assertThat(lifted.body()).contains("Nothing is stopped");
  }

  @Test
  void logOut_endsTheSessionAtTheLogInPageToo() throws Exception {
    PortalVisit visit = visit();
    HttpResponse<String> page = logIn(visit, "/me/freeze", "citizen2");

    HttpResponse<String> after = visit.press(page, "/logout/now");

    assertThat(after.statusCode()).as(after.body()).isEqualTo(200);
    assertThat(after.uri().toString()).startsWith(suite.address("PORTAL_URL"));
    assertThat(visit.open("/me/freeze").uri().getPath()).contains("/realms/");
  }

  @Test
  void restart_logsNobodyOut() throws Exception {
    PortalVisit visit = visit();
    logIn(visit, "/me/freeze", "citizen2");
    long pid = suite.part("portal").get("pid").asLong();

    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> suite.part("portal"),
            part -> part.get("pid").asLong() != pid && part.get("state").asText().equals("ready"));

    HttpResponse<String> page = visit.open("/me/freeze");
    assertThat(page.uri().getPath()).isEqualTo("/me/freeze");
    assertThat(page.body()).contains("You are logged in as citizen2.");
  }

  private PortalVisit visit() throws Exception {
    return new PortalVisit(suite.address("PORTAL_URL"));
  }

  private HttpResponse<String> logIn(PortalVisit visit, String path, String name) throws Exception {
    HttpResponse<String> page = visit.logIn(path, name, password(name));
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    assertThat(page.uri().toString()).isEqualTo(suite.address("PORTAL_URL") + path);
    return page;
  }

  private String password(String name) {
    return Secrets.in(suite.command().home().resolve("secrets.properties")).password(name);
  }
}
