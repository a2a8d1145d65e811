package dev.tallystick.bureau.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.bureau.feed.FeedItem.Shown;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import java.util.List;

/** Items of feeds as the lender gets them: JSON, with the report and its receipt as they are. */
final class FeedItemText {
  private FeedItemText() {}

  /**
   * A page.
   *
   * @param after the cursor that was asked for, and the next one if nothing is newer
   */
  static String page(String bureau, List<Shown> items, long after) {
    StringBuilder page = new StringBuilder("{\"bureau\":\"" + bureau + "\",\"items\":[");
    for (int i = 0; i < items.size(); i++) {
      page.append(i == 0 ? "" : ",").append(line(items.get(i)));
    }
    long next = items.isEmpty() ? after : items.get(items.size() - 1).cursor();
    return page.append("],\"next\":").append(next).append('}').toString();
  }

  /** One item, on one line. */
  static String line(Shown item) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("cursor", item.cursor())
            .put("item", item.item())
            .put("feed", item.feed())
            .put("loan", item.loan())
            .put("kind", item.end().isPresent() ? "END" : "REPORT");
    if (item.end().isPresent()) {
      FeedEnd end = item.end().get();
      json.put("reason", end.reason().name());
      end.code().ifPresent(code -> json.put("code", code));
      end.index().ifPresent(index -> json.put("index", index));
    } else {
      json.put("changes", (long) item.causes());
      item.upTo().ifPresent(index -> json.put("upTo", index));
      item.content().ifPresent(content -> json.put("report", content));
      json.put("state", item.content().isPresent() ? "READY" : gone(item));
    }
    return new String(CanonicalJson.messageBytes(json.build()), UTF_8);
  }

  /** Why an item has no report any more. */
  private static String gone(Shown item) {
    return item.state() == LoanFeedItemEntity.State.RECEIVED ? "RECEIVED" : "LAPSED";
  }
}
