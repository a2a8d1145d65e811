package dev.tallystick.tally.proof;

import dev.tallystick.events.usage.UsageAnswer;
import dev.tallystick.events.usage.UsageBulkReads;
import dev.tallystick.events.usage.UsageCheck;
import dev.tallystick.events.usage.UsageFinding;
import dev.tallystick.events.usage.UsageOwner;
import dev.tallystick.events.usage.UsagePage;
import dev.tallystick.events.usage.UsageVerdict;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tally.report.CheckVerdict;
import dev.tallystick.tally.report.ReportTimes;
import dev.tallystick.tally.trust.CheckpointCheck;
import dev.tallystick.tally.trust.CheckpointCheck.Checked;
import dev.tallystick.tlog.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything that can be checked of a usage answer offline: signatures here, the rest by {@link
 * UsageCheck}. Each check is made on its own, so that one failure does not hide another.
 */
public final class UsageEvidenceCheck {
  private final CheckReport report;
  private final Optional<Policy> policy;
  private final Optional<UsageOwner> owner;

  private UsageEvidenceCheck(
      CheckReport report, Optional<Policy> policy, Optional<UsageOwner> owner) {
    this.report = report;
    this.policy = policy;
    this.owner = owner;
  }

  /**
   * Tells the report what holds.
   *
   * @param earlier an answer of an earlier time, which the pages must extend
   * @param owner whose list it must be; without, an answer is about whomever its author chose
   */
  public static void run(
      CheckReport report,
      List<UsageAnswer> pages,
      Optional<List<UsageAnswer>> earlier,
      Optional<UsageOwner> owner,
      Optional<Policy> policy) {
    new UsageEvidenceCheck(report, policy, owner).run(pages, earlier);
  }

  private void run(List<UsageAnswer> answers, Optional<List<UsageAnswer>> earlier) {
    report.fact("format", "usage");
    Optional<Checked> first = CheckpointCheck.run(report, answers.get(0).checkpoint(), policy);
    List<UsagePage> pages = pages(answers, first);
    Optional<UsagePage> before = Optional.empty();
    if (earlier.isPresent()) {
      before = earlier(earlier.get());
      if (before.isEmpty()) {
        return;
      }
    }
    if (pages.size() < answers.size()) {
      return;
    }
    UsageVerdict verdict = UsageCheck.check(pages, before, owner);
    groups(verdict, pages.size() > 1 || before.isPresent());
    completeness(
        verdict, UsageCoverage.of(pages, before), first.flatMap(UsageEvidenceCheck::witnessedAt));
    facts(verdict);
  }

  private static Optional<Long> witnessedAt(Checked checked) {
    OptionalLong at = checked.witnessedAt();
    return at.isPresent() ? Optional.of(at.getAsLong()) : Optional.empty();
  }

