package dev.tallystick.portal.auditor;

import dev.tallystick.events.receipt.BulkOpening;
import dev.tallystick.events.receipt.MalformedOpeningException;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.CompletableFuture;

/** Reads openings in the reader's name. Each request is a read that the log keeps. */
final class ReadOpenings {
  /** Neighbours in the log are asked for together; who needs more asks by {@code tally bundle}. */
  private static final int MOST_REQUESTS = 200;

  private static final int AT_ONCE = 4;

  private final Neighbours neighbours;
  private final String why;

  ReadOpenings(Neighbours neighbours, String why) {
    this.neighbours = neighbours;
    this.why = why;
  }

  /** Entries that follow one another in the log. */
  private record Range(long from, long to) {}

  /** The openings of these entries and of no other; one that is not the reader's is left out. */
  Map<Long, Opening> of(NavigableSet<Long> indexes) throws NoBundleException {
    List<Range> ranges = ranges(indexes);
    if (ranges.size() > MOST_REQUESTS) {
      throw new NoBundleException(NoBundle.TOO_LONG);
    }
    Map<Long, Opening> openings = new HashMap<>();
    for (int first = 0; first < ranges.size(); first += AT_ONCE) {
      List<Range> some = ranges.subList(first, Math.min(ranges.size(), first + AT_ONCE));
      List<CompletableFuture<Reply>> asked = some.stream().map(this::ask).toList();
      for (int i = 0; i < some.size(); i++) {
        add(openings, some.get(i), asked.get(i).join());
      }
    }
    return openings;
  }

  private static List<Range> ranges(NavigableSet<Long> indexes) {
    List<Range> ranges = new ArrayList<>();
    for (long index : indexes) {
      int last = ranges.size() - 1;
      if (last >= 0 && ranges.get(last).to() == index) {
        ranges.set(last, new Range(ranges.get(last).from(), index + 1));
      } else {
        ranges.add(new Range(index, index + 1));
      }
    }
    return ranges;
  }

  private CompletableFuture<Reply> ask(Range range) {
    return neighbours.get(
        Neighbour.AUDIT,
        "/v1/openings?from="
            + range.from()
            + "&to="
            + range.to()
            + "&purpose="
            + URLEncoder.encode(why, StandardCharsets.UTF_8));
  }

  private static void add(Map<Long, Opening> openings, Range range, Reply reply)
      throws NoBundleException {
    if (reply.status() == 403) {
      throw new NoBundleException(NoBundle.NOT_OPENED);
    }
    String lines = reply.text().find().orElseThrow(() -> new NoBundleException(NoBundle.AWAY));
    for (String line : lines.split("\n", -1)) {
      if (!line.isEmpty()) {
        add(openings, range, line);
      }
    }
  }

  private static void add(Map<Long, Opening> openings, Range range, String line)
      throws NoBundleException {
    try {
      BulkOpening opening = BulkOpening.parse(line.getBytes(StandardCharsets.UTF_8));
      if (opening.index() >= range.from() && opening.index() < range.to()) {
        opening.opening().ifPresent(shown -> openings.put(opening.index(), shown));
      }
    } catch (MalformedOpeningException e) {
      throw new NoBundleException(NoBundle.AWAY);
    }
  }
}
