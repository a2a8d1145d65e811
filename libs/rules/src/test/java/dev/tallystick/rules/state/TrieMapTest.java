package dev.tallystick.rules.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrieMapTest {
  /** A key whose hash is one of few, so that nodes go all the way down. */
  private record Clashing(int number) {
    @Override
    public int hashCode() {
      return number % 3;
    }
  }

  private static <K> Map<K, Integer> copy(TrieMap<K, Integer> map) {
    Map<K, Integer> copy = new HashMap<>();
    map.forEach((key, value) -> assertThat(copy.put(key, value)).as("twice").isNull());
    return copy;
  }

  @Test
  void plus_isWhatAHashMapWouldBe_andLeavesTheOneBefore() {
    Random random = new Random(3);
    Map<Integer, Integer> expected = new HashMap<>();
    TrieMap<Integer, Integer> map = TrieMap.empty();
    TrieMap.Filling<Integer, Integer> filling = new TrieMap.Filling<>();
    for (int i = 0; i < 20_000; i++) {
      int key = random.nextInt(15_000) * (random.nextBoolean() ? 1 : 65_536);
      TrieMap<Integer, Integer> before = map;
      Integer old = expected.put(key, i);
      map = before.plus(key, i);
      filling.put(key, i);

      assertThat(before.get(key)).isEqualTo(old);
      assertThat(map.get(key)).isEqualTo(i);
    }

    assertThat(copy(map)).isEqualTo(expected);
    assertThat(copy(filling.filled())).isEqualTo(expected);
    assertThat(map.get(-1)).isNull();
  }

  @Test
  void plus_keepsApartWhatHashesAlike() {
    TrieMap<Clashing, Integer> map = TrieMap.empty();
    TrieMap.Filling<Clashing, Integer> filling = new TrieMap.Filling<>();
    Map<Clashing, Integer> expected = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      Clashing key = new Clashing(i % 50);
      map = map.plus(key, i);
      filling.put(key, i);
      expected.put(key, i);
    }

    assertThat(copy(map)).isEqualTo(expected);
    assertThat(copy(filling.filled())).isEqualTo(expected);
    assertThat(map.get(new Clashing(51))).isNull();
  }
}
