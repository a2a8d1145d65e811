package dev.tallystick.bench.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tallystick.events.EventId;
import dev.tallystick.events.Timestamps;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Turns copies of a template into events of their own: new id, time and seed, another person and
 * consent. Takes less than a microsecond and allocates next to nothing. Not thread-safe.
 */
public final class EventFiller {
  private static final byte[] HEX = "0123456789abcdef".getBytes(ISO_8859_1);
  private static final byte[] BASE64URL =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(ISO_8859_1);
  private static final byte[] CONSENT_PREFIX = "con_".getBytes(ISO_8859_1);
  private static final int SEED_WORDS = 4;

  private final RequestTemplate template;
  private final Population population;
  private final Clock clock;
  private final SplittableRandom random;
  private final int[] consents;
  private final int[] labels;

  private final byte[] uuid = "........-....-....-....-............".getBytes(ISO_8859_1);
  private final byte[] seed = new byte[SampleEvent.SEED.length()];
  private final byte[] time = new byte[SampleEvent.TIME.length()];
  private final byte[] token = new byte[Population.TOKEN_SIZE];
  private final byte[][] sorted = new byte[3][];
  private final byte[] subjectLabel = new byte[Population.LABEL_SIZE];

  private long second = Long.MIN_VALUE;
  private EventId lastId = EventId.fromString(SampleEvent.ID);

  /** A filler of its own randomness; two fillers of one program need different seeds. */
  public EventFiller(RequestTemplate template, Population population, Clock clock, long seed) {
    this.template = template;
    this.population = population;
    this.clock = clock;
    this.random = new SplittableRandom(seed);
    this.consents = template.consents().stream().mapToInt(Integer::intValue).toArray();
    this.labels = template.labels().stream().mapToInt(Integer::intValue).toArray();
  }

  /** Makes the copy of the template that begins at {@code at} the next event. */
  public void fill(ByteBuffer buffer, int at) {
    long millis = clock.millis();
    lastId = EventId.draw(millis, random);
    write(lastId.value());
    buffer.put(at + template.id(), uuid);
    write(EventId.draw(millis, random).value());
    for (int consent : consents) {
      buffer.put(at + consent + CONSENT_PREFIX.length, uuid);
    }
    writeSeed();
    buffer.put(at + template.seed(), seed);
    writeTime(millis);
    buffer.put(at + template.time(), time);
    fillParties(buffer, at);
  }

  private void fillParties(ByteBuffer buffer, int at) {
    int person = random.nextInt(population.people());
    int platform = random.nextInt(Population.PLATFORMS);
    int bureau = random.nextInt(Population.BUREAUS);
    population.copyToken(person, token);
    population.copyLabel(person, subjectLabel);
    buffer.put(at + template.subject(), token);
    buffer.put(at + template.platform(), population.platform(platform));
    buffer.put(at + template.bureau(), population.bureau(bureau));
    sorted[0] = subjectLabel;
    sorted[1] = population.platformLabel(platform);
    sorted[2] = population.bureauLabel(bureau);
    sort(0, 1);
    sort(1, 2);
    sort(0, 1);
    for (int i = 0; i < labels.length; i++) {
      buffer.put(at + labels[i], sorted[i]);
    }
  }

  /** The id of the event made last. */
  public EventId lastId() {
    return lastId;
  }

  /** The subject token of the event made last. */
  public String lastSubject() {
    return new String(token, ISO_8859_1);
  }

  private void sort(int low, int high) {
    if (Arrays.compareUnsigned(sorted[low], sorted[high]) > 0) {
      byte[] larger = sorted[low];
      sorted[low] = sorted[high];
      sorted[high] = larger;
    }
  }

  private void write(UUID value) {
    long high = value.getMostSignificantBits();
    long low = value.getLeastSignificantBits();
    writeHex(high >>> 32, 0, 8);
    writeHex(high >>> 16, 9, 4);
    writeHex(high, 14, 4);
    writeHex(low >>> 48, 19, 4);
    writeHex(low, 24, 12);
  }

  private void writeHex(long value, int at, int digits) {
    long rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      uuid[i] = HEX[(int) rest & 0xf];
      rest >>>= 4;
    }
  }

  /** 256 bits are 42 characters of six bits and one of four, the last two bits zero. */
  private void writeSeed() {
    int at = 0;
    long bits = 0;
    int count = 0;
    for (int word = 0; word < SEED_WORDS; word++) {
      long drawn = random.nextLong();
      for (int half = 0; half < 2; half++) {
        bits = (bits << 32) | ((drawn >>> (32 * half)) & 0xffff_ffffL);
        count += 32;
        while (count >= 6) {
          count -= 6;
          seed[at++] = BASE64URL[(int) (bits >>> count) & 0x3f];
        }
      }
    }
    seed[at] = BASE64URL[(int) (bits << (6 - count)) & 0x3f];
  }

  private void writeTime(long millis) {
    long newSecond = Math.floorDiv(millis, 1000L);
    if (newSecond != second) {
      second = newSecond;
      byte[] text = Timestamps.format(millis).getBytes(ISO_8859_1);
      System.arraycopy(text, 0, time, 0, time.length);
    }
    int rest = Math.floorMod(millis, 1000);
    time[20] = (byte) ('0' + rest / 100);
    time[21] = (byte) ('0' + rest / 10 % 10);
    time[22] = (byte) ('0' + rest % 10);
  }
}
