package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.tallystick.local.state.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The journeys of an auditor, the regulator and a stranger in a real browser, by what is to be read
 * on the page: in both languages, on a phone and a desk, light and dark.
 */
@Tag("ci")
@ExtendWith(Suite.Extension.class)
class WatchersBrowserIT {
  private static final String LENDER = "Bank Dell Co., Ltd.";
  private static final String BUREAU = "Bureau West Co., Ltd.";

  private static PortalBrowser browser;

  private final Suite suite;

  @TempDir private Path folder;

  WatchersBrowserIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeAll
  static void open() throws Exception {
    assumeTrue(PortalBrowser.isInstalled(), "no " + PortalBrowser.PROGRAM + ": nobody looks");
    browser = PortalBrowser.start(PortalBrowser.PORT);
  }

  @BeforeEach
  void up() throws Exception {
    suite.ready();
    assertThat(suite.firstSale().exitCode()).isZero();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  /** From a lender's name to the deposit that its report rests on, and home with the evidence. */
  @ParameterizedTest
  @EnumSource(PortalLook.class)
  void auditor_followsASaleToItsDeposit_andTakesTheEvidenceAlong(PortalLook look) throws Exception {
    try (BrowserContext person = browser.person(look)) {
      PortalBrowser.Watched watched = browser.watched(person, look);
      Page page = watched.page();
      logIn(page, look, "auditor");
      watched.look("auditor");
      page.getByLabel(look.say("Release, report, consent", "提供、报告、同意")).fill(LENDER);
      page.getByLabel(look.say("What the look is for", "查阅目的")).fill("case 31");
      press(page, look.say("Find", "查找"));
      page.locator("svg.graph[data-ready]").waitFor();
      assertThat(heading(page))
          .isEqualTo(look.say("Where did this come from, and who else got it?", "它从哪里来，还有谁得到了它？"));
      watched.look("auditor-party");
      page.locator("table").getByRole(AriaRole.LINK, exactly(BUREAU)).last().click();
      page.locator("svg.graph[data-ready]").waitFor();
      watched.look("auditor-report");
      keyboard_walksTheGraph(page);
      takeEvidence(page, look);
      Locator deposits = page.getByRole(AriaRole.REGION, region(look.say("Deposits", "存入批次")));
      deposits.getByRole(AriaRole.LINK).first().click();
      assertThat(page.locator("article").innerText()).contains(look.say("A deposit", "存入批次"));
      watched.look("auditor-deposit");
      for (String name :
          look.say(
                  "Money,Reconciliation,Not confirmed,Detectors,The log’s health,What I have read",
                  "资金,对账,未确认,异常检测,日志状况,我查阅过什么")
              .split(",", -1)) {
        link(page, name);
        watched.look("auditor-" + page.url().replaceFirst(".*/", ""));
      }
      assertThat(page.locator("article").innerText()).contains("case 31");
      watched.assertFlawless();
    }
  }

  /** Tab leads into the graph, and the thing that has the focus is in sight. */
  private static void keyboard_walksTheGraph(Page page) {
    page.locator(".graph-frame").focus();
    page.keyboard().press("Tab");
    assertThat(page.evaluate("document.activeElement.closest('svg.graph') !== null"))
        .isEqualTo(true);
    assertThat(
            page.evaluate(
                "(() => { const box = document.activeElement.getBoundingClientRect();"
                    + " const frame = document.querySelector('.graph-frame').getBoundingClientRect();"
                    + " return box.right > frame.left && box.left < frame.right; })()"))
        .isEqualTo(true);
  }

  private void takeEvidence(Page page, PortalLook look) throws Exception {
    Download download = page.waitForDownload(() -> link(page, look.say("Evidence bundle", "证据包")));
    Path bundle = folder.resolve(download.suggestedFilename());
    download.saveAs(bundle);
    Command.Result verified =
        Tally.run("verify", bundle.toString(), "--policy", suite.address("POLICY_FILE"));
    assertThat(verified.exitCode()).as(verified.output()).isZero();
  }

  /** Every page of the authority, by the words of its navigation. */
  @ParameterizedTest
  @EnumSource(PortalLook.class)
  void regulator_seesWhoDoesNotComply(PortalLook look) throws Exception {
    try (BrowserContext person = browser.person(look)) {
      PortalBrowser.Watched watched = browser.watched(person, look);
      Page page = watched.page();
      logIn(page, look, "regulator");
      assertThat(heading(page)).isEqualTo(look.say("Who does not comply?", "谁没有遵守规则？"));
      walk(watched, "regulator");
      link(page, look.say("Rule packs", "规则包"));
      page.locator("a[href*='/difference']").first().click();
      watched.look("regulator-difference");
      for (String path :
          List.of(
              "/auditor/detectors",
              "/auditor/reconciliation",
              "/auditor/unconfirmed",
              "/complaints")) {
        page.navigate(suite.address("PORTAL_URL") + path);
        assertThat(page.locator("article").innerText())
            .as(path)
            .doesNotContain("is not there right now", "暂时无法显示");
        watched.look("regulator" + path.replace('/', '-'));
      }
      watched.assertFlawless();
    }
  }

  /** What everybody may see, and a receipt that is checked on the page. */
  @ParameterizedTest
  @EnumSource(PortalLook.class)
  void stranger_looksOn_andChecksAReceipt(PortalLook look) throws Exception {
    try (BrowserContext person = browser.person(look)) {
      PortalBrowser.Watched watched = browser.watched(person, look);
      Page page = watched.page();
      page.navigate(suite.address("PORTAL_URL") + "/");
      watched.look("home");
      page.getByRole(AriaRole.NAVIGATION)
          .getByRole(AriaRole.LINK, exactly(look.say("Who keeps to the rules", "谁遵守规则")))
          .first()
          .click();
      walk(watched, "board");
      link(page, look.say("Who collects what", "谁收集什么"));
      link(page, LENDER);
      watched.look("board-party");
      link(page, look.say("Tariffs", "价格表"));
      link(page, BUREAU);
      watched.look("board-prices");
      link(page, look.say("The log", "日志"));
      watched.look("log");
      link(page, look.say("Check a receipt", "核验回执"));
      page.waitForLoadState();
      page.setInputFiles("#file", receipt());
      page.locator("#result[data-verdict]").waitFor();
      // A receipt is given before the witnesses have seen its entry, and says so.
      assertThat(page.locator("#result").innerText())
          .contains(
              look.say("Nothing speaks against the log", "没有不利于日志的发现"),
              look.say("Signed by the log: holds", "由日志签名: 成立"),
              look.say("Is in the log: holds", "在日志中: 成立"));
      watched.look("receipt-checked");
      watched.assertFlawless();
    }
  }

  /** Opens each entry of the page's navigation. */
  private static void walk(PortalBrowser.Watched watched, String name) {
    Page page = watched.page();
    List<String> entries = page.locator("nav.filters a").allInnerTexts();
    assertThat(entries).hasSizeGreaterThan(4);
    for (String entry : entries) {
      page.locator("nav.filters").getByRole(AriaRole.LINK, exactly(entry)).click();
      assertThat(page.locator("article").innerText())
          .doesNotContain("is not there right now", "暂时无法显示");
      watched.look(
          name + "-" + page.url().replaceFirst("^https?://[^/]+", "").replaceAll("[^a-z]+", "-"));
    }
  }

  private void logIn(Page page, PortalLook look, String name) throws Exception {
    page.navigate(suite.address("PORTAL_URL") + "/");
    link(page, look.say("Log in", "登录"));
    page.fill("#username", name);
    page.fill(
        "#password",
        Secrets.in(suite.command().home().resolve("secrets.properties")).password(name));
    page.click("#kc-login");
    page.fill("#otp", code(name));
    page.click("#kc-login");
    page.waitForURL(suite.address("PORTAL_URL") + "/" + name);
  }

  private static String heading(Page page) {
    return page.locator("h1").innerText();
  }

  private static void link(Page page, String name) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
        .first()
        .click();
  }

  private static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .first()
        .click();
  }

  private static Locator.GetByRoleOptions exactly(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByRoleOptions region(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private Path receipt() throws Exception {
    try (Stream<Path> files = Files.list(suite.firstSale().folder().resolve("first-sale"))) {
      return files
          .filter(file -> file.toString().endsWith(".receipt.json"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  private String code(String name) throws Exception {
    Matcher code =
        Pattern.compile("code\\s+([0-9]{6})").matcher(suite.command().run("login", name).output());
    assertThat(code.find()).isTrue();
    return code.group(1);
  }
}
