package dev.tallystick.party.account;

import dev.tallystick.events.type.InvoiceLine;
import dev.tallystick.events.type.TariffId;
import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums entries of the log to an invoice, in log order. It grows with the lines of the tariff, not
 * with the entries. Not thread-safe.
 */
public final class InvoiceSum {
  private final Map<TariffKey, Line> lines = new TreeMap<>();
  private Frontier frontier = Frontier.EMPTY;
  private long total;
  private long first = -1;
  private long last = -1;

  private static final class Line {
    private long count;
    private long amount;
    private long repeats;
    private long reversed;
    private long reversedAmount;
  }

  /**
   * Counts one more entry.
   *
   * @param amount the fee of the release, whatever the entry does to it
   * @throws ArithmeticException if the sum is more than an event can say
   */
  public void add(FeeMove move, TariffKey key, long amount, long index, Hash entry) {
    if (index <= last) {
      throw new IllegalArgumentException("entries are counted in log order");
    }
    Line line = lines.computeIfAbsent(key, none -> new Line());
    switch (move) {
      case CHARGED, RESTORED -> {
        line.count++;
        line.amount = Math.addExact(line.amount, amount);
        total = Math.addExact(total, amount);
      }
      case REPEATED -> line.repeats++;
      case REVERSED -> {
        line.reversed++;
        line.reversedAmount = Math.addExact(line.reversedAmount, amount);
        total = Math.subtractExact(total, amount);
      }
    }
    frontier = frontier.append(Merkle.leafHash(entry));
    first = first < 0 ? index : first;
    last = index;
  }

  /** What each tariff line came to, in the order of events. */
  public List<InvoiceLine> lines() {
    return lines.entrySet().stream().map(each -> line(each.getKey(), each.getValue())).toList();
  }

  private static InvoiceLine line(TariffKey key, Line line) {
    return InvoiceLine.builder()
        .tariff(new TariffId(key.tariff()))
        .line(key.line())
        .count(line.count)
        .amount(line.amount)
        .repeats(line.repeats)
        .reversed(line.reversed)
        .reversedAmount(line.reversedAmount)
        .build();
  }

  /** What there is to pay, in minor units. */
  public long total() {
    return total;
  }

  /** How many entries were counted. */
  public long entries() {
    return frontier.size();
  }

  /** The RFC 6962 root over them. */
  public Hash entriesRoot() {
    return frontier.root();
  }

  /** The place of the first of them; -1 if there is none. */
  public long firstIndex() {
    return first;
  }

  /** The place of the last of them; -1 if there is none. */
  public long lastIndex() {
    return last;
  }
}
