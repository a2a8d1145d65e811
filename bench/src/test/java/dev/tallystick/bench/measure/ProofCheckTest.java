package dev.tallystick.bench.measure;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bench.FakeLog;
import dev.tallystick.bench.event.EventFiller;
import dev.tallystick.bench.event.Population;
import dev.tallystick.bench.event.RequestTemplate;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.SignerKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProofCheckTest {
  private final FakeLog log;
  private final ProofCheck check;
  private final RequestTemplate template = RequestTemplate.consentGiven();
  private final EventFiller filler =
      new EventFiller(template, new Population(10, 1), Clock.systemUTC(), 1);

  ProofCheckTest() throws IOException {
    log = new FakeLog();
    check = new ProofCheck(log.verifier());
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void fault_findsNoneInTrueAnswers() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(check.fault(sample())).as("answer %d", i).isEmpty();
    }
  }

  @Test
  void fault_findsAWrongIndex() throws Exception {
    sample();
    log.lieEvery(1);

    assertThat(check.fault(sample()))
        .hasValueSatisfying(fault -> assertThat(fault).contains("Unproved"));
  }

  @Test
  void fault_findsAnotherTime() throws Exception {
    Sample sample = sample();

    Sample changed =
        new Sample(
            sample.request(),
            sample.answer().replace("\"recordedMillis\":179", "\"recordedMillis\":178"));

    assertThat(check.fault(changed)).isPresent();
  }

  @Test
  void fault_findsTheAnswerToAnotherEvent() throws Exception {
    Sample sample = sample();

    assertThat(check.fault(new Sample(sample().request(), sample.answer())))
        .contains("the answer is about another event");
  }

  @Test
  void fault_findsAnotherLogsSignature() throws Exception {
    SignerKey other = SignerKey.fromSeed("other.example/log", new byte[32]);

    assertThat(new ProofCheck(NoteVerifier.of(other.verifierKey())).fault(sample()))
        .hasValueSatisfying(fault -> assertThat(fault).contains("Unverified"));
  }

  @Test
  void fault_findsWhatIsNoAnswer() throws Exception {
    String request = sample().request();

    for (String answer : new String[] {"", "[]", "{}", "{\"eventId\":3}", "{\"eventId\""}) {
      assertThat(check.fault(new Sample(request, answer))).as(answer).isPresent();
    }
  }

  private Sample sample() throws IOException, InterruptedException {
    ByteBuffer request = ByteBuffer.wrap(template.toByteArray());
    filler.fill(request, 0);
    URI uri = URI.create("http://127.0.0.1:" + log.address().getPort() + "/v1/entries");
    String answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(uri)
                    .POST(BodyPublishers.ofByteArray(request.array()))
                    .build(),
                BodyHandlers.ofString())
            .body();
    return new Sample(new String(request.array(), US_ASCII), answer);
  }
}
