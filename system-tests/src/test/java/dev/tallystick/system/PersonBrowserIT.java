package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A person of their own in a real browser: checks the list with the network off, reads every page
 * without a script, and finds the newer pages as legible as the others.
 */
@Tag("ci")
@ExtendWith(Suite.Extension.class)
class PersonBrowserIT {
  private static final int PORT = 8080 + Integer.getInteger("tallystick.port-offset", 2000);
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Path SHOTS = Path.of("target", "screenshots");
  private static final Set<String> GRAVE = Set.of("serious", "critical");
  private static final Pattern SALT = Pattern.compile("\"salt\":\"([A-Za-z0-9_-]{43})\"");
  private static final List<String> PAGES =
      List.of(
          "/me/usage",
          "/me/figures",
          "/me/alerts",
          "/me/consents",
          "/me/asked",
          "/me/stops",
          "/me/freeze",
          "/me/records",
          "/me/objections",
          "/me/complaints",
          "/me/rights",
          "/me/identifiers",
          "/me/export",
          "/me/erasure",
          "/me/check");

  private static Playwright playwright;
  private static Browser browser;

  private final Suite suite;
  private OwnPerson person;

  PersonBrowserIT(Suite suite) {
    this.suite = suite;
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
    assertThat(suite.firstSale().exitCode()).isZero();
    person = OwnPerson.enrolled(suite, "hugo", "999999198603031252");
    OwnPerson.registerAuthority(suite);
  }

  /** The verdict is worked out in the page, so nothing can be told it by the network. */
  @Test
  void list_isCheckedWithTheNetworkOff_andItsFileHoldsForTallyToo() throws Exception {
    Path policy = Files.createTempFile(Path.of("target").toAbsolutePath(), "policy", ".txt");
    Files.writeString(policy, read("/log/policy.txt"));
    Path file = Files.createTempFile(Path.of("target").toAbsolutePath(), "my", ".usage.json");
    try (BrowserContext context = browser.newContext()) {
      List<String> complaints = new ArrayList<>();
      Page page = opened(context, complaints, "/me/freeze");
      press(page, "Stop everything now");
      press(page, "Let it go on");
      await()
          .atMost(LIMIT)
          .pollInterval(PAUSE)
          .until(() -> main(page, "/me/usage"), text -> text.contains("nothing left out"));
      page.navigate(suite.address("PORTAL_URL") + "/me/check");
      page.getByText("Your list is here.").waitFor();

      context.setOffline(true);
      page.getByText("Check my list now").click();
      page.locator("#result[data-verdict=holds]").waitFor();
      assertThat(page.locator("#result").innerText())
          .contains("Everything holds.", "Signed by the log: holds", "Nothing missing: holds");
      page.waitForDownload(() -> page.locator("#take").click()).saveAs(file);

      // What was saved is checked again, still without the network; and what was changed is found.
      page.locator("#file").setInputFiles(file);
      page.locator("#result[data-verdict=holds]").waitFor();
      page.locator("#file").setInputFiles(changed(file));
      page.locator("#result[data-verdict=does-not-hold]").waitFor();
      assertThat(page.locator("#result").innerText()).contains("Keep the file: it is evidence.");
      assertThat(complaints).isEmpty();
    }
    Command.Result verified =
        suite
            .command()
            .runTally(
                "verify",
                file.toString(),
                "--policy",
                policy.toString(),
                "--subject",
                person.subject());
    assertThat(verified.exitCode()).as(verified.output()).isZero();
  }

  /** The same list with one character of a salt changed. */
  private static Path changed(Path file) throws Exception {
    String text = Files.readString(file);
    Path other = Files.createTempFile(Path.of("target").toAbsolutePath(), "changed", ".usage.json");
    Matcher salt = SALT.matcher(text);
    assertThat(salt.find()).as("a salt in the list").isTrue();
    char first = salt.group(1).charAt(0);
    Files.writeString(
        other,
        text.substring(0, salt.start(1))
            + (first == 'A' ? 'B' : 'A')
            + text.substring(salt.start(1) + 1));
    return other;
  }

