package dev.tallystick.vault.identifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.keys.DataKey;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what one party has asked for that stands in a row: numbers with a neighbour, at most two
 * places away, that it has asked for within the same window.
 *
 * <p>Whoever tries numbers out asks for neighbours; people who come to a lender one by one are
 * neighbours hardly ever. No number is kept, only a keyed digest of its place, under a key that is
 * drawn with the process and never leaves it. A restart forgets all.
 */
final class NumbersInARow {
  private static final int NEAR = 2;
  private static final int MOST_PARTIES = 10_000;

  private final Duration window;
  private final int most;
  private final DataKey key = DataKey.draw();
  private final Map<String, Asked> parties =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
          return size() > MOST_PARTIES;
        }
      };

  /**
   * A count for all parties.
   *
   * @param most how many numbers of a party it remembers; the oldest are forgotten first
   */
  NumbersInARow(Duration window, int most) {
    this.window = window;
    this.most = most;
  }

  /**
   * Notes what a party asks for.
   *
   * @return how many of the numbers that it asked for within the window stand in a row
   */
  synchronized int ask(String party, Iterable<PersonIdentifier> identifiers, Instant now) {
    Asked asked = parties.computeIfAbsent(party, first -> new Asked());
    asked.forgetBefore(now.minus(window).toEpochMilli());
    for (PersonIdentifier identifier : identifiers) {
      NumberPlace.of(identifier).ifPresent(place -> note(asked, place, now.toEpochMilli()));
    }
    return asked.inARow;
  }

  private void note(Asked asked, NumberPlace place, long now) {
    long digest = digest(place);
    if (asked.numbers.containsKey(digest)) {
      return;
    }
    AskedNumber number = new AskedNumber(now);
    for (int away = -NEAR; away <= NEAR; away++) {
      @Nullable AskedNumber neighbour =
          away == 0 ? null : asked.numbers.get(digest(place.plus(away)));
      if (neighbour != null) {
        asked.mark(neighbour);
        asked.mark(number);
      }
    }
    asked.numbers.put(digest, number);
    if (asked.numbers.size() > most) {
      asked.forgetOldest();
    }
  }

  private long digest(NumberPlace place) {
    return ByteBuffer.wrap(key.mac((place.series() + '\0' + place.position()).getBytes(UTF_8)))
        .getLong();
  }

  /** A number that was asked for; whether it has a neighbour. */
  private static final class AskedNumber {
    private final long askedAt;
    private boolean isInARow;

    AskedNumber(long askedAt) {
      this.askedAt = askedAt;
    }
  }

  /** What one party has asked for, in the order of time. */
  private static final class Asked {
    private final Map<Long, AskedNumber> numbers = new LinkedHashMap<>();
    private int inARow;

    void mark(AskedNumber number) {
      if (!number.isInARow) {
        number.isInARow = true;
        inARow++;
      }
    }

    void forgetBefore(long millis) {
      Iterator<AskedNumber> oldest = numbers.values().iterator();
      while (oldest.hasNext()) {
        AskedNumber number = oldest.next();
        if (number.askedAt >= millis) {
          return;
        }
        drop(oldest, number);
      }
    }

    void forgetOldest() {
      Iterator<AskedNumber> oldest = numbers.values().iterator();
      drop(oldest, oldest.next());
    }

    private void drop(Iterator<AskedNumber> at, AskedNumber number) {
      at.remove();
      inARow -= number.isInARow ? 1 : 0;
    }
  }
}
