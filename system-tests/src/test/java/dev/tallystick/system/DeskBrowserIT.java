package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.tallystick.local.state.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A bank's clerk and manager at the pages of their own gateway, in a real browser: from the
 * question to the person, by the order and the report, to the decision and the books.
 */
@Tag("ci")
@ExtendWith(Suite.Extension.class)
class DeskBrowserIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Pattern CODE = Pattern.compile("code\\s+([0-9]{6})");

  /** A bank of its own beside those of the walk, with its gateway, a clerk and a manager. */
  private static final String BANK =
      """
      post regulator "$CONSENT_URL/v1/parties" "$(party bank-fern LENDER 'Bank Fern Co., Ltd.' ',"userClass":"STANDARD"')" >/dev/null
      enrolled bank-fern lender
      ./tallystick identity add fern-clerk --role lender --party bank-fern >/dev/null
      ./tallystick identity add fern-manager --role manager --party bank-fern >/dev/null
      nohup ./tallystick gateway bank-fern >first-sale/bank-fern.gateway 2>&1 &
      echo $! >first-sale/bank-fern.pid
      for _ in {1..180}; do grep -q 'answers at' first-sale/bank-fern.gateway && break; sleep 1; done
      at() { sed -n "s/.*$1 *//p" first-sale/bank-fern.gateway | head -n 1; }
      key=$(cat "$(at 'its key')")
      own() { curl -sS --fail-with-body -X "$1" -H @- -H 'Content-Type: application/json' -H "Idempotency-Key: $(cat /proc/sys/kernel/random/uuid)" \\
        -d "$3" "$(at 'answers at')$2" <<<"Authorization: Bearer $key"; }
      own POST /v1/keys/enrolment "{\\"code\\":\\"$(cat first-sale/bank-fern.code)\\"}" >/dev/null
      echo 'Bureau West sells reports to Bank Fern.' >first-sale/fern.txt
      ours=$(as bureau-west agree --provider bureau-west --receiver bank-fern first-sale/fern.txt)
      theirs=$(own POST /v1/agreement-signatures "{\\"provider\\":\\"bureau-west\\",\\"receiver\\":\\"bank-fern\\",
        \\"agreement\\":\\"$(field agreement <<<"$ours")\\",\\"textHash\\":\\"$(field textHash <<<"$ours")\\"}")
      post bureau-west "$CONSENT_URL/v1/agreements" "{\\"agreement\\":\\"$(field agreement <<<"$ours")\\",\\"kind\\":\\"USE\\",\\"provider\\":\\"bureau-west\\",
        \\"receiver\\":\\"bank-fern\\",$clauses,\\"textHash\\":\\"$(field textHash <<<"$ours")\\",\\"validFrom\\":\\"$now\\",\\"validTo\\":\\"$in_a_year\\",
        \\"reviewedOn\\":\\"$(date -u +%Y-%m-%d)\\",\\"signatures\\":[{\\"party\\":\\"bureau-west\\",\\"jws\\":\\"$(field jws <<<"$ours")\\"},
        {\\"party\\":\\"bank-fern\\",\\"jws\\":\\"$(field jws <<<"$theirs")\\"}]}" >/dev/null
      echo "address $(at 'answers at')"
      """;

  /** The person says yes to what the bank has asked. */
  private static final String YES =
      """
      for _ in {1..60}; do asked=$(./tallystick call dora GET "$CONSENT_URL/v1/me/consent-requests")
        notice=$(grep -o '{[^{}]*bank-fern[^{}]*}' <<<"$asked" | field notice) && [ -n "$notice" ] && break; sleep 1; done
      post dora "$CONSENT_URL/v1/consents" "{\\"kind\\":\\"QUERY\\",\\"discloser\\":\\"bureau-west\\",\\"recipient\\":\\"bank-fern\\",\\"purpose\\":\\"LOAN_APPROVAL\\",
        \\"categories\\":[\\"SHOPPING.AGGREGATE\\"],\\"method\\":\\"sealed message\\",\\"retention\\":\\"P1Y\\",\\"notice\\":\\"$notice\\",\\"validUntil\\":\\"$in_a_year\\"}" | field consent
      """;

  private static PortalBrowser browser;
  private static Path gateway = Path.of("none");

  private final Suite suite;

  DeskBrowserIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeAll
  static void open() throws Exception {
    assumeTrue(PortalBrowser.isInstalled(), "no " + PortalBrowser.PROGRAM + ": nobody looks");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "no curl: no bank is enrolled");
    browser = PortalBrowser.start(PortalBrowser.PORT);
  }

  @AfterAll
  static void close() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (Files.exists(gateway)) {
      ProcessHandle.of(Long.parseLong(Files.readString(gateway).strip()))
          .ifPresent(ProcessHandle::destroy);
    }
  }

  @Test
  void bank_asksOrdersReadsAndDecides_andItsManagerSeesTheBooks() throws Exception {
    suite.ready();
    FirstSaleWalk walk = suite.firstSale();
    assertThat(walk.exitCode()).isZero();
    gateway = walk.folder().resolve("first-sale/bank-fern.pid");
    String told = walk.type(suite, "fern", BANK);
    String desk = told.substring(told.lastIndexOf("address ") + 8).strip() + "/desk";

    String order;
    try (BrowserContext person = browser.person(PortalLook.DESK_ENGLISH_DARK)) {
      PortalBrowser.Watched watched = browser.watched(person, PortalLook.DESK_ENGLISH_DARK);
      Page page = watched.page();
      logIn(page, desk, "fern-clerk");
      watched.look("desk");
      String ask = ask(page);
      watched.look("desk-ask");
      assertThat(walk.type(suite, "fern-yes", YES)).contains("con_");
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                page.navigate(ask);
                assertThat(page.locator("p.state").getAttribute("data-state")).isEqualTo("GIVEN");
              });
      order = order(page, walk.named("product"));
      read(page, watched);
      decide(page);
      watched.look("desk-decided");
      watched.assertFlawless();
    }
    try (BrowserContext person = browser.person(PortalLook.PHONE_CHINESE_DARK)) {
      PortalBrowser.Watched watched = browser.watched(person, PortalLook.PHONE_CHINESE_DARK);
      Page page = watched.page();
      logIn(page, desk, "fern-manager");
      watched.look("desk-manager");
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                page.getByRole(AriaRole.LINK, named("账目")).click();
                assertThat(page.locator("main").innerText())
                    .contains("bureau-west", "0.80 元", "账目与日志一致");
              });
      watched.look("desk-books");
      watched.assertFlawless();
      assertThat(page.navigate(order).status()).as("no report for a manager").isEqualTo(403);
    }
  }

  private static String ask(Page page) {
    page.getByRole(AriaRole.LINK, named("Ask for consent")).click();
    page.getByLabel("Identifier", exactly()).fill("999999199004017719");
    page.getByLabel("Bureau", exactly()).fill("bureau-west");
    page.getByLabel("Purpose", exactly()).fill("LOAN_APPROVAL");
    page.getByLabel("Kinds of data").fill("SHOPPING.AGGREGATE");
    page.getByLabel("How it is used").fill("sealed message");
    page.getByLabel("Answer until").fill(LocalDate.now(ZoneOffset.UTC).plusDays(20).toString());
    page.getByLabel("Your words to the person")
        .fill("Bank Fern asks Bureau West for one report about you.");
    page.getByLabel("Whom the person may write to").fill("data@bank-fern.example");
    page.getByLabel("Where they ask for their rights").fill("https://bank-fern.example/rights");
    page.getByLabel("Language of the words").selectOption("en");
    page.getByRole(AriaRole.BUTTON, button("Ask")).click();
    assertThat(page.locator("[role=status]").innerText()).contains("The person is asked.");
    return page.url().replaceAll("\\?.*", "");
  }

  private static String order(Page page, String product) {
    page.getByLabel("Product", exactly()).fill(product);
    page.getByLabel("What it is about").selectOption("APPLICATION");
    page.getByLabel("Its number").fill("F-17");
    page.getByRole(AriaRole.BUTTON, button("Order")).click();
    String order = page.url().replaceAll("\\?.*", "");
    assertThat(order).contains("/desk/orders/ord_");
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              page.navigate(order);
              assertThat(page.locator("p.state").getAttribute("data-state"))
                  .isEqualTo("ACKNOWLEDGED");
            });
    return order;
  }

  private static void read(Page page, PortalBrowser.Watched watched) {
    page.getByLabel("Case", exactly()).fill("F-17");
    page.getByRole(AriaRole.BUTTON, button("Show the report")).click();
    assertThat(page.locator("section").innerText()).contains("Score", "plum-market");
    assertThat(page.url()).doesNotContain("F-17");
    watched.look("desk-report");
  }

  private static void decide(Page page) {
    page.getByLabel("Outcome").selectOption("DECLINED");
    page.getByLabel("Reasons").fill("Income not known");
    page.getByRole(AriaRole.BUTTON, button("Record it")).click();
    assertThat(page.locator("main").innerText())
        .contains("declined", "Income not known", "fern-clerk", "F-17");
  }

  private void logIn(Page page, String desk, String name) throws Exception {
    page.navigate(desk);
    page.fill("#username", name);
    page.fill(
        "#password",
        Secrets.in(suite.command().home().resolve("secrets.properties")).password(name));
    page.click("#kc-login");
    Matcher code = CODE.matcher(suite.command().run("login", name).output());
    assertThat(code.find()).isTrue();
    page.fill("#otp", code.group(1));
    page.click("#kc-login");
    page.waitForURL(desk);
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByRoleOptions button(String name) {
    return named(name);
  }
}
