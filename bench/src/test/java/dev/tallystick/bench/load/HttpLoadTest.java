package dev.tallystick.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.bench.FakeLog;
import dev.tallystick.bench.event.EventFiller;
import dev.tallystick.bench.event.Population;
import dev.tallystick.bench.event.RequestTemplate;
import dev.tallystick.bench.measure.LoadResult;
import dev.tallystick.bench.measure.ProofCheck;
import dev.tallystick.bench.measure.Sample;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpLoadTest {
  private static final Duration RAMP = Duration.ofMillis(50);
  private static final Duration LENGTH = Duration.ofSeconds(1);

  private final RequestTemplate template = RequestTemplate.consentGiven();
  private final FakeLog log;

  HttpLoadTest() throws IOException {
    log = new FakeLog();
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void asFastAsAnswered_confirmsWhatTheLogHolds() throws IOException {
    LoadResult result = closed(RequestShape.single(template), 4);

    assertThat(result.failures().count()).isZero();
    assertThat(result.confirmed()).isEqualTo(log.size());
    assertThat(result.entries()).isPositive().isLessThanOrEqualTo(result.confirmed());
    assertThat(result.latencies().count()).isEqualTo(Math.toIntExact(result.entries()));
  }

  @Test
  void asFastAsAnswered_keepsSamplesWhoseProofsHold() throws IOException {
    LoadResult result = closed(RequestShape.single(template), 4);

    ProofCheck check = new ProofCheck(log.verifier());
    assertThat(result.samples()).isNotEmpty();
    for (Sample sample : result.samples()) {
      assertThat(check.fault(sample)).as(sample.answer()).isEmpty();
    }
  }

  @Test
  void asFastAsAnswered_countsRefusals() throws IOException {
    log.refuseEvery(5);

    LoadResult result = closed(RequestShape.single(template), 4);

    assertThat(result.failures().count()).isPositive();
    assertThat(result.failures().first()).startsWith("409").contains("guard-moved");
    assertThat(result.confirmed()).isEqualTo(log.size());
  }

  @Test
  void asFastAsAnswered_readsAnswersToManyLines() throws IOException {
    LoadResult result = closed(RequestShape.ndjson(template, 40), 2);

    ProofCheck check = new ProofCheck(log.verifier());
    assertThat(result.failures().count()).isZero();
    assertThat(result.confirmed()).isEqualTo(log.size()).isPositive();
    assertThat(result.samples())
        .isNotEmpty()
        .allSatisfy(one -> assertThat(check.fault(one)).isEmpty());
  }

  @Test
  void asFastAsAnswered_countsRefusedLines() throws IOException {
    log.refuseEvery(7);

    LoadResult result = closed(RequestShape.ndjson(template, 40), 2);

    assertThat(result.failures().count()).isPositive();
    assertThat(result.failures().first()).contains("guard-moved");
    assertThat(result.confirmed()).isEqualTo(log.size());
  }

  @Test
  void asFastAsAnswered_countsAnswersWhereRefusalsAreExpected() throws IOException {
    LoadResult result = closed(RequestShape.refused(template), 2);

    assertThat(result.failures().count()).isEqualTo(log.size()).isPositive();
    assertThat(result.failures().first()).startsWith("201");
    assertThat(result.confirmed()).isZero();
  }

  @Test
  void atRate_sendsAtTheRate() throws IOException {
    try (HttpLoad load = open(RequestShape.single(template), 4, log.address())) {
      LoadResult result = load.atRate(200, RAMP, Duration.ofSeconds(1));

      assertThat(result.failures().count()).isZero();
      assertThat(result.entries()).isBetween(195L, 205L);
      assertThat(result.confirmed()).isEqualTo(log.size());
    }
  }

  @Test
  void open_failsWhereNobodyListens() {
    log.close();

    assertThatThrownBy(() -> open(RequestShape.single(template), 1, log.address()))
        .isInstanceOf(ConnectException.class);
  }

  private LoadResult closed(RequestShape shape, int connections) throws IOException {
    try (HttpLoad load = open(shape, connections, log.address())) {
      return load.asFastAsAnswered(RAMP, LENGTH);
    }
  }

  private HttpLoad open(RequestShape shape, int connections, InetSocketAddress server)
      throws IOException {
    EventFiller filler = new EventFiller(template, new Population(50, 1), Clock.systemUTC(), 1);
    return HttpLoad.open(server, shape, connections, List.of("token-1", "token-2"), filler);
  }
}
