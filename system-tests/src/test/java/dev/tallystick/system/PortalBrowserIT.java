package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

  /** Who bought last, for how much, why was the other one refused, and stop it. */
  @ParameterizedTest
  @MethodSource("looks")
  void person_answersFourQuestionsInSixClicks(Look look) throws Exception {
    scene.giveConsent();
    try (BrowserContext person = person(look)) {
      List<String> complaints = new ArrayList<>();
      Page page = watched(person, complaints);
      int clicks = 0;
      page.navigate(suite.address("PORTAL_URL") + "/");
      page.getByText(look.say("Log in and see who used your data", "登录，看看谁用过您的数据")).click();
      clicks++;
      logIn(page);

      String bought = page.locator("li.use.shared").first().innerText();
      assertThat(bought)
          .contains("Bank Dell Co., Ltd.")
          .contains(look.say("bought a credit report about you for ¥0.80", "费用 0.80 元"));
      assertThat(page.locator("li.use.refused").first().innerText())
          .contains("Bank Dell Co., Ltd.")
          .contains(look.say("You have not given this lender a written consent", "您没有书面同意该金融机构查询"));
      page.getByRole(AriaRole.LINK, named(look.say("What I allowed", "我同意过什么"))).first().click();
      clicks++;
      page.getByRole(AriaRole.BUTTON, button(look.say("Withdraw", "撤回"))).first().click();
      clicks++;
      assertThat(page.locator("[role=status]").first().innerText())
          .contains(look.say("You withdrew it.", "您已撤回。"));

      assertThat(clicks).isLessThanOrEqualTo(6);
      assertThat(complaints).isEmpty();
      shoot(page, look, "withdrawn");
    }
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
      for (String path : PAGES) {
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