  /** The pages with their checkpoints; fewer if one is none. */
  private List<UsagePage> pages(List<UsageAnswer> answers, Optional<Checked> first) {
    List<UsagePage> pages = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      UsageAnswer answer = answers.get(i);
      Optional<Checked> checked = i == 0 ? first : further(answer, i + 1);
      checked.ifPresent(page -> pages.add(new UsagePage(answer, page.checkpoint())));
    }
    return pages;
  }

  private Optional<Checked> further(UsageAnswer answer, int number) {
    CheckReport own = new CheckReport("verify", "page " + number);
    Optional<Checked> checked = CheckpointCheck.run(own, answer.checkpoint(), policy);
    if (own.verdict() != CheckVerdict.HOLDS) {
      report.add("signature", own.verdict(), "page %d: %s".formatted(number, own.reason()));
    }
    return checked;
  }

  /** The first page of an earlier answer; empty if that does not hold itself. */
  private Optional<UsagePage> earlier(List<UsageAnswer> answers) {
    CheckReport own = new CheckReport("verify", "previous");
    UsageEvidenceCheck check = new UsageEvidenceCheck(own, policy, owner);
    Optional<Checked> first = CheckpointCheck.run(own, answers.get(0).checkpoint(), policy);
    List<UsagePage> pages = check.pages(answers, first);
    boolean isWhole = own.verdict() == CheckVerdict.HOLDS && pages.size() == answers.size();
    if (isWhole) {
      UsageVerdict verdict = UsageCheck.check(pages, Optional.empty(), owner);
      if (verdict.holds()) {
        report.holds("previous", "an answer at log size " + pages.get(0).checkpoint().size());
        return Optional.of(pages.get(0));
      }
      own.fails("usage", verdict.findings().get(0).toString());
    }
    report.cannotTell("previous", "the earlier answer does not hold itself: " + own.reason());
    return Optional.empty();
  }

  private void groups(UsageVerdict verdict, boolean hasHistory) {
    for (UsageGroup group : UsageGroup.values()) {
      List<UsageFinding> found =
          verdict.findings().stream().filter(finding -> group.has(finding.flaw())).toList();
      if (!found.isEmpty()) {
        String more = found.size() == 1 ? "" : " (and %d more)".formatted(found.size() - 1);
        report.fails(group.checkName(), found.get(0) + more);
      } else if (group == UsageGroup.LABEL && owner.isEmpty()) {
        report.cannotTell(
            group.checkName(), "whose list it is: give --subject, --subject-file or --party");
      } else if (group == UsageGroup.ENTRIES && !verdict.unknownTypes().isEmpty()) {
        report.cannotTell(
            group.checkName(),
            "types that this release does not know: " + String.join(", ", verdict.unknownTypes()));
      } else if (group == UsageGroup.BULK) {
        bulk(verdict.bulkReads());
      } else if (group != UsageGroup.HISTORY || hasHistory) {
        report.holds(group.checkName(), group.holds());
      }
    }
  }

  /** Whoever reads a range of the log reads about everybody in it. */
  private void bulk(UsageBulkReads reads) {
    if (owner.flatMap(UsageOwner::token).isEmpty()) {
      return;
    }
    if (reads.withheld() > 0) {
      report.cannotTell(
          UsageGroup.BULK.checkName(),
          "%d reads in bulk do not show their range".formatted(reads.withheld()));
    } else {
      report.holds(
          UsageGroup.BULK.checkName(),
          reads.covering().size() == 1
              ? "1 read in bulk covers an entry that is shown"
              : reads.covering().size() + " reads in bulk cover an entry that is shown");
    }
  }

  /** Says "complete" only if every place is shown, or was shown before. */
  private void completeness(
      UsageVerdict verdict, UsageCoverage coverage, Optional<Long> witnessedAt) {
    if (!verdict.holds()) {
      return;
    }
    if (coverage.isComplete()) {
      report.holds(
          "complete",
          "up to log size %d, %s: %d entries"
              .formatted(
                  verdict.coveredSize(),
                  witnessedAt
                      .map(time -> "witnessed at " + ReportTimes.utcSeconds(time))
                      .orElse("not witnessed"),
                  verdict.count()));
      return;
    }
    String missing =
        "%d of %d entries are not shown".formatted(coverage.missing(), verdict.count());
    if (coverage.claimsWhole()) {
      report.fails("complete", missing + ", and no page is said to have them");
    } else {
      report.cannotTell("complete", missing + ": give all pages in one file");
    }
  }

  private void facts(UsageVerdict verdict) {
    report.fact("indexRoot", verdict.number());
    report.fact("coveredSize", verdict.coveredSize());
    report.fact("shown", verdict.shown());
    report.fact("count", verdict.count());
    report.fact("bulkReads", verdict.bulkReads().covering());
    List<Map<String, Object>> findings = new ArrayList<>();
    for (UsageFinding finding : verdict.findings()) {
      Map<String, Object> fact = new LinkedHashMap<>();
      fact.put("flaw", finding.flaw().name());
      fact.put("where", finding.where());
      fact.put("detail", finding.detail());
      findings.add(fact);
    }
    report.fact("findings", findings);
  }
}
