package dev.tallystick.consent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Questions;
import dev.tallystick.consent.World;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;

/** Deciding is the hot path: it asks the database whether a stop waits for the log, and no more. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class DecisionStatementsTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  @Inject SessionFactory sessions;

  @Test
  void permit_takesOneStatementInOneTransaction() {
    World world = World.in(log);
    Questions questions = new Questions(world);
    String person = World.person();
    Agreed.provide(world.mall, world.bureau).give(person);
    Statistics statistics = sessions.getStatistics();

    // Jobs in the background make statements too, so the decision with the fewest counts.
    long[] fewest = {Long.MAX_VALUE, Long.MAX_VALUE};
    IntStream.range(0, 30)
        .forEach(
            i -> {
              long statements = statistics.getPrepareStatementCount();
              long transactions = statistics.getTransactionCount();
              assertThat(Questions.ask(questions.release1(person)).path("outcome").toString())
                  .isEqualTo("PERMIT");
              fewest[0] = Math.min(fewest[0], statistics.getPrepareStatementCount() - statements);
              fewest[1] = Math.min(fewest[1], statistics.getTransactionCount() - transactions);
            });

    assertThat(fewest).as("statements, transactions").containsExactly(1, 1);
  }
}
