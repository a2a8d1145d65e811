package dev.tallystick.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.rules.pack.InvalidPackException;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.tlog.Hash;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Packs made of the shipped one by a few lines laid over it. */
final class Packs {
  private static final Map<Hash, Pack> MADE = new ConcurrentHashMap<>();

  private Packs() {}

  /** The shipped packs and those made here. */
  static PackShelf shelf() {
    return digest ->
        ShippedPacks.shelf().find(digest).or(() -> Optional.ofNullable(MADE.get(digest)));
  }

  /** The shipped pack with some lines over it. */
  static Pack over(String yaml) {
    String head =
        """
        pack: cn-test
        extends: {pack: cn-2022, digest: %s}
        """
            .formatted(ShippedPacks.get("cn-2022").digest().hex());
    try {
      Pack pack = Pack.parse((head + yaml).getBytes(UTF_8), shelf());
      MADE.put(pack.digest(), pack);
      return pack;
    } catch (InvalidPackException e) {
      throw new AssertionError(e);
    }
  }

  /** A pack whose permitted purposes no longer hold the story's own. */
  static Pack closing(String... edges) {
    StringBuilder yaml = new StringBuilder("edges:\n");
    for (String edge : edges) {
      String step = edge.endsWith("LENDER") ? "RELEASE_2" : "RELEASE_1";
      yaml.append("  ").append(edge).append(":\n");
      yaml.append("    ").append(step).append(": {purposes: [JUDICIAL]}\n");
      if (step.equals("RELEASE_1")) {
        yaml.append("    DEPOSIT: {agreement: EXIT}\n");
      }
    }
    return over(yaml.toString());
  }
}
