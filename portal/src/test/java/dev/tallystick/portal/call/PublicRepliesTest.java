package dev.tallystick.portal.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is public is asked for seldom, and a refusal for too many questions is not kept. */
class PublicRepliesTest {
  private Instant now = Instant.parse("2026-03-01T08:00:00Z");
  private final List<String> asked = new ArrayList<>();
  private final PublicReplies replies =
      new PublicReplies(
          new Clock() {
            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          });

  private CompletableFuture<Reply> answer(String question, int status) {
    asked.add(question);
    return CompletableFuture.completedFuture(new Reply(status, question.getBytes(UTF_8)));
  }

  private int get(String question, int status) {
    return replies.get(question, () -> answer(question, status)).join().status();
  }

  private int getOfOne(String question) {
    return replies.getOfOne(question, () -> answer(question, 200)).join().status();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404})
  void answer_isKeptForSomeSeconds(int status) {
    assertThat(get("q", status)).isEqualTo(status);
    assertThat(get("q", 500)).isEqualTo(status);
    now = now.plus(Duration.ofSeconds(20));
    assertThat(get("q", 500)).isEqualTo(500);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 429, 500, 503})
  void failure_isNotKept(int status) {
    assertThat(get("q", status)).isEqualTo(status);
    assertThat(get("q", 200)).isEqualTo(200);
  }

  @Test
  void lastAnswer_standsForMinutesWhileAServiceHasHadTooManyQuestions_andNotLonger() {
    get("q", 200);
    for (int seconds = 0; seconds < 280; seconds += 20) {
      now = now.plus(Duration.ofSeconds(20));
      assertThat(get("q", 429)).isEqualTo(200);
    }
    assertThat(asked).as("not kept as if it were new").hasSize(15);
    now = now.plus(Duration.ofSeconds(20));
    assertThat(get("q", 429)).isEqualTo(429);
  }

  @Test
  void lastAnswer_doesNotStandWhileAServiceIsAway() {
    get("q", 200);
    now = now.plus(Duration.ofSeconds(20));

    assertThat(get("q", 503)).isEqualTo(503);
  }

  /** A stranger who goes through all parties leaves the pages about all of them to others. */
  @Test
  void questionsAboutOneOfMany_haveAnEndInAMinute() {
    for (int i = 0; i < 300; i++) {
      assertThat(getOfOne("party " + i)).isEqualTo(i < 200 ? 200 : 429);
    }
    assertThat(asked).hasSize(200);
    assertThat(getOfOne("party 3")).as("remembered").isEqualTo(200);
    assertThat(get("all", 200)).isEqualTo(200);
    now = now.plus(Duration.ofMinutes(1));
    assertThat(getOfOne("party 299")).isEqualTo(200);
  }
}
