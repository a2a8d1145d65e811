package dev.tallystick.audit;

import static dev.tallystick.audit.TestAcknowledgements.entry;
import static dev.tallystick.audit.TestAcknowledgements.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.TestExchange.Logged;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.party.SeenCheckpoint;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Acknowledgements keep up with releases because a batch costs what one does. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class AcknowledgementCostTest {
  /** Keys, releases, the log's size, tiles of the checkpoint, claims, what was undelivered. */
  private static final long MOST = 14;

  /** The checkpoint is published each second, by a thread that is counted too. */
  private static final int TRIES = 3;

  @Inject CountedConnections connections;

  private TestExchange exchange;
  private TestAcknowledgements acknowledgements;

  @BeforeEach
  void begin() {
    exchange = new TestExchange();
    acknowledgements = new TestAcknowledgements(exchange);
  }

  @Test
  void batch_takesNoMoreTransactionsThanOneAcknowledgement() throws Exception {
    long one = leastOf(1);
    long six = leastOf(6);

    assertThat(six).isPositive().isLessThanOrEqualTo(one).isLessThanOrEqualTo(MOST);
  }

  private long leastOf(int releases) throws Exception {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      least = Math.min(least, connectionsOf(statements(releases)));
    }
    return least;
  }

  private List<String> statements(int releases) throws Exception {
    List<Logged> sold = new ArrayList<>();
    for (int i = 0; i < releases; i++) {
      sold.add(exchange.second(exchange.first()));
    }
    SeenCheckpoint seen = seen(sold.get(releases - 1).index());
    List<String> statements = new ArrayList<>();
    for (Logged release : sold) {
      statements.add(
          acknowledgements
              .said(exchange.lender, release, entry(release, "bureau-service"), seen)
              .sign(exchange.lenderKey));
    }
    return statements;
  }

  private long connectionsOf(List<String> statements) {
    long before = connections.taken();
    Response response = acknowledgements.postBatchAsLender(statements);
    long taken = connections.taken() - before;
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    assertThat(response.asString().lines())
        .hasSize(statements.size())
        .allMatch(line -> line.startsWith("{\"eventId\""));
    return taken;
  }
}
