package dev.tallystick.tally.audit;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.type.InvoiceIssued;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/**
 * The entries that a party has of an invoice, as {@code GET /v1/invoices/{id}/entries} gives them:
 * compared with the log one by one, so that a record that one side has lost is named.
 */
public final class InvoiceFiles {
  private static final int TOLD = 20;

  private final Map<String, Map<Long, String>> lines;
  private final List<Counted> counted = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();

  private record Counted(long index, String from, String to, String currency, String text) {}

  private InvoiceFiles(Map<String, Map<Long, String>> lines) {
    this.lines = lines;
    unknown.addAll(lines.keySet());
  }

  /** No files. */
  public static InvoiceFiles none() {
    return new InvoiceFiles(Map.of());
  }

  /**
   * Reads files.
   *
   * @param files by the id of the invoice
   * @throws BrokenOpeningsException if a line is no entry of an invoice
   */
  public static InvoiceFiles read(Map<String, Path> files)
      throws IOException, BrokenOpeningsException {
    Map<String, Map<Long, String>> read = new HashMap<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      Map<Long, String> entries = new TreeMap<>();
      try (BufferedReader lines =
          Files.newBufferedReader(file.getValue(), StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          JsonObject json = json(line);
          String text =
              text(json.getString("entry"), json.getString("move"), json.getInteger("amount"));
          // One that stands twice is not what the log has once.
          entries.merge(json.getInteger("index"), text, (one, more) -> one + ", " + more);
        }
      } catch (NoSuchElementException e) {
        throw new BrokenOpeningsException("a line of " + file.getKey() + " is no entry");
      }
      read.put(file.getKey(), entries);
    }
    return new InvoiceFiles(read);
  }

  private static JsonObject json(String line) throws BrokenOpeningsException {
    try {
      return (JsonObject) CanonicalJson.parseMessage(line.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJsonException | ClassCastException e) {
      throw new BrokenOpeningsException("a line of an invoice is no JSON object");
    }
  }

  private static String text(String entry, String move, long amount) {
    return "%s %s %d".formatted(entry, move, amount);
  }

  /** An entry of the log counts. */
  void count(AuditedEntry entry, SoldFees.Moved moved) {
    if (!lines.isEmpty()) {
      SoldFees.Sold sold = moved.sold();
      counted.add(
          new Counted(
              entry.index(),
              sold.from(),
              sold.to(),
              sold.fee().currency(),
              text(entry.entry().hex(), moved.move().name(), sold.fee().amount())));
    }
  }

  /** Is told of an entry at a place, and what of it is not so. */
  interface Difference {
    void at(long index, String rule);
  }

  /** Compares the file of this invoice, if there is one, with what the log has. */
  void compare(InvoiceIssued issued, YearMonth month, Difference found, long place) {
    Map<Long, String> file = lines.get(issued.invoice().value());
    if (file == null) {
      return;
    }
    unknown.remove(issued.invoice().value());
    Map<Long, String> left = new TreeMap<>(file);
    int told = 0;
    for (Counted entry : counted) {
      if (isOf(entry, issued)) {
        String has = left.remove(entry.index());
        if (!entry.text().equals(has) && told++ < TOLD) {
          found.at(
              entry.index(),
              "whoever gave the file lacks its half in the invoice %s of %s: the log has it, the file %s"
                  .formatted(
                      issued.invoice().value(),
                      month,
                      has == null ? "does not" : "says otherwise"));
        }
      }
    }
    left.keySet().stream()
        .limit(TOLD)
        .forEach(
            index ->
                found.at(
                    place,
                    "the log lacks what the file of %s has at %d"
                        .formatted(issued.invoice().value(), index)));
  }

  private static boolean isOf(Counted entry, InvoiceIssued issued) {
    return entry.index() >= issued.firstIndex()
        && entry.index() <= issued.lastIndex()
        && entry.from().equals(issued.from())
        && entry.to().equals(issued.to())
        && entry.currency().equals(issued.total().currency());
  }

  /** Files of invoices that the log does not have. */
  void tell(AuditFindings findings) {
    unknown.forEach(id -> findings.at(0, "the log has no invoice " + id));
  }
}
