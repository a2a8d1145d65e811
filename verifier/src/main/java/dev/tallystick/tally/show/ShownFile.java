package dev.tallystick.tally.show;

import dev.tallystick.events.Body;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.receipt.MalformedOpeningException;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.events.type.AuditRead;
import dev.tallystick.tally.document.ToldEntry;
import dev.tallystick.tally.document.ToldList;
import dev.tallystick.tally.document.ToldPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeMap;

/**
 * The entries of a usage answer, newest first and each once, whatever its proofs are worth: a page,
 * an array of pages, or a selection.
 *
 * @param uses its entries
 * @param bulkReads the reads in bulk whose range covers one of them
 * @param isCutShort whether its last page says that there are more
 */
public record ShownFile(List<ShownUse> uses, List<ShownUse> bulkReads, boolean isCutShort) {
  /** Copies the lists. */
  public ShownFile {
    uses = List.copyOf(uses);
    bulkReads = List.copyOf(bulkReads);
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
    var bulk = new TreeMap<Long, ShownUse>(Comparator.reverseOrder());
    boolean isCutShort = false;
    for (JsonObject each : pages) {
      ToldPage.Partial page = new ToldPage.Partial(each);
      add(page.entries(), uses);
      for (ToldList.Partial linked : page.linked()) {
        add(linked.entries(), uses);
      }
      if (page.bulkReads().isPresent()) {
        add(page.bulkReads().get().entries(), bulk);
      }
      isCutShort = page.next().isPresent();
    }
    List<ShownUse> covering =
        bulk.values().stream().filter(read -> isAbout(read, uses.navigableKeySet())).toList();
    return new ShownFile(List.copyOf(uses.values()), covering, isCutShort);
  }

  /**
   * Whether a read in bulk covers one of these entries; it may if it does not say what it covers.
   */
  private static boolean isAbout(ShownUse read, NavigableSet<Long> newestFirst) {
    AuditRead.Partial range =
        new AuditRead.Partial(read.body().map(Body::data).orElse(JsonObject.EMPTY));
    Long newest = newestFirst.ceiling(range.lastIndex().orElse(Long.MAX_VALUE));
    return newest != null && newest >= range.firstIndex().orElse(0);
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
