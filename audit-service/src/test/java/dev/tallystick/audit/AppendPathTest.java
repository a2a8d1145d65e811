package dev.tallystick.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.time.Clock;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;

/** An append costs no session, no transaction and no statement of Hibernate's. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class AppendPathTest {
  private static final int APPENDS = 20;

  @Inject SessionFactory hibernate;

  private final TestEvents events = new TestEvents(Clock.systemUTC());

  @Test
  void append_touchesNoHibernate() {
    Statistics statistics = hibernate.getStatistics();
    assertThat(statistics.isStatisticsEnabled()).isTrue();
    long sessions = statistics.getSessionOpenCount();
    long transactions = statistics.getTransactionCount();
    long statements = statistics.getPrepareStatementCount();

    for (int i = 0; i < APPENDS; i++) {
      assertThat(LogApi.append(events.freeze()).statusCode()).isEqualTo(201);
    }

    assertThat(statistics.getSessionOpenCount()).isEqualTo(sessions);
    assertThat(statistics.getTransactionCount()).isEqualTo(transactions);
    assertThat(statistics.getPrepareStatementCount()).isEqualTo(statements);
  }
}
