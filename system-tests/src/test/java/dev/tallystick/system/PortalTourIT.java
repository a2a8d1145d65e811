package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.tallystick.local.state.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Takes the pictures of the README's tour: what is in the window, on the data of the first sale.
 * They go to {@code target/tour}; {@code tools/tour} takes them from there.
 */
@Tag("ci")
@ExtendWith(Suite.Extension.class)
class PortalTourIT {
  private static final Path PICTURES = Path.of("target", "tour");
  private static final long MOST_BYTES = 200_000;
  private static final String PERSON = "dora";

  private static PortalBrowser browser;

  private final Suite suite;

  PortalTourIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeAll
  static void open() throws Exception {
    assumeTrue(PortalBrowser.isInstalled(), "no " + PortalBrowser.PROGRAM + ": no pictures");
    browser = PortalBrowser.start(PortalBrowser.PORT);
    Files.createDirectories(PICTURES);
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

  @Test
  void person_onAPhoneAndAtADesk() throws Exception {
    try (BrowserContext phone = browser.person(PortalLook.PHONE_ENGLISH)) {
      Page page = phone.newPage();
      open(page, "/me/usage");
      logIn(page, PERSON, "/me/usage");
      page.locator("li.use.shared").first().scrollIntoViewIfNeeded();
      take(page, "person-phone");
    }
    try (BrowserContext desk = browser.person(PortalLook.DESK_CHINESE)) {
      Page page = desk.newPage();
      open(page, "/me/usage");
      logIn(page, PERSON, "/me/usage");
      take(page, "person-chinese");
      open(page, "/me/check");
      page.locator("#now").click();
      page.locator("#result[data-verdict=holds]").waitFor();
      take(page, "check");
    }
  }

  @Test
  void auditorAndRegulator() throws Exception {
    try (BrowserContext desk = browser.person(PortalLook.DESK_ENGLISH_DARK)) {
      Page page = desk.newPage();
      open(page, "/auditor/lineage?kind=PARTY&id=bank-dell&why=a+tour");
      logIn(page, "auditor", "/auditor/lineage**");
      // The log-in has led here, so the question is shown and not asked.
      open(page, "/auditor/lineage?kind=PARTY&id=bank-dell&why=a+tour");
      page.locator("svg.graph[data-ready]").waitFor();
      take(page, "auditor");
    }
    try (BrowserContext desk = browser.person(PortalLook.DESK_ENGLISH_DARK)) {
      Page page = desk.newPage();
      open(page, "/regulator");
      logIn(page, "regulator", "/regulator");
      take(page, "regulator");
    }
  }

  @Test
  void everybody() throws Exception {
    try (BrowserContext phone = browser.person(PortalLook.PHONE_CHINESE_DARK)) {
      Page page = phone.newPage();
      open(page, "/");
      take(page, "home-phone");
    }
  }

  private void open(Page page, String path) throws Exception {
    page.navigate(suite.address("PORTAL_URL") + path);
  }

  private void logIn(Page page, String name, String then) throws Exception {
    page.fill("#username", name);
    page.fill(
        "#password",
        Secrets.in(suite.command().home().resolve("secrets.properties")).password(name));
    page.click("#kc-login");
    if (!name.equals(PERSON)) {
      page.fill("#otp", code(name));
      page.click("#kc-login");
    }
    page.waitForURL(suite.address("PORTAL_URL") + then);
  }

  private static void take(Page page, String name) throws Exception {
    Path file = PICTURES.resolve(name + ".png");
    byte[] picture = page.screenshot(new Page.ScreenshotOptions().setPath(file));
    assertThat(picture.length).as(name).isLessThanOrEqualTo((int) MOST_BYTES);
  }

  private String code(String name) throws Exception {
    Matcher code =
        Pattern.compile("code\\s+([0-9]{6})").matcher(suite.command().run("login", name).output());
    assertThat(code.find()).isTrue();
    return code.group(1);
  }
}
