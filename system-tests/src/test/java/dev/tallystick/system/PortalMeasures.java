package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.system.fault.Applicant;
import dev.tallystick.system.fault.Scene;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * How quick the portal is, on a suite of its own with the demonstration's data and a person of many
 * uses. No part of a build: {@code bench/run portal} runs it. What is measured, and what is asked,
 * stands in bench/README.md.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NotAudited("it measures what is on the way to the log's readers; what it logs, other classes log")
class PortalMeasures {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path REPORT = Path.of("target", "portal-measures.txt");

  /** How many entries the list of the person has. */
  private static final int USES = Integer.getInteger("tallystick.portal.uses", 1_000);

  /** How many things the largest graph has. */
  private static final int GRAPH = Math.min(500, USES / 2);

  private static final int READERS = Integer.getInteger("tallystick.portal.readers", 16);
  private static final int WARM_UP = 3;
  private static final int PAINTS = 5;
  private static final int REQUESTS = 30;
  private static final Duration LOAD = Duration.ofSeconds(15);

  private static final double MOST_PAINT_MILLIS = 600;
  private static final double MOST_BYTES = 300_000;
  private static final double MOST_SERVER_MILLIS = 200;
  private static final double LEAST_FRAMES = 30;

  private static final String PAINT =
      "new Promise(done => new PerformanceObserver(list => {"
          + " const found = list.getEntriesByName('first-contentful-paint');"
          + " if (found.length > 0) { done(found[0].startTime); }"
          + "}).observe({ type: 'paint', buffered: true }))";
  private static final String BYTES =
      "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
          + ".reduce((sum, each) => sum + each.transferSize, 0)";

  /** Zooms in and out and moves to and fro, once a frame, for four seconds. */
  private static final String FRAMES =
      "new Promise(done => {"
          + " const svg = document.querySelector('svg.graph');"
          + " const frame = document.querySelector('.graph-frame');"
          + " const box = svg.getBoundingClientRect();"
          + " const at = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2,"
          + " bubbles: true, cancelable: true };"
          + " const times = [];"
          + " const step = now => {"
          + "  times.push(now);"
          + "  if (now - times[0] > 4000) { done(times.slice(1).map((time, i) => time - times[i])); return; }"
          + "  const turn = Math.floor(times.length / 30) % 2;"
          + "  svg.dispatchEvent(new WheelEvent('wheel', { ...at, deltaY: turn ? 100 : -100, ctrlKey: true }));"
          + "  frame.dispatchEvent(new KeyboardEvent('keydown', { key: turn ? 'ArrowLeft' : 'ArrowRight', bubbles: true, cancelable: true }));"
          + "  requestAnimationFrame(step);"
          + " };"
          + " requestAnimationFrame(step);"
          + "})";

  private final List<String> lines = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();
  private Suite suite;
  private Scene scene;
  private List<Applicant> people = List.of();
  private String graphConsent = "";

  @BeforeAll
  void setTheScene() throws Exception {
    suite =
        Suite.startFresh(
            "portal-measures", "5000", Map.of("TALLYSTICK_PORTAL_REQUESTS_PER_MINUTE", "1000000"));
    Command.Result demo = suite.command().run("demo");
    assertThat(demo.exitCode()).as(demo.output()).isZero();
    scene = Scene.open(suite);
    people = scene.applicants(READERS);
    Applicant busy = people.get(0);
    graphConsent = busy.consent();
    int sales = 0;
    // Each sale is two releases to the bureau and one to the lender; the deposits are two.
    while (3 * (sales + 1) + 2 <= GRAPH) {
      var unused = scene.inquire(busy);
      sales++;
    }
    busy = scene.consentAgain(busy);
    while (count(busy) < USES) {
      for (int i = 0; i < 10; i++) {
        var unused = scene.inquire(busy);
      }
    }
    for (Applicant each : people.subList(1, people.size())) {
      for (int i = 0; i < 3; i++) {
        var unused = scene.inquire(each);
      }
    }
  }

  @AfterAll
  void end() throws Exception {
    Files.write(REPORT, lines);
    if (suite != null) {
      suite.close();
    }
  }

  /** How many entries the person's list has. */
  private int count(Applicant person) throws Exception {
    String answer =
        Suite.read(suite.address("AUDIT_URL") + "/v1/me/usage?limit=1", suite.token(person.name()));
    return JSON.readTree(answer).get("count").asInt();
  }

