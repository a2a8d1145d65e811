package dev.tallystick.tally.proof;

import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.evidence.BundleCheck;
import dev.tallystick.evidence.BundleFinding;
import dev.tallystick.evidence.BundleFlaw;
import dev.tallystick.evidence.EvidenceBundle;
import dev.tallystick.evidence.MalformedBundleException;
import dev.tallystick.evidence.UnknownBundleException;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tally.report.CheckVerdict;
import dev.tallystick.tally.trust.CheckpointCheck;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Policy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that can be checked of an evidence bundle offline: signatures and each receipt here,
 * that the parts belong together by {@link BundleCheck}.
 */
public final class BundleEvidenceCheck {
  private static final int MOST_TOLD = 20;

  private final CheckReport report;
  private final EvidenceBundle bundle;

  private BundleEvidenceCheck(CheckReport report, EvidenceBundle bundle) {
    this.report = report;
    this.bundle = bundle;
  }

  /**
   * Tells the report what holds.
   *
   * @param name what the file is called
   */
  public static void run(CheckReport report, String name, byte[] file, Optional<Policy> policy) {
    report.fact("format", "bundle");
    try {
      new BundleEvidenceCheck(report, EvidenceBundle.parse(file)).run(policy);
    } catch (UnknownBundleException e) {
      report.cannotTell("file", "%s: %s".formatted(name, e.getMessage()));
    } catch (MalformedBundleException e) {
      report.fails("file", "%s: %s".formatted(name, e.getMessage()));
    }
  }

  private void run(Optional<Policy> policy) {
    report.note("about", bundle.question().from() + " " + bundle.question().id());
    report.fact("about", bundle.question().id());
    report.fact("entries", bundle.receipts().size());
    CheckpointCheck.run(report, bundle.checkpoint(), policy);
    policy.ifPresent(this::policy);
    List<BundleFinding> findings = BundleCheck.check(bundle);
    group(
        findings,
        "manifest",
        EnumSet.of(BundleFlaw.MANIFEST),
        "names each file by its digest, and no other");
    group(
        findings,
        "entries",
        EnumSet.of(BundleFlaw.RECEIPT, BundleFlaw.INCLUSION, BundleFlaw.ENTRIES, BundleFlaw.POLICY),
        "%d, each that the lineage names, under this checkpoint"
            .formatted(bundle.receipts().size()));
    events();
    group(
        findings,
        "question",
        EnumSet.of(BundleFlaw.QUESTION),
        "the lineage is about what was asked for");
    group(
        findings,
        "lineage",
        EnumSet.of(BundleFlaw.LINEAGE),
        bundle.lineage().isOfOneRelease()
            ? "says what the entries say, and leaves out nothing that they were made from"
            : "says what the entries say");
    unshown(findings);
    group(findings, "page", EnumSet.of(BundleFlaw.PAGE), "says what the entries say, and no more");
    facts(findings);
  }

  private void policy(Policy trusted) {
    Optional<Hash> own = bundle.policy().hash();
    if (trusted.hash().isPresent() && trusted.hash().equals(own)) {
      report.holds("policy", "the bundle's is yours");
    } else {
      report.note(
          "policy",
          "yours decides; the one in the bundle has the hash " + own.map(Hash::hex).orElse(""));
    }
    named(trusted);
  }

  /** The page names whom the bundle's own policy names: it counts if the reader's does too. */
  private void named(Policy trusted) {
    List<String> strangers = bundle.strangers(trusted);
    if (strangers.isEmpty()) {
      report.holds("named", "who has signed by the page is in your policy, by the same names");
    } else {
      report.cannotTell(
          "named",
          "the page says that %s signed, which your policy does not know by this name and key"
              .formatted(first(strangers)));
    }
  }

  /** Each receipt by the checks of a receipt, but for the checkpoint's, which is told once. */
  private void events() {
    NavigableMap<Long, Receipt> receipts = bundle.receipts();
    CheckVerdict all = CheckVerdict.HOLDS;
    List<String> reasons = new ArrayList<>();
    for (Map.Entry<Long, Receipt> receipt : receipts.entrySet()) {
      CheckReport own = new CheckReport("verify", "entry " + receipt.getKey());
      EventCheck.run(own, receipt.getValue().opening());
      CheckVerdict verdict = own.verdict();
      if (verdict != CheckVerdict.HOLDS) {
        all = all.and(verdict);
        String reason = own.reason().isEmpty() ? "its type is not shown" : own.reason();
        reasons.add("entry %d: %s".formatted(receipt.getKey(), reason));
      }
    }
    report.add(
        "events", all, reasons.isEmpty() ? "each is as its type defines it" : first(reasons));
  }

  private void group(
      List<BundleFinding> findings, String check, Set<BundleFlaw> flaws, String holds) {
    List<String> found = of(findings, flaws);
    if (found.isEmpty()) {
      report.holds(check, holds);
    } else {
      report.fails(check, first(found));
    }
  }

  private void unshown(List<BundleFinding> findings) {
    List<String> found = of(findings, EnumSet.of(BundleFlaw.UNSHOWN));
    if (!found.isEmpty()) {
      report.cannotTell("unshown", first(found));
    }
  }

  private static List<String> of(List<BundleFinding> findings, Set<BundleFlaw> flaws) {
    return findings.stream()
        .filter(finding -> flaws.contains(finding.flaw()))
        .map(BundleFinding::toString)
        .toList();
  }

  private static String first(List<String> found) {
    return found.get(0) + (found.size() == 1 ? "" : " (and %d more)".formatted(found.size() - 1));
  }

  private void facts(List<BundleFinding> findings) {
    List<Map<String, Object>> facts = new ArrayList<>();
    for (BundleFinding finding : findings.subList(0, Math.min(MOST_TOLD, findings.size()))) {
      Map<String, Object> fact = new LinkedHashMap<>();
      fact.put("flaw", finding.flaw().name());
      fact.put("where", finding.where());
      fact.put("detail", finding.detail());
      facts.add(fact);
    }
    report.fact("findings", facts);
  }
}
