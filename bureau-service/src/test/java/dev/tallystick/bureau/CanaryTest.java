package dev.tallystick.bureau;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What a record says gets into the sealed report and nowhere else. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class CanaryTest {
  private static final String CANARY = "canary-mix";

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @Inject DataSource database;

  /** Everything that is logged while it listens, messages and stack traces. */
  private static final class Listener extends Handler {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord record) {
      lines.add(new SimpleFormatter().format(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void records_leaveNoTraceInLogsProblemsEventsOrRows() {
    Fair fair = Fair.open(market);
    Listener listener = new Listener();
    Logger root = Logger.getLogger("");
    root.addHandler(listener);
    StringBuilder answers = new StringBuilder();
    try {
      answers.append(fair.lender().buy(fair.request()).asString());
      new ReportedPerson(fair.subject()).ask(fair.bureau().id(), "COUNTER").then().statusCode(200);
      market.permitNext();
      market.denyNext("CONSENT_WITHDRAWN", "R24");
      answers.append(fair.lender().buy(fair.request()).asString());
      market.tamperReleases(release -> JsonObject.EMPTY);
      answers.append(fair.lender().buy(fair.request()).asString());
      Logger.getLogger("dev.tallystick.bureau.CanaryTest").info("the listener listens");
    } finally {
      root.removeHandler(listener);
    }

    assertThat(listener.lines).anyMatch(line -> line.contains("the listener listens"));
    assertThat(listener.lines)
        .noneMatch(line -> line.contains(CANARY))
        .noneMatch(line -> line.contains(fair.subject()));
    assertThat(answers.toString()).doesNotContain(CANARY);
    for (ScriptedEvent logged : market.log().entries()) {
      assertThat(new String(logged.event().toRequestJson(), UTF_8)).doesNotContain(CANARY);
    }
    Rows rows = new Rows(database, "bureau-north");
    for (String table :
        List.of("inquiry", "acknowledgement", "product", "seen_statement", "self_report")) {
      assertThat(rows.select("select t::text from " + table + " t"))
          .as(table)
          .noneMatch(row -> row.contains(CANARY));
    }
  }
}
