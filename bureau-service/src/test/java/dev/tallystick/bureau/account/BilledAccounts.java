package dev.tallystick.bureau.account;

import dev.tallystick.bureau.account.LedgerRepository.Payer;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.type.InvoiceIssued;
import dev.tallystick.party.account.BilledMonth;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;

/** Sums accounts as the service does it, and takes the time. */
@ApplicationScoped
public class BilledAccounts {
  private final DraftStatements drafts;

  BilledAccounts(DraftStatements drafts) {
    this.drafts = drafts;
  }

  /** What was summed, and how long it took. */
  public record Timed(long entries, long total, Duration invoice, Duration settlements) {}

  public Timed sum(String bureau, String lender, String month) {
    BilledMonth billed = new BilledMonth(YearMonth.parse(month), ZoneId.of("Asia/Shanghai"));
    BureauId id = new BureauId(bureau);
    long began = System.nanoTime();
    InvoiceIssued invoice = drafts.invoice(id, billed, new Payer(lender, "CNY")).orElseThrow();
    long summed = System.nanoTime();
    var unused = drafts.settlements(id, billed, "CNY");
    long settled = System.nanoTime();
    return new Timed(
        invoice.entries(),
        invoice.total().amount(),
        Duration.ofNanos(summed - began),
        Duration.ofNanos(settled - summed));
  }
}
