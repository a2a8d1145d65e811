package dev.tallystick.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What answers in the services' place once somebody has taken them over, or writes into them what
 * is meant for the browser of whoever reads it: markup in every text. It notes what it is asked.
 */
public final class HostileNeighbours implements QuarkusTestResourceLifecycleManager {
  /** In every text. */
  public static final String MARKUP = "<script>alert(1)</script>\" onload=\"alert(2)";

  /** Whoever asks for this purpose gets the same without markup. */
  static final String CALM = "calm";

  private static final String JSON_MARKUP = MARKUP.replace("\"", "\\\"");
  private static final Queue<String> ASKED = new ConcurrentLinkedQueue<>();
  private static final Map<String, String> BODIES = new ConcurrentHashMap<>();

  private static final Map<String, Said> SAID = new ConcurrentHashMap<>();

  private static volatile Set<String> away = Set.of();

  private final HttpServer server = start0();

  private static HttpServer start0() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was asked since the last time, as {@code METHOD path?query}. */
  static List<String> asked() {
    List<String> all = List.copyOf(ASKED);
    ASKED.clear();
    return all;
  }

  /** From now on these services say that they cannot, by their names. */
  static void away(Set<String> services) {
    away = Set.copyOf(services);
  }

  private record Said(int status, String json) {}

  /** From now on this is the answer to a question, a path with its query. */
  static void say(String question, int status, String json) {
    SAID.put(question, new Said(status, json));
  }

  /** From now on the answers are the usual ones. */
  static void sayAsUsual() {
    SAID.clear();
  }

  /** What was last sent to a path. */
  static String body(String path) {
    return BODIES.getOrDefault(path, "");
  }