  @Test
  void portal_isAsQuickAsIsAsked() throws Exception {
    server();
    throughput();
    assumeTrue(
        PortalBrowser.isInstalled(), "no " + PortalBrowser.PROGRAM + ": no paint, no frames");
    try (PortalBrowser browser =
        PortalBrowser.start(URI.create(suite.address("PORTAL_URL")).getPort())) {
      pagesOfThePerson(browser);
      pagesOfTheAuditor(browser);
      pagesForEverybody(browser);
    }
    assertThat(missed).isEmpty();
  }

  /** From the request to the last byte of the page, without a browser. */
  private void server() throws Exception {
    PortalVisit visit = logIn(people.get(0).name());
    int uses = count(people.get(0));
    for (String path : List.of("/me/usage", "/me/figures", "/me/consents", "/me/records")) {
      List<Double> millis = new ArrayList<>();
      int bytes = 0;
      for (int i = 0; i < WARM_UP * 5 + REQUESTS; i++) {
        long begun = System.nanoTime();
        HttpResponse<String> page = visit.open(path);
        double taken = (System.nanoTime() - begun) / 1e6;
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("is not there right now");
        bytes = page.body().length();
        if (i >= WARM_UP * 5) {
          millis.add(taken);
        }
      }
      atMost(
          "server, %s of a person with %,d entries (%,d characters), median of %d; slowest %.0f ms"
              .formatted(path, uses, bytes, REQUESTS, Collections.max(millis)),
          median(millis),
          MOST_SERVER_MILLIS,
          "ms");
    }
  }

