package dev.tallystick.bureau.feed;

import dev.tallystick.bureau.background.RetryBackoff;
import dev.tallystick.bureau.inquiry.StandingSales;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** When reports of feeds are made and sent, how many, and until when they wait. */
@Singleton
class FeedTerms {
  private final FeedConfig config;
  private final Clock clock;

  FeedTerms(FeedConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  int unread() {
    return config.unread();
  }

  int sellers() {
    return config.sellers();
  }

  int webhookSenders() {
    return config.webhookSenders();
  }

  Instant now() {
    return clock.instant();
  }

  /** A report that is made now. */
  StandingSales.Answer answer(String item) {
    Instant now = clock.instant();
    return new StandingSales.Answer(item, now, now.plus(config.term()));
  }

  /** When it is tried again what has failed so often in a row. */
  Instant nextTry(int attempts) {
    return RetryBackoff.nextTry(clock.instant(), attempts);
  }
}
