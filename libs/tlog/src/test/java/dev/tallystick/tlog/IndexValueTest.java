package dev.tallystick.tlog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IndexValueTest {
  /** Another program has computed these from the definitions. */
  private static final Map<String, Hash> EXPECTED =
      new Samples("trie")
          .text("index")
          .lines()
          .map(line -> line.split(" ", -1))
          .collect(Collectors.toMap(words -> words[0], words -> Hash.fromHex(words[1])));

  private static Hash expected(String name) {
    return EXPECTED.getOrDefault(name, Merkle.EMPTY_ROOT);
  }

  private static byte[] secret() {
    byte[] secret = new byte[IndexSecret.SIZE];
    IntStream.range(0, secret.length).forEach(i -> secret[i] = (byte) i);
    return secret;
  }

  @Test
  void value_isThatOfTheDefinition() {
    Hash label =
        Hash.sha256("tallystick/label/v1\0subject/sub_0123456789abcdef".getBytes(US_ASCII));
    LabelList list =
        LabelList.of(
            List.of(
                new ListEntry(7, Hash.sha256("entry 7".getBytes(US_ASCII))),
                new ListEntry(9, Hash.sha256("entry 9".getBytes(US_ASCII)))));

    Hash salt = IndexSecret.copyOf(secret()).saltOf(label);
    IndexValue value = IndexValue.of(salt, list.frontier());

    assertThat(label).isEqualTo(expected("label"));
    assertThat(salt).isEqualTo(expected("salt"));
    assertThat(value).isEqualTo(new IndexValue(salt, 2, expected("list_root")));
    assertThat(value.hash()).isEqualTo(expected("value"));
    assertThat(Trie.EMPTY.with(label, value.hash()).root()).isEqualTo(expected("trie_root"));
  }

  @Test
  void value_dependsOnEachPart() {
    IndexValue value = new IndexValue(expected("salt"), 2, expected("list_root"));

    assertThat(value.hash())
        .isNotEqualTo(new IndexValue(expected("label"), 2, expected("list_root")).hash())
        .isNotEqualTo(new IndexValue(expected("salt"), 3, expected("list_root")).hash())
        .isNotEqualTo(new IndexValue(expected("salt"), 2, expected("label")).hash());
    assertThatThrownBy(() -> new IndexValue(expected("salt"), 0, Merkle.EMPTY_ROOT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a label in the index has an entry, not 0");
  }

  @Test
  void secret_isCopiedAndNotShown() {
    byte[] bytes = secret();
    IndexSecret secret = IndexSecret.copyOf(bytes);
    bytes[0] = 1;

    assertThat(secret.saltOf(expected("label"))).isEqualTo(expected("salt"));
    assertThat(secret).hasToString("IndexSecret[redacted]");
    assertThatThrownBy(() -> IndexSecret.copyOf(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an index secret has 32 bytes, not 31");
  }
}