  /** Logged-in people who open their list again as soon as they have it. */
  private void throughput() throws Exception {
    List<PortalVisit> visits = new ArrayList<>();
    for (Applicant each : people.subList(1, people.size())) {
      PortalVisit visit = logIn(each.name());
      visit.open("/me/usage");
      visits.add(visit);
    }
    ExecutorService threads = Executors.newFixedThreadPool(visits.size());
    try {
      long end = System.nanoTime() + LOAD.toNanos();
      List<Callable<List<Double>>> loads = new ArrayList<>();
      visits.forEach(visit -> loads.add(() -> load(visit, end)));
      List<Double> millis = new ArrayList<>();
      for (Future<List<Double>> load : threads.invokeAll(loads)) {
        millis.addAll(load.get());
      }
      Collections.sort(millis);
      tell(
          "%d people logged in, each opens their list as soon as they have it: %.0f pages/s, p50 %.0f ms, p99 %.0f ms"
              .formatted(
                  visits.size(),
                  millis.size() / (double) LOAD.toSeconds(),
                  millis.get(millis.size() / 2),
                  millis.get(millis.size() * 99 / 100)));
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Double> load(PortalVisit visit, long end) throws Exception {
    List<Double> millis = new ArrayList<>();
    while (System.nanoTime() - end < 0) {
      long begun = System.nanoTime();
      HttpResponse<String> page = visit.open("/me/usage");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("bought a credit report");
      millis.add((System.nanoTime() - begun) / 1e6);
    }
    return millis;
  }

  private void pagesOfThePerson(PortalBrowser browser) throws Exception {
    for (String name : List.of("citizen1", people.get(0).name())) {
      try (BrowserContext person = browser.person(PortalLook.DESK_ENGLISH_DARK)) {
        Page page = person.newPage();
        page.navigate(suite.address("PORTAL_URL") + "/me/usage");
        fillIn(page, name);
        page.waitForURL(suite.address("PORTAL_URL") + "/me/usage");
        String whose = name.equals("citizen1") ? " of the demonstration's person" : " of many uses";
        for (String path :
            List.of("/me/usage", "/me/figures", "/me/consents", "/me/records", "/me/check")) {
          page(person, path, path + whose);
        }
      }
    }
  }

  private void pagesOfTheAuditor(PortalBrowser browser) throws Exception {
    try (BrowserContext auditor = browser.person(PortalLook.DESK_ENGLISH_DARK)) {
      Page page = auditor.newPage();
      page.navigate(suite.address("PORTAL_URL") + "/auditor");
      fillIn(page, "auditor");
      page.fill("#otp", code("auditor"));
      page.click("#kc-login");
      page.waitForURL(suite.address("PORTAL_URL") + "/auditor");
      for (String path : List.of("/auditor", "/auditor/money", "/auditor/health")) {
        page(auditor, path, path);
      }
      String graph = "/auditor/lineage?kind=CONSENT&id=" + graphConsent + "&way=UP&why=measure";
      page(auditor, graph, "/auditor/lineage, a graph of " + GRAPH + " things");
      frames(page, graph);
    }
  }

  private void frames(Page page, String graph) throws Exception {
    page.navigate(suite.address("PORTAL_URL") + graph);
    page.locator("svg.graph[data-ready]").waitFor();
    int nodes = Integer.parseInt(page.locator("svg.graph").getAttribute("data-nodes"));
    List<Double> frames = new ArrayList<>();
    for (Object each : (List<?>) page.evaluate(FRAMES)) {
      frames.add(((Number) each).doubleValue());
    }
    atLeast(
        "frames while a graph of %d things is zoomed and moved, median of %d; 95 in 100 within %.0f ms"
            .formatted(nodes, frames.size(), sorted(frames).get(frames.size() * 95 / 100)),
        1_000 / median(frames),
        LEAST_FRAMES,
        "a second");
  }

  private void pagesForEverybody(PortalBrowser browser) throws Exception {
    try (BrowserContext stranger = browser.person(PortalLook.DESK_ENGLISH_DARK)) {
      for (String path :
          List.of("/", "/board", "/board/flows", "/board/collects", "/log", "/receipt")) {
        page(stranger, path, path);
      }
    }
  }

  /** What a page loads into an empty browser, and how soon a warm one shows something. */
  private void page(BrowserContext person, String path, String name) throws Exception {
    Page page = person.newPage();
    try {
      var session = person.newCDPSession(page);
      var unused = session.send("Network.clearBrowserCache");
      page.navigate(suite.address("PORTAL_URL") + path);
      double bytes = ((Number) page.evaluate(BYTES)).doubleValue();
      List<Double> paints = new ArrayList<>();
      for (int i = 0; i < WARM_UP + PAINTS; i++) {
        page.navigate(suite.address("PORTAL_URL") + path);
        double paint = ((Number) page.evaluate(PAINT)).doubleValue();
        if (i >= WARM_UP) {
          paints.add(paint);
        }
      }
      atMost("first contentful paint, " + name, median(paints), MOST_PAINT_MILLIS, "ms");
      atMost("bytes, " + name, bytes, MOST_BYTES, "bytes");
    } finally {
      page.close();
    }
  }

  private PortalVisit logIn(String name) throws Exception {
    PortalVisit visit = new PortalVisit(suite.address("PORTAL_URL"));
    HttpResponse<String> page = visit.logIn("/me/usage", name, password(name));
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    return visit;
  }

  private void fillIn(Page page, String name) {
    page.fill("#username", name);
    page.fill("#password", password(name));
    page.click("#kc-login");
  }

  private String password(String name) {
    return Secrets.in(suite.command().home().resolve("secrets.properties")).password(name);
  }

  private String code(String name) throws Exception {
    Matcher code =
        Pattern.compile("code\\s+([0-9]{6})").matcher(suite.command().run("login", name).output());
    assertThat(code.find()).isTrue();
    return code.group(1);
  }

  private void atMost(String what, double measured, double asked, String unit) {
    tell(what, measured, "at most", asked, unit, measured <= asked);
  }

  private void atLeast(String what, double measured, double asked, String unit) {
    tell(what, measured, "at least", asked, unit, measured >= asked);
  }

  private void tell(
      String what, double measured, String bound, double asked, String unit, boolean isKept) {
    tell(
        "%s: %,.0f %s, asked %s %,.0f: %s"
            .formatted(what, measured, unit, bound, asked, isKept ? "yes" : "NO"));
    if (!isKept) {
      missed.add(lines.get(lines.size() - 1));
    }
  }

  private void tell(String line) {
    lines.add(line);
    System.out.println("portal: " + line);
  }

  private static List<Double> sorted(List<Double> values) {
    return values.stream().sorted().toList();
  }

  private static double median(List<Double> values) {
    return sorted(values).get(values.size() / 2);
  }
}
