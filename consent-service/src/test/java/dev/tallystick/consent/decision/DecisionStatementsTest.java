package dev.tallystick.consent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Questions;
import dev.tallystick.consent.World;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.producer.direct.DirectStatements;
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
  @Inject DirectStatements direct;

  @Test
  void permit_takesOneStatement() {
    World world = World.in(log);
    Questions questions = new Questions(world);
    String person = World.person();
    Agreed.provide(world.mall, world.bureau).give(person);
    Statistics statistics = sessions.getStatistics();

    // Jobs in the background make statements too, so the decision with the fewest counts.
    long[] fewest = {Long.MAX_VALUE};
    IntStream.range(0, 30)
        .forEach(
            i -> {
              long before = statistics.getPrepareStatementCount() + direct.preparedCount();
              assertThat(Questions.ask(questions.release1(person)).path("outcome").toString())
                  .isEqualTo("PERMIT");
              long after = statistics.getPrepareStatementCount() + direct.preparedCount();
              fewest[0] = Math.min(fewest[0], after - before);
            });

    assertThat(fewest[0]).isEqualTo(1);
  }
}
