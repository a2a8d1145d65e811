package dev.tallystick.tally.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.tally.document.LabelSalt;
import dev.tallystick.tally.document.SaltsPage;
import dev.tallystick.tlog.Hash;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * The salts of labels, as {@code GET /v1/index/salts} writes them: a page {@code {"salts":[…]}} a
 * line. Keeps all in memory, about 200 bytes each.
 */
public final class SaltFile {
  private SaltFile() {}

  /**
   * Reads the salts.
   *
   * @throws BrokenOpeningsException if a line is none, or gives a label a second salt
   */
  public static Map<Hash, Hash> read(InputStream in) throws IOException, BrokenOpeningsException {
    Map<Hash, Hash> salts = new HashMap<>();
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      long number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isEmpty()) {
          add(salts, line, number);
        }
      }
    }
    return salts;
  }

  private static void add(Map<Hash, Hash> salts, String line, long number)
      throws BrokenOpeningsException {
    try {
      if (CanonicalJson.parseMessage(line.getBytes(UTF_8)) instanceof JsonObject page) {
        for (LabelSalt item : SaltsPage.read(page).salts()) {
          add(salts, item, number);
        }
        return;
      }
    } catch (MalformedJsonException | IllegalArgumentException e) {
      // Told below, like a line that is no object.
    }
    throw new BrokenOpeningsException(
        "line %d: not a page of labels in hex with their salts in base64url".formatted(number));
  }

  private static void add(Map<Hash, Hash> salts, LabelSalt item, long number)
      throws BrokenOpeningsException {
    Hash label = item.label();
    Hash salt = Hash.takeOwnershipOf(Base64.getUrlDecoder().decode(item.salt()));
    Hash before = salts.put(label, salt);
    if (before != null && !before.equals(salt)) {
      throw new BrokenOpeningsException(
          "line %d: a second salt of the label %s".formatted(number, label));
    }
  }
}
