package dev.tallystick.tally.proof;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.usage.InvalidUsageException;
import dev.tallystick.events.usage.UsageAnswer;
import java.util.List;

/** Reads files that hold a usage answer: one page, or an array of the pages as they were turned. */
public final class UsageFile {
  private UsageFile() {}

  /** Whether a file claims to be a usage answer; what is no JSON claims nothing. */
  public static boolean isOne(byte[] file) {
    if (file.length > UsageAnswer.MAX_SIZE || !beginsLikeJson(file)) {
      return false;
    }
    try {
      JsonValue json = CanonicalJson.parseMessage(file);
      JsonValue page = json instanceof JsonArray pages && pages.size() > 0 ? pages.get(0) : json;
      return page instanceof JsonObject object
          && (object.has("indexRoot") || object.has("trieProof"));
    } catch (MalformedJsonException e) {
      return false;
    }
  }

  private static boolean beginsLikeJson(byte[] file) {
    for (byte b : file) {
      if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
        return b == '{' || b == '[';
      }
    }
    return false;
  }

  /**
   * Reads the pages.
   *
   * @throws MalformedEvidenceException if they are not of the form
   */
  public static List<UsageAnswer> parse(byte[] file) throws MalformedEvidenceException {
    try {
      return UsageAnswer.parsePages(file);
    } catch (InvalidUsageException e) {
      throw new MalformedEvidenceException(String.valueOf(e.getMessage()));
    }
  }
}
