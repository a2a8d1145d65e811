package dev.tallystick.system;

import static dev.tallystick.system.HonestEntries.naming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.rules.state.LoggedEvent;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The boards of the market as somebody without a token reads them, held against a log of this
 * month.
 */
record PublicBoards(Suite suite) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RELEASED = "data.released";
  private static final Predicate<LoggedEvent> SALE = naming("step", "RELEASE_2");

  /** Waits until the log is counted beyond this entry. */
  void awaitCounted(long index) {
    await("the boards count what was done")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> board("joint-loans").get("coveredSize").asLong() > index);
  }

  /** A board as it came. */
  JsonNode board(String name) throws Exception {
    return JSON.readTree(Suite.read(suite.address("AUDIT_URL") + "/v1/boards/" + name, ""));
  }

  private JsonNode month(String name) throws Exception {
    JsonNode newest = board(name).get("months").get(0);
    assertThat(newest.get("month").asText()).isEqualTo(YearMonth.now(ZoneOffset.UTC).toString());
    return newest;
  }

  private JsonNode cost(String product) throws Exception {
    return find(board("loan-costs").get("costs"), "product", product)
        .orElseThrow(() -> new AssertionError("the board does not know the product"));
  }

  private static Optional<JsonNode> find(JsonNode rows, String member, String value) {
    for (JsonNode row : rows) {
      if (row.path(member).asText().equals(value)) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  /** Too few approvals were told for a figure of this product. */
  void assertCostIsNotTold(String product) throws Exception {
    assertThat(names(cost(product))).doesNotContain("approvals", "perApproval");
  }

  /** The fees that the log has of a product, over as many approvals. */
  void assertCost(HonestEntries log, String product, long approvals) throws Exception {
    long fees =
        log.all(RELEASED, SALE.and(naming("product", product))).stream()
            .mapToLong(sale -> sale.data().getObject("fee").getInteger("amount"))
            .sum();
    JsonNode cost = cost(product);
    assertThat(fees).isPositive();
    assertThat(cost.get("approvals").asLong()).isEqualTo(approvals);
    assertThat(cost.get("perApproval").asLong()).isEqualTo(Math.round((double) fees / approvals));
  }

  /** Loans and joint loans, as the log has them. */
  void assertLoans(HonestEntries log) throws Exception {
    List<LoggedEvent> loans = log.all("loan.opened", any -> true);
    List<LoggedEvent> joint = log.all("loan.opened", loan -> loan.data().has("shares"));
    JsonNode month = month("joint-loans");
    assertThat(month.get("opened").asLong()).isEqualTo(tens(loans));
    assertThat(month.get("joint").asLong()).isEqualTo(tens(joint));
    assertThat(month.get("jointPerMille").asLong()).isEqualTo(1_000L * joint.size() / loans.size());
  }

  /** A bureau that has sold from ten to nineteen reports: the slowest of so few is a single one. */
  void assertServed(HonestEntries log, String bureau) throws Exception {
    List<LoggedEvent> sales = log.all(RELEASED, SALE.and(naming("from", bureau)));
    JsonNode told = find(board("bureaus").get("bureaus"), "bureau", bureau).orElseThrow();
    assertThat(sales).hasSizeBetween(10, 19);
    assertThat(told.get("sold").asLong()).isEqualTo(tens(sales));
    assertThat(told.get("medianMillis").asLong()).isPositive();
    assertThat(names(told)).doesNotContain("p95Millis");
  }

  /** A bureau that has sold too few reports for a figure. */
  void assertTooFew(HonestEntries log, String bureau) throws Exception {
    assertThat(log.all(RELEASED, SALE.and(naming("from", bureau)))).hasSizeLessThan(10);
    find(board("bureaus").get("bureaus"), "bureau", bureau)
        .ifPresent(
            told ->
                assertThat(names(told)).doesNotContain("sold", "medianMillis", "failedPerMille"));
  }

  /** What goes to lenders through bureaus, as the log has it. */
  void assertChannels(HonestEntries log) throws Exception {
    assertThat(month("channels").get("throughBureaus").asLong())
        .isEqualTo(tens(log.all(RELEASED, SALE)));
  }

  /** Who lends together: lender, partner and number. */
  List<String> pairs() throws Exception {
    List<String> pairs = new ArrayList<>();
    for (JsonNode pair : board("joint-loans").get("pairs")) {
      String lender = pair.get("lender").asText();
      pairs.add(lender + " " + pair.get("partner").asText() + " " + pair.get("loans").asLong());
    }
    return pairs;
  }

  private static long tens(List<LoggedEvent> cases) {
    return cases.size() / 10 * 10L;
  }

  private static List<String> names(JsonNode row) {
    List<String> names = new ArrayList<>();
    row.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
