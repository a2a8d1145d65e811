package dev.tallystick.tally.show;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.receipt.MalformedOpeningException;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.tally.document.ToldEntry;
import dev.tallystick.tally.document.ToldList;
import dev.tallystick.tally.document.ToldPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * The entries of a usage answer, newest first and each once, whatever its proofs are worth: a page,
 * an array of pages, or a selection.
 *
 * @param uses its entries
 * @param isCutShort whether its last page says that there are more
 */
public record ShownFile(List<ShownUse> uses, boolean isCutShort) {
  /** Copies the list. */
  public ShownFile {
    uses = List.copyOf(uses);
  }

  /** What is no usage answer; the message says why. */
  public static final class NotAnAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    NotAnAnswerException(String message) {
      super(message);
    }
  }

  /** Reads a file. */
  public static ShownFile parse(byte[] bytes) throws NotAnAnswerException {
    JsonValue json;
    try {
      json = CanonicalJson.parseMessage(bytes);
    } catch (MalformedJsonException e) {
      throw new NotAnAnswerException("is no JSON: " + e.reason().rule());
    }
    List<JsonObject> pages = new ArrayList<>();
    for (JsonValue page : json instanceof JsonArray array ? array.items() : List.of(json)) {
      if (!(page instanceof JsonObject object) || !object.has("entries")) {
        throw new NotAnAnswerException("is no usage answer: it has no entries");
      }
      pages.add(object);
    }
    var uses = new TreeMap<Long, ShownUse>(Comparator.reverseOrder());
    boolean isCutShort = false;
    for (JsonObject each : pages) {
      ToldPage.Partial page = new ToldPage.Partial(each);
      add(page.entries(), uses);
      for (ToldList.Partial linked : page.linked()) {
        add(linked.entries(), uses);
      }
      isCutShort = page.next().isPresent();
    }
    return new ShownFile(List.copyOf(uses.values()), isCutShort);
  }

  private static void add(List<ToldEntry.Partial> entries, TreeMap<Long, ShownUse> uses)
      throws NotAnAnswerException {
    for (ToldEntry.Partial entry : entries) {
      long index = entry.index().orElse(-1L);
      try {
        uses.put(
            index, ShownUse.of(index, Opening.parse(entry.opening().orElse(JsonObject.EMPTY))));
      } catch (MalformedOpeningException e) {
        throw new NotAnAnswerException("entry " + index + " has no opening: " + e.getMessage());
      }
    }
  }
}
