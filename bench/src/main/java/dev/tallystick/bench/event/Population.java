package dev.tallystick.bench.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tallystick.events.EventLabels;
import java.util.SplittableRandom;

/**
 * The people and parties that events are about, with their labels computed beforehand. Immutable.
 *
 * <p>Invented: the tokens are random bits.
 */
public final class Population {
  static final int TOKEN_SIZE = 30;
  static final int LABEL_SIZE = 64;
  static final int PLATFORMS = 14;
  static final int BUREAUS = 3;

  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  private final int people;
  private final byte[] tokens;
  private final byte[] labels;
  private final byte[][] platforms = new byte[PLATFORMS][];
  private final byte[][] platformLabels = new byte[PLATFORMS][];
  private final byte[][] bureaus = new byte[BUREAUS][];
  private final byte[][] bureauLabels = new byte[BUREAUS][];

  /** Draws that many people; the same seed gives the same ones. */
  public Population(int people, long seed) {
    this.people = people;
    this.tokens = new byte[people * TOKEN_SIZE];
    this.labels = new byte[people * LABEL_SIZE];
    SplittableRandom random = new SplittableRandom(seed);
    for (int person = 0; person < people; person++) {
      String token = token(random);
      put(token, tokens, person * TOKEN_SIZE);
      put(EventLabels.ofSubject(token).hex(), labels, person * LABEL_SIZE);
    }
    for (int i = 0; i < PLATFORMS; i++) {
      String name = "platform-%02d".formatted(i + 1);
      platforms[i] = name.getBytes(ISO_8859_1);
      platformLabels[i] = EventLabels.ofParty(name).hex().getBytes(ISO_8859_1);
    }
    for (int i = 0; i < BUREAUS; i++) {
      String name = "bureau-%02d".formatted(i + 1);
      bureaus[i] = name.getBytes(ISO_8859_1);
      bureauLabels[i] = EventLabels.ofParty(name).hex().getBytes(ISO_8859_1);
    }
  }

  int people() {
    return people;
  }

  /** The subject token of a person. */
  public String token(int person) {
    return new String(tokens, person * TOKEN_SIZE, TOKEN_SIZE, ISO_8859_1);
  }

  void copyToken(int person, byte[] to) {
    System.arraycopy(tokens, person * TOKEN_SIZE, to, 0, TOKEN_SIZE);
  }

  void copyLabel(int person, byte[] to) {
    System.arraycopy(labels, person * LABEL_SIZE, to, 0, LABEL_SIZE);
  }

  /** Shared: only read it. */
  byte[] platform(int i) {
    return platforms[i];
  }

  byte[] platformLabel(int i) {
    return platformLabels[i];
  }

  byte[] bureau(int i) {
    return bureaus[i];
  }

  byte[] bureauLabel(int i) {
    return bureauLabels[i];
  }

  /** 128 random bits in 26 characters; the last two of the 130 bits are zero. */
  private static String token(SplittableRandom random) {
    StringBuilder token = new StringBuilder("sub_");
    for (int i = 0; i < 25; i++) {
      token.append(BASE32.charAt(random.nextInt(32)));
    }
    return token.append(BASE32.charAt(random.nextInt(8) * 4)).toString();
  }

  private static void put(String text, byte[] to, int at) {
    System.arraycopy(text.getBytes(ISO_8859_1), 0, to, at, text.length());
  }
}
