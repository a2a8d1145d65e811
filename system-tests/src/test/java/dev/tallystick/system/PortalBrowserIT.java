package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The person's journey in a real browser, by what is to be read on the page: in both languages, on
 * a phone and a desk, light and dark.
 */
@Tag("ci")
@ExtendWith(Suite.Extension.class)
class PortalBrowserIT {
  private static final int PORT = 8080 + Integer.getInteger("tallystick.port-offset", 2000);
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final String BUYER = "nora";
  private static final String BANK = "Bank Dell Co., Ltd.";
  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** A page is not loaded more often than a person would. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** Of the form of those that mails have, and nobody's: the page asks before it tries one. */
  private static final String CODE = "A".repeat(43);

  private static final String CARD = "999999199209233614";
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
  private static final Set<String> GRAVE = Set.of("serious", "critical");
  private static final Path SHOTS = Path.of("target", "screenshots");
  private static final List<String> PAGES =
      List.of(
          "/",
          "/board",
          "/log",
          "/receipt",
          "/nothing",
          "/me/usage",
          "/me/usage?outcome=refused",
          "/me/figures",
          "/me/alerts",
          "/me/alerts/confirmation",
          "/me/alerts/confirmation?code=" + CODE,
          "/me/consents",
          "/me/asked",
          "/me/stops",
          "/me/freeze",
          "/me/records",
          "/me/objections",
          "/me/rights",
          "/me/identifiers",
          "/me/export",
          "/me/erasure",
          "/me/erasure/preview?provider=plum-market",
          "/me/check",
          "/logout");

  private static Playwright playwright;
  private static Browser browser;

  private final Suite suite;
  private final PortalScene scene;

  PortalBrowserIT(Suite suite) throws Exception {
    this.suite = suite;
    suite.ready();
    assertThat(suite.firstSale().exitCode()).isZero();
    this.scene = new PortalScene(suite, suite.person(BUYER, CARD));
  }

  /** How somebody looks at the pages. */
  enum Look {
    PHONE_ENGLISH(360, "en-GB", ColorScheme.LIGHT),
    PHONE_CHINESE_DARK(360, "zh-CN", ColorScheme.DARK),
    DESK_ENGLISH_DARK(1440, "en-GB", ColorScheme.DARK),
    DESK_CHINESE(1440, "zh-CN", ColorScheme.LIGHT);

    private final int width;
    private final String locale;
    private final ColorScheme scheme;

    Look(int width, String locale, ColorScheme scheme) {
      this.width = width;
      this.locale = locale;
      this.scheme = scheme;
    }

    String say(String english, String chinese) {
      return locale.startsWith("zh") ? chinese : english;
    }
  }

  static Look[] looks() {
    return Look.values();
  }

  @BeforeAll
  static void open() throws Exception {
    assumeTrue(Files.isExecutable(CHROMIUM), "no " + CHROMIUM + ": nobody looks at the pages");
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setHeadless(true)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            // Port 10080, at which the suite of the tests has the portal.
                            "--explicitly-allowed-ports=" + PORT,
                            "--disable-gpu",
                            "--disable-dev-shm-usage",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    Files.createDirectories(SHOTS);
  }

  @AfterAll
  static void close() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @BeforeEach
  void up() throws Exception {
    suite.ready();
  }

