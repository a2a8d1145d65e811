package dev.tallystick.bureau.feed;

import dev.tallystick.events.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;

/** What stands in a feed, or will. */
final class FeedItem {
  private FeedItem() {}

  /**
   * The changes that a report is for, by index of the log.
   *
   * @param count how many
   */
  record Causes(long first, long last, int count) {}

  /**
   * A report that is to be sold, under an id that stands.
   *
   * @param request the standing inquiry as it was signed
   * @param attempts how often in a row the feed's sale has failed
   */
  record Waiting(
      String item,
      String feed,
      String lender,
      String request,
      boolean isEnding,
      Causes causes,
      int attempts) {
    /** Shows no token. */
    @Override
    public String toString() {
      return "Waiting[" + item + "]";
    }
  }

  /**
   * An item as the lender reads it.
   *
   * @param cursor its place; later ones have higher ones
   * @param content the report with its receipt; empty at the end of a feed, and if it is no longer
   *     kept
   * @param end why the feed has ended, if this is its last item
   */
  record Shown(
      long cursor,
      String item,
      String feed,
      String loan,
      LoanFeedItemEntity.State state,
      int causes,
      OptionalLong upTo,
      Optional<JsonObject> content,
      Optional<FeedEnd> end) {
    /** Shows no content. */
    @Override
    public String toString() {
      return "Shown[" + item + "]";
    }
  }
}
