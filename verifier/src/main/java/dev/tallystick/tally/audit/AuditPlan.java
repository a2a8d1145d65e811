package dev.tallystick.tally.audit;

import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an audit looks at.
 *
 * @param salts label to salt; without them the index cannot be made again
 * @param parties the parties of the engagement; none means everything
 * @param packs the packs to decide anew by; without them nothing is decided anew
 * @param invoices the entries of invoices as a party has them
 * @param withSignatures whether the signatures of parties and of consent-service are verified
 */
public record AuditPlan(
    Optional<Map<Hash, Hash>> salts,
    Set<String> parties,
    Optional<PackShelf> packs,
    InvoiceFiles invoices,
    boolean withSignatures) {
  /** Copies the set; the salts, which may be many, stay the caller's and must not change. */
  public AuditPlan {
    parties = Set.copyOf(parties);
  }

  /** Those that were shipped, if none are given: days and terms are theirs. */
  private PackShelf shelf() {
    return packs.orElseGet(ShippedPacks::shelf);
  }

  /** The steps of the audit, in the order in which an entry is shown to them. */
  public List<AuditStep> steps() {
    LoggedSigningKeys keys = new LoggedSigningKeys();
    ReleaseBook book = new ReleaseBook();
    SignatureCheck signatures = new SignatureCheck(keys, withSignatures);
    List<AuditStep> steps = new ArrayList<>();
    packs.ifPresent(shelf -> steps.add(new RulesStep(shelf)));
    packs.ifPresent(shelf -> steps.add(new SelfReportStep(shelf)));
    steps.addAll(
        List.of(
            new EventStep(),
            new GapStep(parties),
            new IndexStep(salts),
            new GuardStep(),
            new LinkStep(signatures),
            new DecisionStep(keys, withSignatures),
            new HalvesStep(book, signatures, new KeyCheck(keys, withSignatures)),
            new ChainStep(book),
            new FeeStep(),
            new InvoiceStep(shelf(), book, invoices),
            new BreachStep(),
            new SealStep(),
            new ComplaintStep(shelf()),
            new AuditCycleStep(shelf()),
            // Last, so that an entry is compared with what stood in the log before it.
            new BooksStep(keys, book)));
    return steps;
  }
}