  /**
   * Who bought last, for how much, why was the other one refused, and stop it: each in six clicks
   * at most from the first page, the log-in's among them, by what is to be read alone. Whoever was
   * stopped is refused from then on.
   */
  @ParameterizedTest
  @MethodSource("looks")
  void person_answersFourQuestionsInSixClicks(Look look) throws Exception {
    String consent = scene.giveConsent();
    try (BrowserContext person = person(look)) {
      List<String> complaints = new ArrayList<>();
      Page page = watched(person, complaints);
      int loggedIn = 0;
      page.navigate(suite.address("PORTAL_URL") + "/");
      page.getByText(look.say("Log in and see who used your data", "登录，看看谁用过您的数据")).click();
      loggedIn++;
      logIn(page);
      loggedIn++;

      int looked = loggedIn + showOnlyTheBank(page, look);
      assertThat(page.locator("li.use.shared").first().innerText())
          .contains(BANK)
          .contains(look.say("bought a credit report about you for ¥0.80", "费用 0.80 元"));
      assertThat(page.locator("li.use.refused").allInnerTexts())
          .anySatisfy(
              refused ->
                  assertThat(refused)
                      .contains(BANK)
                      .contains(
                          look.say(
                              "You have not given this lender a written consent",
                              "您没有书面同意该金融机构查询")));
      assertThat(looked).as("clicks to who, for how much and why").isLessThanOrEqualTo(6);

      int stopped = loggedIn;
      page.getByRole(AriaRole.LINK, named(look.say("What I allowed", "我同意过什么"))).first().click();
      stopped++;
      String withdraw = look.say("Withdraw", "撤回");
      cardOfTheBank(page, withdraw)
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(withdraw))
          .click();
      stopped++;
      assertThat(page.locator("[role=status]").first().innerText())
          .contains(look.say("You withdrew it.", "您已撤回。"));
      assertThat(stopped).as("clicks to stop it").isLessThanOrEqualTo(6);
      shoot(page, look, "withdrawn");

      assertThat(scene.buyAnother(consent)).as("told to the bank").contains("CONSENT_WITHDRAWN");
      await()
          .atMost(LIMIT)
          .pollInSameThread()
          .pollInterval(PAUSE)
          .untilAsserted(
              () -> {
                page.navigate(suite.address("PORTAL_URL") + "/me/usage");
                assertThat(page.locator("li.use.refused").first().innerText())
                    .contains(BANK)
                    .contains(look.say("You have withdrawn the consent", "您已经撤回了作为依据的同意"));
              });
      assertThat(complaints).isEmpty();
    }
  }

  /** Narrows the list to the bank, which is chosen by its name; how many clicks that takes. */
  private static int showOnlyTheBank(Page page, Look look) {
    page.getByText(look.say("By party, purpose and time", "按机构、用途和时间")).click();
    List<String> unused =
        page.getByRole(
                AriaRole.COMBOBOX,
                new Page.GetByRoleOptions().setName(Pattern.compile("^" + look.say("Party", "机构"))))
            .selectOption(new SelectOption().setLabel(BANK));
    page.getByRole(AriaRole.BUTTON, named(look.say("Show", "显示"))).click();
    page.waitForURL("**/me/usage?*party=*");
    return 3;
  }

  /** The newest consent of the bank's that holds. */
  private static Locator cardOfTheBank(Page page, String withdraw) {
    return page.locator("li.card")
        .filter(
            new Locator.FilterOptions()
                .setHasText(BANK)
                .setHas(page.getByRole(AriaRole.BUTTON, button(withdraw))))
        .first();
  }

  @ParameterizedTest
  @MethodSource("looks")
  void pages_keepTheRulesOfAccessAndOfContents(Look look) throws Exception {
    String asked = scene.ask("Bank Dell asks Bureau West for a report. <script>x</script>");
    assertThat(asked).startsWith("crq_");
    try (BrowserContext person = person(look)) {
      List<String> complaints = new ArrayList<>();
      Page page = watched(person, complaints);
      page.navigate(suite.address("PORTAL_URL") + "/me/usage");
      logIn(page);
      List<String> found = new ArrayList<>();
      List<String> paths = new ArrayList<>(PAGES);
      paths.add(linked(page, "/me/usage", "/me/disputes/"));
      paths.add(linked(page, "/me/records", "/me/records/rec_"));
      paths.add(linked(page, "/me/consents", "/me/notices/"));
      for (String path : paths) {
        page.navigate(suite.address("PORTAL_URL") + path);
        new AxeBuilder(page)
            .withTags(RULES).analyze().getViolations().stream()
                .filter(rule -> GRAVE.contains(rule.getImpact()))
                .forEach(rule -> found.add(path + ": " + told(rule)));
        if (page.evaluate("document.documentElement.scrollWidth > innerWidth").equals(true)) {
          found.add(path + " is too wide");
        }
        assertThat(page.evaluate("document.documentElement.lang"))
            .as(path)
            .isEqualTo(look.say("en", "zh-Hans"));
        shoot(page, look, path.replaceAll("[^a-z]+", "-"));
      }
      assertThat(found).isEmpty();
      // A page that is not there is told to the console.
      complaints.removeIf(each -> each.contains("404"));
      assertThat(complaints).isEmpty();
    }
  }

  /** Where a link of a page leads that begins so. */
  private String linked(Page page, String from, String prefix) throws Exception {
    page.navigate(suite.address("PORTAL_URL") + from);
    String address = page.locator("a[href^='" + prefix + "']").first().getAttribute("href");
    assertThat(address).as("a link of %s", from).startsWith(prefix);
    return address;
  }

  @Test
  void person_checksTheListInThePage() throws Exception {
    try (BrowserContext person = person(Look.DESK_ENGLISH_DARK)) {
      List<String> complaints = new ArrayList<>();
      Page page = watched(person, complaints);
      page.navigate(suite.address("PORTAL_URL") + "/me/check");
      logIn(page);
      page.getByText("Check my list now").click();
      page.locator("#result[data-verdict=holds]").waitFor();

      assertThat(page.locator("#result").innerText())
          .contains("Everything holds.", "Signed by the log: holds", "Nothing missing: holds");
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void keyboard_reachesThePageAndShowsWhereItIs() throws Exception {
    try (BrowserContext person = person(Look.PHONE_ENGLISH)) {
      Page page = person.newPage();
      page.navigate(suite.address("PORTAL_URL") + "/");
      page.keyboard().press("Tab");
      assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("Skip to the page");
      page.keyboard().press("Tab");
      assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
          .isEqualTo("solid");
    }
  }

  private static BrowserContext person(Look look) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setLocale(look.locale)
            .setColorScheme(look.scheme)
            .setViewportSize(look.width, 800));
  }

  /** A page that tells of scripts that failed, contents that were blocked, and dialogs. */
  private static Page watched(BrowserContext person, List<String> complaints) {
    Page page = person.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.text().contains("Content Security")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onDialog(
        dialog -> {
          complaints.add(dialog.message());
          dialog.dismiss();
        });
    return page;
  }

  private void logIn(Page page) throws Exception {
    page.fill("#username", BUYER);
    page.fill("#password", scene.password(BUYER));
    page.click("#kc-login");
    page.waitForURL(suite.address("PORTAL_URL") + "/me/**");
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByRoleOptions button(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static void shoot(Page page, Look look, String name) {
    byte[] unused =
        page.screenshot(
            new Page.ScreenshotOptions()
                .setPath(SHOTS.resolve(look.name().toLowerCase(Locale.ROOT) + name + ".png"))
                .setFullPage(true));
  }

  private static String told(Rule rule) {
    return rule.getId() + " " + rule.getImpact() + " " + rule.getNodes().get(0).getHtml();
  }
}
