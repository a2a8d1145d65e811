package dev.tallystick.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.vault.deposit.VaultLinesTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each target with its seeds, and with seeds that chance has changed: what every build can afford.
 * {@link FuzzTest} has a fuzzer look for more.
 */
class TargetsTest {
  private static final Path SEEDS = Path.of("src", "test", "seeds");
  private static final int CHANGED = 400;

  private interface Target {
    void fuzzerTestOneInput(byte[] input) throws Exception;
  }

  static Stream<Arguments> targets() {
    return Stream.of(
        of("CanonicalJsonTarget", CanonicalJsonTarget::fuzzerTestOneInput),
        of("NoteTarget", NoteTarget::fuzzerTestOneInput),
        of("TileTarget", TileTarget::fuzzerTestOneInput),
        of("JwsTarget", JwsTarget::fuzzerTestOneInput),
        of("JweTarget", JweTarget::fuzzerTestOneInput),
        of("FileRowsTarget", FileRowsTarget::fuzzerTestOneInput),
        of("BundleTarget", BundleTarget::fuzzerTestOneInput),
        of("MappingTarget", MappingTarget::fuzzerTestOneInput),
        of("VaultLinesTarget", VaultLinesTarget::fuzzerTestOneInput));
  }

  private static Arguments of(String name, Target target) {
    return Arguments.of(name, target);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("targets")
  void target_holdsForItsSeedsAndWhatChanceMakesOfThem(String name, Target target)
      throws Exception {
    List<byte[]> seeds = seeds(name);
    assertThat(seeds).isNotEmpty();
    long chance = System.nanoTime();
    Random random = new Random(chance);

    feed(target, new byte[0], chance);
    for (byte[] seed : seeds) {
      feed(target, seed, chance);
    }
    for (int i = 0; i < CHANGED; i++) {
      feed(target, changed(seeds, random), chance);
    }
  }

  private static void feed(Target target, byte[] input, long chance) {
    try {
      target.fuzzerTestOneInput(input);
    } catch (Exception | Error e) {
      throw new AssertionError("chance %d, input %s".formatted(chance, hex(input)), e);
    }
  }

  private static String hex(byte[] input) {
    return HexFormat.of().formatHex(input);
  }

  private static List<byte[]> seeds(String name) throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.list(SEEDS.resolve(name))) {
      for (Path file : files.sorted().toList()) {
        seeds.add(Files.readAllBytes(file));
      }
    }
    return seeds;
  }

  /** A seed with one to four changes. */
  private static byte[] changed(List<byte[]> seeds, Random random) {
    byte[] input = seeds.get(random.nextInt(seeds.size()));
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(input.length + 1);
      int end = at + random.nextInt(Math.min(16, input.length - at) + 1);
      byte[] other = seeds.get(random.nextInt(seeds.size()));
      input =
          switch (random.nextInt(4)) {
            case 0 -> joined(input, at, bytes(random), end, input);
            case 1 -> joined(input, at, new byte[0], end, input);
            case 2 -> joined(input, at, bytes(random), at, input);
            default -> joined(input, at, new byte[0], Math.min(at, other.length), other);
          };
    }
    return input;
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(8)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The first bytes of one, something between, and the rest of another. */
  private static byte[] joined(byte[] first, int end, byte[] between, int from, byte[] rest) {
    byte[] joined = new byte[end + between.length + rest.length - from];
    System.arraycopy(first, 0, joined, 0, end);
    System.arraycopy(between, 0, joined, end, between.length);
    System.arraycopy(rest, from, joined, end + between.length, rest.length - from);
    return joined;
  }
}