  @Test
  void pages_areReadAndDoWhatTheyDoWithoutAScript() throws Exception {
    Browser.NewContextOptions without = new Browser.NewContextOptions().setJavaScriptEnabled(false);
    try (BrowserContext context = browser.newContext(without)) {
      Page page = opened(context, new ArrayList<>(), "/me/usage");
      for (String path : PAGES) {
        page.navigate(suite.address("PORTAL_URL") + path);
        assertThat(page.locator("h1").innerText()).as(path).isNotBlank();
        assertThat(page.locator("main").innerText())
            .as(path)
            .hasSizeGreaterThan(40)
            .doesNotContain("is not there right now");
      }
      page.navigate(suite.address("PORTAL_URL") + "/me/check");
      assertThat(page.locator("main").innerText()).contains("tally verify my.usage.json");
      assertThat(page.getByText("Check my list now").isVisible()).isFalse();

      page.navigate(suite.address("PORTAL_URL") + "/me/freeze");
      press(page, "Stop everything now");
      assertThat(page.locator("[role=status]").first().innerText())
          .contains("Everything is stopped.");
      press(page, "Let it go on");
      // What parties are called is remembered for a minute.
      await()
          .atMost(LIMIT)
          .pollInterval(PAUSE)
          .until(
              () -> main(page, "/me/complaints?against=plum-market"),
              text -> text.contains("Send it to " + OwnPerson.AUTHORITY_NAME));
      page.locator("textarea").fill("It does not answer me.");
      press(page, "Send it to " + OwnPerson.AUTHORITY_NAME);
      assertThat(page.locator("[role=status]").first().innerText()).contains("You complained.");
    }
  }

  @ParameterizedTest
  @CsvSource({"360, en-GB, LIGHT", "360, zh-CN, DARK", "1440, en-GB, DARK", "1440, zh-CN, LIGHT"})
  void newerPages_keepTheRulesOfAccess(int width, String locale, ColorScheme scheme)
      throws Exception {
    String unusedAsk =
        person.asked(
            "SENSITIVE",
            "Bank Dell asks for sensitive details.",
            ",\"necessity\":\"To judge the loan.\",\"impact\":\"It shows what you buy.\"");
    Browser.NewContextOptions look =
        new Browser.NewContextOptions()
            .setLocale(locale)
            .setColorScheme(scheme)
            .setViewportSize(width, 800);
    List<String> found = new ArrayList<>();
    try (BrowserContext context = browser.newContext(look)) {
      List<String> complaints = new ArrayList<>();
      Page page = opened(context, complaints, "/me/usage");
      for (String path : List.of("/me/usage", "/me/asked", "/me/complaints", "/me/check")) {
        page.navigate(suite.address("PORTAL_URL") + path);
        new AxeBuilder(page)
            .analyze().getViolations().stream()
                .filter(rule -> GRAVE.contains(rule.getImpact()))
                .forEach(rule -> found.add(path + ": " + rule.getId()));
        if (page.evaluate("document.documentElement.scrollWidth > innerWidth").equals(true)) {
          found.add(path + " is too wide");
        }
        byte[] unused =
            page.screenshot(
                new Page.ScreenshotOptions()
                    .setPath(
                        SHOTS.resolve(
                            "person-" + locale + "-" + width + path.replace('/', '-') + ".png"))
                    .setFullPage(true));
      }
      assertThat(found).isEmpty();
      assertThat(complaints).isEmpty();
    }
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  /** What is to be read on a page that is loaded now. */
  private String main(Page page, String path) throws Exception {
    page.navigate(suite.address("PORTAL_URL") + path);
    return page.locator("main").innerText();
  }

  private String read(String path) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(suite.address("PORTAL_URL") + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  /** A page that the person has logged in for, which tells of scripts that failed. */
  private Page opened(BrowserContext context, List<String> complaints, String path)
      throws Exception {
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.text().contains("Content Security")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.navigate(suite.address("PORTAL_URL") + path);
    page.fill("#username", person.name());
    page.fill("#password", person.password());
    page.click("#kc-login");
    page.waitForURL(suite.address("PORTAL_URL") + path);
    return page;
  }
}
