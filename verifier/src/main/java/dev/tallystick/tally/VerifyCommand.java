package dev.tallystick.tally;

import dev.tallystick.events.usage.UsageAnswer;
import dev.tallystick.evidence.EvidenceBundle;
import dev.tallystick.tally.proof.BundleEvidenceCheck;
import dev.tallystick.tally.proof.EntryClaim;
import dev.tallystick.tally.proof.EntryEvidence;
import dev.tallystick.tally.proof.EvidenceCheck;
import dev.tallystick.tally.proof.EvidenceFile;
import dev.tallystick.tally.proof.MalformedEvidenceException;
import dev.tallystick.tally.proof.UsageEvidenceCheck;
import dev.tallystick.tally.proof.UsageFile;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tally.report.CheckVerdict;
import dev.tallystick.tally.trust.KeyOptions;
import dev.tallystick.tally.trust.UnusableKeyException;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Policy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tally verify}: what a receipt, a proof or a usage answer shows. */
@Command(
    name = "verify",
    description = "Checks a receipt, a tlog-proof, a usage answer or an evidence bundle offline.",
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally verify withdrawal.receipt.json --policy log.policy",
      CommandHelp.NEXT
          + "tally show FILE reads a usage answer to you. If it is not witnessed yet: tally prove, as the report says."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class VerifyCommand implements Callable<Integer> {
  private final Console console;
  private final EvidenceFile files;

  @Parameters(
      paramLabel = "FILE",
      description =
          "A .receipt.json, .tlog-proof, .usage.json or a bundle (.zip); - is standard input.")
  private String file = "";

  @Mixin private KeyOptions keys = new KeyOptions();

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private @Nullable Stated stated;

  @Mixin private OwnerOptions owner = new OwnerOptions();

  @Option(
      names = "--previous",
      paramLabel = "OLD",
      description = "An earlier usage answer, which this one must extend.")
  private @Nullable String previous;

  @Option(names = "--json", description = "Report in JSON.")
  private boolean json;

  /** One of the ways to say which entry the file is about. */
  static final class Stated {
    @Option(names = "--entry", paramLabel = "HEX", description = "The entry that is proved.")
    private @Nullable Hash entry;

    @Option(names = "--leaf", paramLabel = "HEX", description = "The leaf hash that is proved.")
    private @Nullable Hash leaf;

    @Option(
        names = "--receipt",
        paramLabel = "FILE",
        description = "A receipt of the entry that is proved.")
    private @Nullable String receipt;
  }

  VerifyCommand(Console console) {
    this.console = console;
    this.files = new EvidenceFile(console.in());
  }

  @Override
  public Integer call() {
    CheckReport report = new CheckReport("verify", file);
    verify(report);
    return report.print(console.out(), console.form(json));
  }

  private void verify(CheckReport report) {
    Optional<Policy> policy;
    try {
      policy = keys.policy();
    } catch (UnusableKeyException e) {
      report.cannotTell("key", e.getMessage());
      return;
    }
    Optional<byte[]> bytes = files.bytes(report, "file", file);
    if (bytes.isEmpty()) {
      return;
    }
    if (EvidenceBundle.isOne(bytes.get())) {
      bundle(report, bytes.get(), policy);
    } else if (UsageFile.isOne(bytes.get())) {
      usage(report, bytes.get(), policy);
    } else {
      EvidenceFile.parse(report, "file", file, bytes.get())
          .ifPresent(evidence -> evidence(report, evidence, policy));
    }
  }

  /** A bundle says itself what it is about, and extends nothing. */
  private void bundle(CheckReport report, byte[] bytes, Optional<Policy> policy) {
    if (stated != null || previous != null || owner.owner().isPresent()) {
      report.cannotTell("stated", "a bundle takes no option but those of keys and of output");
      return;
    }
    BundleEvidenceCheck.run(report, file, bytes, policy);
  }

  private void evidence(CheckReport report, EntryEvidence evidence, Optional<Policy> policy) {
    check(report, evidence, policy);
    if (evidence.receipt().isPresent()
        && report.verdict() == CheckVerdict.CANNOT_TELL
        && report.verdict("witnesses").equals(Optional.of(CheckVerdict.CANNOT_TELL))) {
      report.note("next", newerProof());
    }
  }

  /** The lines that prove the same entry under a checkpoint that witnesses have seen. */
  private String newerProof() {
    String trust = keys.policyFile().map(policy -> " --policy " + policy).orElse("");
    return "tally prove LOG --receipt %1$s%2$s --out newer.tlog-proof && tally verify newer.tlog-proof --receipt %1$s%2$s"
        .formatted(file, trust);
  }

  private void check(CheckReport report, EntryEvidence evidence, Optional<Policy> policy) {
    Stated given = stated;
    if (given == null) {
      EvidenceCheck.run(report, evidence, Optional.empty(), policy);
    } else {
      claim(report, given)
          .ifPresent(claim -> EvidenceCheck.run(report, evidence, Optional.of(claim), policy));
    }
  }

  private void usage(CheckReport report, byte[] bytes, Optional<Policy> policy) {
    Optional<List<UsageAnswer>> pages = pages(report, "file", file, bytes);
    Optional<List<UsageAnswer>> earlier = Optional.empty();
    String old = previous;
    if (pages.isPresent() && old != null) {
      earlier =
          files
              .bytes(report, "previous", old)
              .flatMap(found -> pages(report, "previous", old, found));
      if (earlier.isEmpty()) {
        return;
      }
    }
    if (pages.isPresent()) {
      UsageEvidenceCheck.run(report, pages.get(), earlier, owner.owner(), policy);
    }
  }

  private static Optional<List<UsageAnswer>> pages(
      CheckReport report, String check, String name, byte[] bytes) {
    try {
      return Optional.of(UsageFile.parse(bytes));
    } catch (MalformedEvidenceException e) {
      report.fails(check, "%s: %s".formatted(name, e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<EntryClaim> claim(CheckReport report, Stated given) {
    if (given.entry != null) {
      return Optional.of(EntryClaim.ofEntry(given.entry));
    }
    if (given.leaf != null) {
      return Optional.of(EntryClaim.ofLeafHash(given.leaf));
    }
    String receiptFile = given.receipt == null ? "" : given.receipt;
    Optional<EntryEvidence> evidence = files.read(report, "receipt", receiptFile);
    Optional<EntryClaim> claim =
        evidence
            .flatMap(EntryEvidence::receipt)
            .map(receipt -> EntryClaim.ofOpening(receipt.opening()));
    if (evidence.isPresent() && claim.isEmpty()) {
      report.cannotTell("receipt", receiptFile + ": a tlog-proof, not a receipt");
    }
    return claim;
  }
}