  @Override
  public Map<String, String> start() {
    server.createContext("/", HostileNeighbours::answer);
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return Map.of(
        // The tests of pages ask for more of them than one reader does; RequestRateTest has the
        // bound.
        "tallystick.portal.requests-per-minute",
        "100000",
        "tallystick.audit.url",
        url + "/audit",
        "tallystick.consent.url",
        url + "/consent",
        "tallystick.vault.url",
        url + "/vault",
        "tallystick.bureau.url",
        url + "/bureau");
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      ASKED.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      BODIES.put(path, new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      if (away.contains(path.replaceFirst("^/([^/]+)/.*", "$1"))) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      Said said = SAID.get(exchange.getRequestURI().toString());
      if (said != null) {
        byte[] answer = said.json().getBytes(UTF_8);
        exchange.sendResponseHeaders(said.status(), answer.length == 0 ? -1 : answer.length);
        if (answer.length > 0) {
          exchange.getResponseBody().write(answer);
        }
        return;
      }
      String answer = json(path);
      boolean isCalm = body(path).contains(CALM);
      byte[] bytes = answer.replace("MARKUP", isCalm ? CALM : JSON_MARKUP).getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(
          answer.isEmpty() ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private static String json(String path) {
    return switch (path) {
      case "/audit/v1/lineage" ->
          """
          {"size":9,"complete":true,
           "counts":{"releases":1,"people":1,"deposits":1,"held":1,"acknowledged":0,"undelivered":0,"destroyed":0},
           "pairs":[{"from":"MARKUP","to":"MARKUP","step":"MARKUP","releases":1,"held":1}],
           "holders":[{"party":"mall-east","releases":1,"held":1,"told":false}],
           "deposits":[{"event":"MARKUP-1","from":"MARKUP","chunk":"MARKUP","index":1,"recordedAt":"MARKUP"}],
           "releases":[{"event":"MARKUP","release":"MARKUP","index":2,"recordedAt":"MARKUP","step":"MARKUP","from":"mall-east","to":"MARKUP",
             "purpose":"MARKUP","product":"MARKUP","fee":{"amount":1,"currency":"MARKUP","tariff":"MARKUP","line":"MARKUP"},"deposits":["MARKUP-1"],"distance":0}]}
          """;
      case "/audit/v1/orphans" ->
          """
          {"size":9,"orphans":[{"event":"MARKUP","release":"MARKUP","index":2,"recordedAt":"MARKUP","step":"MARKUP","from":"mall-east","to":"MARKUP",
             "purpose":"MARKUP","undelivered":{"event":"MARKUP","index":3}}],"next":"MARKUP"}
          """;
      case "/audit/v1/money-flow" ->
          """
          {"size":9,"flows":[
            {"day":"2026-03-01","from":"MARKUP","to":"mall-east","product":"MARKUP","currency":"MARKUP","releases":2,"amount":300},
            {"day":"2026-03-02","from":"MARKUP","to":"mall-east","product":"MARKUP","currency":"MARKUP","releases":1,"amount":100}]}
          """;
      case "/audit/v1/anomalies" ->
          """
          {"size":9,"anomalies":[
            {"event":"MARKUP","anomaly":"MARKUP","index":4,"recordedAt":"MARKUP","party":"mall-east","detector":"MARKUP","from":"MARKUP","until":"MARKUP",
             "observed":7,"expected":2,"severity":"MARKUP","cleared":{"event":"MARKUP","index":5,"recordedAt":"MARKUP","finding":"MARKUP"},
             "suspension":{"event":"MARKUP","index":6,"active":true,"until":"MARKUP"}},
            {"event":"MARKUP","anomaly":"MARKUP","index":3,"recordedAt":"2026-03-01T02:01:00.000Z","party":"MARKUP","detector":"RECEIPT_MISSING",
             "from":"2026-03-01T02:00:00.000Z","until":"2026-03-01T02:01:00.000Z","observed":1000,"expected":20,"severity":"ALARM",
             "suspension":{"event":"MARKUP","index":6,"active":false}},
            {"event":"MARKUP","anomaly":"MARKUP","index":2,"recordedAt":"MARKUP"},
            {"event":"MARKUP","anomaly":"MARKUP","index":1,"recordedAt":"MARKUP","detector":"LOG_DAMAGED","observed":1,"expected":0,"severity":"ALARM"},
            {"event":"MARKUP","anomaly":"MARKUP","index":0,"recordedAt":"MARKUP","detector":"MANY_LENDERS","observed":5,"expected":4,"severity":"WARNING"}],"next":"MARKUP"}
          """;
      case "/audit/v1/reconciliation" ->
          """
          {"size":9,"days":[
            {"day":"2026-03-01","from":"mall-east","to":"MARKUP","releases":5,"acknowledged":2,"undelivered":1,"open":2,"oldestOpenAt":"MARKUP",
             "charged":[{"currency":"CNY","releases":4,"amount":320},{"currency":"MARKUP","releases":1,"amount":9}]},
            {"day":"2026-03-02","from":"MARKUP","to":"mall-east","releases":3,"acknowledged":3,"undelivered":0,"open":0}]}
          """;
      case "/audit/v1/parity" ->
          """
          {"coveredSize":9,"month":"MARKUP",
           "bureaus":[{"bureau":"MARKUP","figures":{"cases":26,"medianMillis":5100,"refusedPerMille":153}},{"bureau":"mall-east","figures":{}}],
           "rows":[
            {"bureau":"MARKUP","holder":"mall-east","basisPoints":2550,"side":"LENDER","group":{"cases":1000,"medianMillis":1200,"refusedPerMille":25},
             "rest":{"cases":16,"medianMillis":47000},
             "prices":[{"product":"MARKUP","line":"MARKUP","currency":"CNY","group":80,"rest":100}]},
            {"bureau":"mall-east","holder":"MARKUP","basisPoints":500,"side":"MARKUP","group":{},"rest":{}}]}
          """;
      case "/audit/v1/boards/loan-costs" ->
          """
          {"coveredSize":9,"costs":[
            {"month":"2026-03","currency":"CNY","approvals":1230,"perApproval":375},
            {"month":"2026-03","bureau":"mall-east","product":"MARKUP","currency":"CNY"},
            {"month":"MARKUP","bureau":"MARKUP","product":"MARKUP","currency":"MARKUP","approvals":10,"perApproval":1}]}
          """;
      case "/audit/v1/boards/joint-loans" ->
          """
          {"coveredSize":9,
           "pairs":[{"month":"2026-03","lender":"MARKUP","partner":"mall-east","loans":40},{"month":"MARKUP","lender":"mall-east","partner":"MARKUP","loans":10}],
           "months":[{"month":"MARKUP"},{"month":"2026-03","opened":1230,"joint":410,"jointPerMille":333,"growthPerMille":-250}]}
          """;
      case "/audit/v1/boards/channels" ->
          """
          {"coveredSize":9,"months":[
            {"month":"MARKUP","direct":1020},
            {"month":"2026-02","throughBureaus":4500,"directRefused":30,"bureausPerMille":993,"fees":[{"currency":"CNY","amount":432000}]}]}
          """;
      case "/audit/v1/boards/bureaus" ->
          """
          {"coveredSize":9,"bureaus":[
            {"month":"2026-03","bureau":"mall-east","sold":2340,"medianMillis":1200,"p95Millis":47000,"failedPerMille":25,"quietDays":3},
            {"month":"MARKUP","bureau":"MARKUP","quietDays":0}]}
          """;
      case "/audit/index/sealed" ->
          """
          {"coveredSize":9,"authorities":[
            {"authority":"MARKUP","sealed":7,"closed":2,"late":1,"nextOpening":"MARKUP","lastOpening":"2026-03-01T02:00:00.000Z"},
            {"authority":"mall-east","sealed":1,"closed":0,"late":0}]}
          """;
      case "/audit/v1/log-health" ->
          """
          {"asOf":"2026-03-01T00:00:00Z","size":9,"writable":true,"witnessedSize":8,"witnessedAt":"MARKUP","indexedSize":9,"indexLag":0,
           "self":{"size":7,"at":"MARKUP","holds":false,"finding":"MARKUP"}}
          """;
      case "/audit/v1/me/reads" ->
          """
          {"reads":[{"index":1,"recordedAt":"MARKUP","kind":"PARTY","purpose":"MARKUP","party":"mall-east"},
                    {"index":2,"recordedAt":"MARKUP","kind":"MARKUP","purpose":"MARKUP","entry":"MARKUP"}],"next":"MARKUP"}
          """;
      case "/audit/v1/refusals" ->
          """
          {"refusals":[{"index":1,"recordedAt":"MARKUP","step":"RELEASE","caller":"MARKUP","from":"MARKUP","to":"MARKUP","outcome":"MARKUP",
             "ruleIds":["MARKUP"],"label":"MARKUP"}],"next":"MARKUP"}
          """;
      case "/consent/v1/parties" ->
          """
          {"parties":[{"party":"mall-east","role":"MARKUP","legalName":"MARKUP","country":"CN","suspended":true,
             "suspensions":[{"scope":"MARKUP","ground":"MARKUP","caseNo":"MARKUP","until":"MARKUP"}],
             "licences":[{"licence":"l","licenceNo":"MARKUP","issuer":"MARKUP","scope":[],"validFrom":"MARKUP","validTo":"MARKUP"}],
             "agreements":["a"]},
            {"party":"bureau-north","role":"BUREAU","legalName":"MARKUP","contact":"MARKUP","suspended":false,"licences":[],"agreements":[]},
            {"party":"bureau-south","role":"BUREAU","legalName":"MARKUP","contact":"1 Quay Road","suspended":false,"licences":[],"agreements":[]},
            {"party":"bureau-away","role":"BUREAU","legalName":"MARKUP","contact":"2 Quay Road","suspended":true,"licences":[],"agreements":[]},
            {"party":"authority","role":"REGULATOR","legalName":"MARKUP","suspended":false,"licences":[],"agreements":[]}]}
          """;
      case "/consent/v1/ownerships" ->
          """
          {"shares":[{"holder":"MARKUP","held":"mall-east","basisPoints":2550,"since":"MARKUP","approvalRef":"MARKUP"}],
           "conflicts":[{"bureau":"MARKUP","holder":"MARKUP","basisPoints":600}]}
          """;
      case "/consent/v1/duties" ->
          """
          {"duties":[{"kind":"MARKUP","party":"MARKUP","about":"MARKUP","title":"MARKUP","dueOn":"MARKUP","overdue":true}],"waiting":3}
          """;
      case "/consent/v1/scoreboard" ->
          """
          {"today":"2026-03-01","obligations":[{"id":"MARKUP","title":"MARKUP","rule":"MARKUP","dueOn":"MARKUP","opensAt":"MARKUP","bound":1,
             "done":0,"parties":[{"party":"MARKUP","status":"MARKUP","missed":true,"commitment":"MARKUP","nonce":"MARKUP"}]}]}
          """;
      case "/consent/v1/packs" ->
          """
          {"packs":[{"pack":"MARKUP","family":"cn","version":1,"title":"MARKUP","digest":"MARKUP","effectiveFrom":"2025","activations":["MARKUP"]},
                    {"pack":"MARKUP","family":"cn","version":2,"title":"MARKUP","digest":"MARKUP","effectiveFrom":"2026","activations":[]}]}
          """;
      case "/consent/v1/replays" ->
          """
          {"pack":"MARKUP","version":1,"totals":{"decisions":3,"unchanged":1},"unreadable":0,
           "byRule":[{"key":"MARKUP","counts":{"decisions":2}}],"byDiscloser":[],"byRecipient":[],"byMonth":[]}
          """;
      case "/consent/v1/approvals" ->
          """
          {"approvals":[{"id":"apr_019c0000-0000-7000-8000-000000000001","action":"MARKUP","what":"MARKUP","digest":"MARKUP","state":"PROPOSED",
             "entry":"MARKUP","proposedAt":"MARKUP"}]}
          """;
      case "/consent/v1/traffic" ->
          """
          {"flows":[{"from":"mall-east","fromName":"MARKUP","to":"MARKUP","toName":"MARKUP","releases":20,"categories":["MARKUP"],"purposes":["MARKUP"]}],
           "directSales":[{"from":"mall-east","fromName":"MARKUP","to":"b","toName":"MARKUP"}]}
          """;
      case "/consent/v1/publications" ->
          """
          {"publishers":[{"party":"mall-east","name":"MARKUP","role":"PLATFORM"},{"party":"bureau-north","name":"MARKUP","role":"BUREAU"}]}
          """;
      case "/consent/v1/publications/mall-east" ->
          """
          {"party":"mall-east","name":"MARKUP","role":"MARKUP","categories":[{"category":"MARKUP","tiers":["S"]}],"objection":{"contact":"MARKUP"},
           "sources":[],"recipients":[{"party":"MARKUP","name":"MARKUP","role":"MARKUP","categories":["MARKUP"],"purposes":["MARKUP"],"releases":30}]}
          """;
      case "/vault/v1/me/alerts" ->
          """
          {"addresses":[
            {"address":"a","kind":"mail","to":"MARKUP","pace":"MARKUP","language":"MARKUP","state":"PENDING","setAt":"MARKUP","confirmBy":"MARKUP","failed":[]},
            {"address":"b","kind":"mail","to":"mei@post.example","pace":"DAILY","language":"en","state":"CONFIRMED","setAt":"MARKUP","failed":[]},
            {"address":"c","kind":"webhook","to":"MARKUP","pace":"AT_ONCE","language":"zh","state":"OFF","setAt":"MARKUP","offAt":"2026-03-01T00:00:00Z",
             "failed":[{"alert":"MARKUP","occasion":"SALE","event":"MARKUP","happenedAt":"MARKUP","failedAt":"MARKUP"},
                       {"alert":"MARKUP","occasion":"MARKUP","happenedAt":"MARKUP","failedAt":"MARKUP"}]},
            {"address":"d","kind":"webhook","to":"MARKUP","pace":"MARKUP","language":"zh","state":"MARKUP","setAt":"MARKUP"}]}
          """;
      case "/vault/v1/me/alerts/mail", "/vault/v1/me/alerts/confirmation" ->
          """
          {"address":"a","kind":"mail","to":"MARKUP","pace":"DAILY","language":"zh","state":"PENDING","setAt":"MARKUP","failed":[]}
          """;
      case "/vault/v1/me/alerts/webhook" ->
          """
          {"address":"c","kind":"webhook","to":"MARKUP","pace":"AT_ONCE","language":"en","state":"PENDING","setAt":"MARKUP","secret":"whsec_MARKUP","failed":[]}
          """;
      case "/bureau/v1/tariffs" ->
          """
          {"bureau":"MARKUP","tariffs":[{"tariff":"t","version":1,"currency":"MARKUP","effectiveFrom":"MARKUP",
             "lines":[{"line":"MARKUP","payer":"MARKUP","product":"MARKUP","userClass":"MARKUP","amount":100,"dedup":"MARKUP"}]}]}
          """;
      default ->
          path.matches("/consent/v1/packs/[0-9a-f]{64}/difference")
              ? "{\"from\":\"a\",\"to\":\"b\",\"lines\":[{\"mark\":\"+\",\"text\":\"MARKUP\"},{\"mark\":\"@\",\"text\":\"\"}]}"
              : path.matches("/vault/v1/complaints/.*") ? "{}" : HostilePersonPages.json(path);
    };
  }
}
