package dev.tallystick.bureau.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.bureau.document.ToldEndItem;
import dev.tallystick.bureau.document.ToldReportItem;
import dev.tallystick.bureau.feed.FeedItem.Shown;
import dev.tallystick.bureau.feed.LoanFeedItemEntity.Kind;
import dev.tallystick.bureau.feed.LoanFeedItemEntity.State;
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
    JsonObject json =
        item.end().isPresent() ? end(item, item.end().get()).toJson() : report(item).toJson();
    return new String(CanonicalJson.messageBytes(json), UTF_8);
  }

  private static ToldEndItem end(Shown item, FeedEnd end) {
    return ToldEndItem.builder()
        .cursor(item.cursor())
        .item(item.item())
        .feed(item.feed())
        .loan(item.loan())
        .kind(Kind.END.name())
        .reason(end.reason().name())
        .code(end.code())
        .index(end.index())
        .build();
  }

  private static ToldReportItem report(Shown item) {
    return ToldReportItem.builder()
        .cursor(item.cursor())
        .item(item.item())
        .feed(item.feed())
        .loan(item.loan())
        .kind(Kind.REPORT.name())
        .changes(item.causes())
        .upTo(item.upTo())
        .report(item.content())
        .state(item.content().isPresent() ? State.READY.name() : gone(item).name())
        .build();
  }

  /** Why an item has no report any more. */
  private static State gone(Shown item) {
    return item.state() == State.RECEIVED ? State.RECEIVED : State.LAPSED;
  }
}
