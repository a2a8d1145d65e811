package dev.tallystick.tally.party;

import dev.tallystick.events.receipt.BulkOpening;
import dev.tallystick.events.receipt.MalformedOpeningException;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.party.ApiClient;
import dev.tallystick.party.RefusedException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;

/** Reads openings with an auditor's token. Each request is a read that the log keeps. */
public final class LoggedOpenings {
  private final ApiClient client;
  private final AuditServiceOptions service;

  /** Reads by this client. */
  public LoggedOpenings(ApiClient client, AuditServiceOptions service) {
    this.client = client;
    this.service = service;
  }

  /** The lines of {@code from <= index < to}, as the service writes them. */
  public byte[] lines(long from, long to)
      throws RefusedException, IOException, InterruptedException {
    return client.getBytes(service.addressWithPurpose("/v1/openings?from=" + from + "&to=" + to));
  }

  /**
   * The openings of these entries and of no other: neighbours are asked for together. One that lies
   * outside the engagement is left out.
   *
   * @param most how many there may be; of more, none is asked for
   */
  public Map<Long, Opening> of(NavigableSet<Long> indexes, int most)
      throws RefusedException, IOException, InterruptedException {
    Map<Long, Opening> openings = new HashMap<>();
    if (indexes.isEmpty() || indexes.size() > most) {
      return openings;
    }
    long from = indexes.first();
    long to = from;
    for (long index : indexes) {
      if (index != to) {
        add(openings, from, to);
        from = index;
      }
      to = index + 1;
    }
    add(openings, from, to);
    return openings;
  }

  private void add(Map<Long, Opening> openings, long from, long to)
      throws RefusedException, IOException, InterruptedException {
    byte[] lines = lines(from, to);
    int begin = 0;
    for (int at = 0; at < lines.length; at++) {
      if (lines[at] == '\n') {
        add(openings, Arrays.copyOfRange(lines, begin, at), from, to);
        begin = at + 1;
      }
    }
  }

  private static void add(Map<Long, Opening> openings, byte[] line, long from, long to)
      throws IOException {
    try {
      BulkOpening opening = BulkOpening.parse(line);
      if (opening.index() >= from && opening.index() < to) {
        opening.opening().ifPresent(shown -> openings.put(opening.index(), shown));
      }
    } catch (MalformedOpeningException e) {
      throw new IOException("audit-service answers what is no opening: " + e.getMessage(), e);
    }
  }
}
