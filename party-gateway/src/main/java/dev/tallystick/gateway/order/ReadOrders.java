package dev.tallystick.gateway.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.gateway.document.KeptEvidence;
import dev.tallystick.gateway.problem.GatewayProblemCode;
import dev.tallystick.gateway.seal.SealedPapers;
import dev.tallystick.gateway.seal.SealedPapers.Paper;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells of orders, and shows what was bought. */
@Singleton
public class ReadOrders {
  private static final int PAGE = 50;
  private static final String FIRST = "ord_g";

  private final ReportOrderRepository orders;
  private final SealedPapers papers;
  private final Clock clock;

  ReadOrders(ReportOrderRepository orders, SealedPapers papers, Clock clock) {
    this.orders = orders;
    this.papers = papers;
    this.clock = clock;
  }

  /** An order and how far it is. */
  @Transactional
  public ReportOrderJson find(String id) {
    return ReportOrderJson.of(row(id));
  }

  /** A page of orders; the cursor is the id of the last one before it. */
  @Transactional
  public ReportOrdersJson list(Optional<OrderState> state, @Nullable String cursor) {
    Optional<ReportOrderEntity> last = cursor == null ? Optional.empty() : Optional.of(row(cursor));
    // Behind every time and every id there is.
    Instant before = last.map(row -> row.createdAt).orElse(clock.instant().plusSeconds(3_600));
    List<ReportOrderEntity> rows =
        orders.page(state, before, last.map(row -> row.id).orElse(FIRST), PAGE + 1);
    boolean isMore = rows.size() > PAGE;
    List<ReportOrderEntity> page = isMore ? rows.subList(0, PAGE) : rows;
    return new ReportOrdersJson(
        page.stream().map(ReportOrderJson::of).toList(), isMore ? page.get(PAGE - 1).id : null);
  }

  /** The report of an order; once its time is over it is as good as destroyed. */
  @Transactional
  public KeptReportJson report(String id) {
    ReportOrderEntity row = row(id);
    byte[] sealed = row.report;
    Instant end = row.destroyAt;
    boolean isOver = end != null && !clock.instant().isBefore(end);
    if (sealed == null || isOver) {
      throw switch (row.state) {
        case OPENED, ACKNOWLEDGED, DESTROYING, DESTROYED ->
            GatewayProblemCode.REPORT_DESTROYED.problem();
        case FLAWED -> GatewayProblemCode.REPORT_FLAWED.problem();
        default -> GatewayProblemCode.REPORT_NOT_THERE.problem();
      };
    }
    String report = new String(papers.open(Paper.REPORT, id, sealed), UTF_8);
    return new KeptReportJson(
        id,
        Objects.requireNonNull(row.release),
        report,
        row.omissions(),
        row.changed.isEmpty() ? List.of() : List.of(row.changed.split(",")),
        Objects.requireNonNull(row.openedAt),
        Objects.requireNonNull(row.destroyAt));
  }

  /**
   * The log's receipt of a purchase, as a JSON document; it proves to anybody that it was logged.
   */
  @Transactional
  public String receipt(String id) {
    ReportOrderEntity row = row(id);
    byte[] sealed = row.evidence;
    if (sealed == null) {
      throw GatewayProblemCode.REPORT_NOT_THERE.problem();
    }
    try {
      JsonObject kept =
          (JsonObject) CanonicalJson.parseMessage(papers.open(Paper.EVIDENCE, id, sealed));
      return new String(CanonicalJson.messageBytes(KeptEvidence.read(kept).receipt()), UTF_8);
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("evidence was sealed as something else", e);
    }
  }

  private ReportOrderEntity row(String id) {
    return orders.findByIdOptional(id).orElseThrow(GatewayProblemCode.ORDER_UNKNOWN::problem);
  }
}
