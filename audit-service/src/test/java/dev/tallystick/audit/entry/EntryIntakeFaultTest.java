package dev.tallystick.audit.entry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.TestReleases;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.sequencing.AppendOutcome;
import dev.tallystick.keys.SigningKey;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Something that nobody thought of fails while a request is taken in: each line has its answer. */
@SuppressWarnings("NullAway") // What is not there is the fault.
class EntryIntakeFaultTest {
  private static final byte[] NO_JSON = "nonsense".getBytes(UTF_8);

  private final TestEvents events = new TestEvents(Clock.systemUTC());
  private final TestReleases releases = new TestReleases(Clock.systemUTC(), SigningKey.draw());

  private static EntryIntake intake() {
    return new EntryIntake(
        new OpeningSeal(null, null),
        null,
        new ReleaseAdmission(
            id -> {
              throw new IllegalStateException("a fault");
            },
            null,
            null,
            null),
        Runnable::run);
  }

  private static List<String> codes(String client, List<byte[]> requests) throws Exception {
    return intake()
        .submit(client, requests)
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS)
        .stream()
        .map(answered -> ((AppendOutcome.Refused) answered.outcome()).problem().code())
        .toList();
  }

  @Test
  void faultAtALine_isThatLinesAnswer() throws Exception {
    assertThat(codes(TestEvents.CLIENT, List.of(events.freeze(), NO_JSON, events.freeze())))
        .containsExactly("INTERNAL_ERROR", "MALFORMED_JSON", "INTERNAL_ERROR");
  }

  @Test
  void faultAtTheCheckOfReleases_isTheAnswerOfEveryLine() throws Exception {
    byte[] release = releases.release1(TestEvents.subject(), "mall-east", "bureau-north").request();

    assertThat(codes("data-vault", List.of(release, NO_JSON, release)))
        .containsExactly("INTERNAL_ERROR", "MALFORMED_JSON", "INTERNAL_ERROR");
  }
}
