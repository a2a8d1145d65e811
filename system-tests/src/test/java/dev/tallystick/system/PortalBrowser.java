package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Debian's chromium without a window, and what it has to say about the pages it is shown. */
final class PortalBrowser implements AutoCloseable {
  /** At which the suite of the tests has the portal. */
  static final int PORT = 8080 + Integer.getInteger("tallystick.port-offset", 2000);

  static final Path PROGRAM = Path.of("/usr/bin/chromium");

  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
  private static final Set<String> GRAVE = Set.of("serious", "critical");
  private static final Path SHOTS = Path.of("target", "screenshots");

  private final Playwright playwright;
  private final Browser browser;

  private PortalBrowser(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  /**
   * Starts it.
   *
   * @param port of the portal; browsers open some ports only if they are told to
   */
  static PortalBrowser start(int port) throws Exception {
    Files.createDirectories(SHOTS);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(PROGRAM)
                    .setHeadless(true)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--explicitly-allowed-ports=" + port,
                            "--disable-gpu",
                            "--disable-dev-shm-usage",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    return new PortalBrowser(playwright, browser);
  }

  /** Somebody with an empty browser. */
  BrowserContext person(PortalLook look) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setLocale(look.locale())
            .setColorScheme(look.scheme())
            .setViewportSize(look.width(), 800));
  }

  /** A page whose flaws are collected. */
  Watched watched(BrowserContext person, PortalLook look) {
    return new Watched(person.newPage(), look);
  }

  @Override
  public void close() {
    playwright.close();
  }

  /** A page, and what is wrong with what it has shown. */
  static final class Watched {
    private final Page page;
    private final PortalLook look;
    private final List<String> flaws = new ArrayList<>();

    private Watched(Page page, PortalLook look) {
      this.page = page;
      this.look = look;
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error") || message.text().contains("Content Security")) {
              flaws.add(message.text());
            }
          });
      page.onPageError(flaws::add);
      page.onDialog(
          dialog -> {
            flaws.add(dialog.message());
            dialog.dismiss();
          });
    }

    Page page() {
      return page;
    }

    /** Looks at the page that is there now, by the rules of access, and takes a picture of it. */
    void look(String name) {
      page.waitForLoadState();
      new AxeBuilder(page)
          .withTags(RULES).analyze().getViolations().stream()
              .filter(rule -> GRAVE.contains(rule.getImpact()))
              .forEach(rule -> flaws.add(name + ": " + told(rule)));
      if (page.evaluate("document.documentElement.scrollWidth > innerWidth").equals(true)) {
        flaws.add(name + " is too wide");
      }
      if (!page.evaluate("document.documentElement.lang").equals(look.say("en", "zh-Hans"))) {
        flaws.add(name + " is in another language");
      }
      byte[] unused =
          page.screenshot(
              new Page.ScreenshotOptions()
                  .setPath(
                      SHOTS.resolve(look.name().toLowerCase(Locale.ROOT) + "-" + name + ".png"))
                  .setFullPage(true));
    }

    private static String told(Rule rule) {
      return rule.getId() + " " + rule.getImpact() + " " + rule.getNodes().get(0).getHtml();
    }

    void assertFlawless() {
      assertThat(flaws).isEmpty();
    }
  }
}
