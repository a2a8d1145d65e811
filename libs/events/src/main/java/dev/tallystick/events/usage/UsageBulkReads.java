package dev.tallystick.events.usage;

import dev.tallystick.events.document.BulkReadRange;
import dev.tallystick.events.document.ShownBody;
import dev.tallystick.events.json.JsonObject;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which reads in bulk cover an entry that an answer shows (usage-answer.md section 7). They are not
 * filed under the person: whoever reads a range of the log reads about everybody in it.
 *
 * @param covering the log indexes of those, ascending
 * @param withheld how many reads do not show their range, so that nobody can tell
 */
public record UsageBulkReads(List<Long> covering, long withheld) {
  /** Copies the list. */
  public UsageBulkReads {
    covering = List.copyOf(covering);
  }

  static UsageBulkReads of(List<UsagePage> pages) {
    TreeSet<Long> entries = new TreeSet<>();
    for (UsagePage page : pages) {
      UsageAnswer answer = page.answer();
      for (int i = 0; i < answer.lists().size(); i++) {
        if (answer.isPersonal(i)) {
          answer.lists().get(i).entries().forEach(entry -> entries.add(entry.logged().index()));
        }
      }
    }
    SortedSet<Long> covering = new TreeSet<>();
    SortedSet<Long> withheld = new TreeSet<>();
    for (UsagePage page : pages) {
      for (ListedEntry read : page.answer().bulkReads().map(UsageList::entries).orElse(List.of())) {
        long index = read.logged().index();
        BulkReadRange.Partial range = range(read);
        if (range.firstIndex().isEmpty() || range.lastIndex().isEmpty()) {
          withheld.add(index);
        } else if (covers(range.firstIndex(), range.lastIndex(), entries)) {
          covering.add(index);
        }
      }
    }
    return new UsageBulkReads(List.copyOf(covering), withheld.size());
  }

  private static boolean covers(OptionalLong first, OptionalLong last, TreeSet<Long> entries) {
    Long next = entries.ceiling(first.getAsLong());
    return next != null && next <= last.getAsLong();
  }

  private static BulkReadRange.Partial range(ListedEntry read) {
    JsonObject body = read.logged().opening().body().value().orElse(JsonObject.EMPTY);
    return new BulkReadRange.Partial(new ShownBody.Partial(body).data().orElse(JsonObject.EMPTY));
  }
}
