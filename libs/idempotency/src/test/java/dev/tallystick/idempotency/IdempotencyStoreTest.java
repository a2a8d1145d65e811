package dev.tallystick.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.TestClock;
import dev.tallystick.idempotency.Attempt.Answered;
import dev.tallystick.idempotency.Attempt.First;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What the store keeps, for whom and how long. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class IdempotencyStoreTest {
  private static final KeptAnswer ANSWER =
      new KeptAnswer(201, "text/plain", "/x/1", "done".getBytes(UTF_8));

  @Inject IdempotencyStore store;
  @Inject TestClock clock;
  @Inject DataSource database;
  private final String key = UUID.randomUUID().toString();

  @Test
  void begin_afterKeep_givesTheAnswer() {
    First first = (First) store.begin(request("a"));
    store.keep(first, ANSWER);

    KeptAnswer answer = ((Answered) store.begin(request("a"))).answer();

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.contentType()).isEqualTo("text/plain");
    assertThat(answer.location()).isEqualTo("/x/1");
    assertThat(answer.body()).isEqualTo("done".getBytes(UTF_8));
  }

  /** Whoever reads the table, or a backup of it, reads no answer. */
  @Test
  void answer_isSealedInTheDatabase() throws SQLException {
    store.keep((First) store.begin(request("a")), ANSWER);

    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from idempotency_key where position('done'::bytea in body) > 0")) {
      row.next();
      assertThat(row.getInt(1)).isZero();
    }
  }

  @Test
  void begin_afterRelease_isTheFirstAgain() {
    store.release((First) store.begin(request("a")));

    assertThat(store.begin(request("b"))).isInstanceOf(First.class);
  }

  @Test
  void tries_ofTheSameRequestBeganWithTheFirst_andOthersOnTheirOwn() {
    First first = (First) store.begin(request("a"));
    store.release(first);
    clock.pass(Duration.ofMinutes(5));

    First again = (First) store.begin(request("a"));
    assertThat(again.firstAt()).isEqualTo(first.firstAt());
    clock.pass(IdempotencyStore.GIVEN_UP_AFTER);
    First afterACrash = (First) store.begin(request("a"));
    assertThat(afterACrash.firstAt()).isEqualTo(first.firstAt());
    store.release(afterACrash);

    assertThat(((First) store.begin(request("b"))).firstAt()).isEqualTo(clock.instant());
  }

  @Test
  void begin_afterItsProcessDied_isFreeInTwoMinutes_forTheSameBody() {
    First dead = (First) store.begin(request("a"));
    clock.pass(IdempotencyStore.GIVEN_UP_AFTER.minusMillis(1));
    assertThatThrownBy(() -> store.begin(request("a")))
        .isInstanceOf(IdempotencyProblem.KeyInUse.class);

    clock.pass(Duration.ofMillis(1));
    assertThatThrownBy(() -> store.begin(request("b")))
        .isInstanceOf(IdempotencyProblem.KeyReused.class);
    First next = (First) store.begin(request("a"));

    // Not dead after all: it no longer speaks for the key.
    store.keep(dead, ANSWER);
    store.release(dead);
    assertThatThrownBy(() -> store.begin(request("a")))
        .isInstanceOf(IdempotencyProblem.KeyInUse.class);
    store.keep(next, ANSWER);
    assertThat(store.begin(request("a"))).isInstanceOf(Answered.class);
  }

  @Test
  void release_afterKeep_changesNothing() {
    First first = (First) store.begin(request("a"));
    store.keep(first, ANSWER);
    store.release(first);

    assertThat(store.begin(request("a"))).isInstanceOf(Answered.class);
  }

  @Test
  void oldKeys_areRemovedByAndBy() throws SQLException {
    for (int i = 0; i < 5; i++) {
      store.begin(RequestIdentity.of("c", "p", "POST /" + i, key, new byte[0]));
    }
    clock.pass(IdempotencyStore.KEPT_FOR);
    for (int i = 0; i < 20; i++) {
      store.begin(RequestIdentity.of("c", "p", "POST /new/" + i, key, new byte[0]));
    }

    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from idempotency_key")) {
      row.next();
      assertThat(row.getInt(1)).isEqualTo(20);
    }
  }

  private RequestIdentity request(String body) {
    return RequestIdentity.of("client", "party", "POST /x", key, body.getBytes(UTF_8));
  }
}
