package dev.tallystick.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.Event;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The library inside a service: its beans, its migration, its token, its health. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(LogResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class ProducerBeansTest {
  @Inject LogWriter writer;
  @Inject Follower follower;
  @Inject ServiceTokens tokens;
  @Inject OtherServices services;
  @Inject WiredListener listener;
  @Inject Clock clock;

  @SuppressWarnings("NullAway.Init") // LogResource sets it.
  ServedLog log;

  @Test
  void service_appendsFollowsAndIsReady() throws Exception {
    CopyOnWriteArrayList<Long> seen = new CopyOnWriteArrayList<>();
    follower.follow(Set.of("freeze.set"), -1, entry -> seen.add(entry.index()));
    Event event = new SampleEvents(clock).freeze();

    long index = writer.append(event).index();

    assertThat(log.entries("freeze.set")).extracting(e -> e.event().id()).contains(event.id());
    assertThat(follower.catchUp(Duration.ofSeconds(60))).isPresent();
    assertThat(seen).contains(index);
    assertThat(RestAssured.get("/q/health/ready").statusCode()).isEqualTo(200);
    assertThat(RestAssured.get("/q/health/ready").asString()).contains("follows the log");
  }

  @Test
  void noService_isCalledInsideATransaction() {
    Event event = new SampleEvents(clock).freeze();

    assertThatThrownBy(() -> QuarkusTransaction.requiringNew().call(() -> writer.append(event)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .call(() -> services.get("audit").get("/log/checkpoint")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(log.entries()).extracting(e -> e.event().id()).doesNotContain(event.id());
  }

  @Test
  void store_inTheServicesTransaction_isLoggedInTheBackground() throws Exception {
    Event kept = new SampleEvents(clock).freeze();
    Event undone = new SampleEvents(clock).freeze();

    QuarkusTransaction.requiringNew().run(() -> writer.store(kept));
    QuarkusTransaction.begin();
    writer.store(undone);
    QuarkusTransaction.rollback();

    LogWriterTest.await(() -> listener.logged.contains(kept.id() + " 1"));
    assertThat(log.entries()).extracting(e -> e.event().id()).doesNotContain(undone.id());
  }

  @Test
  void store_outsideOfATransaction_isRefused() {
    Event event = new SampleEvents(clock).freeze();

    assertThatThrownBy(() -> writer.store(event)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void replaceRefused_belongsToTheServicesTransaction() throws Exception {
    Event refused = new SampleEvents(clock).freeze();
    Event reissued = new SampleEvents(clock).freeze();

    boolean replaced =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  writer.store(refused);
                  return writer.replaceRefused(refused.id(), reissued);
                });

    assertThat(replaced).isTrue();
    LogWriterTest.await(() -> listener.logged.contains(reissued.id() + " 1"));
    assertThat(log.entries()).extracting(e -> e.event().id()).doesNotContain(refused.id());
    assertThat(
            QuarkusTransaction.requiringNew()
                .<Boolean>call(() -> writer.replaceRefused(refused.id(), reissued)))
        .isFalse();
  }

  @Test
  void request_worksUnderTheDeadlineOfItsCaller() {
    assertThat(RestAssured.get("/limit").asString()).isEqualTo("5000");
    String limited = RestAssured.given().header(Deadline.HEADER, "2000").get("/limit").asString();

    assertThat(Long.parseLong(limited)).isBetween(0L, 2000 - Deadline.MARGIN.toMillis());
  }

  @Test
  void token_isTheServicesOwn_andKept() {
    String first = tokens.bearer("audit");

    assertThat(first).isNotBlank();
    assertThat(tokens.bearer("audit")).isEqualTo(first);
    assertThat(services.get("audit")).isSameAs(services.get("audit"));
  }
}
