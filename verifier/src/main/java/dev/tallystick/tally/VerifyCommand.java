package dev.tallystick.tally;

import dev.tallystick.tally.proof.Claim;
import dev.tallystick.tally.proof.Evidence;
import dev.tallystick.tally.proof.EvidenceCheck;
import dev.tallystick.tally.proof.MalformedEvidenceException;
import dev.tallystick.tally.proof.UnknownFormatException;
import dev.tallystick.tally.report.Report;
import dev.tallystick.tally.trust.KeyOptions;
import dev.tallystick.tally.trust.UnusableKeyException;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tally verify}: what a receipt or a proof shows. */
@Command(
    name = "verify",
    description = "Checks a receipt or a tlog-proof offline.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class VerifyCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  private final Console console;

  @Parameters(
      paramLabel = "FILE",
      description = "A .receipt.json or a .tlog-proof; - is standard input.")
  private String file = "";

  @Mixin private KeyOptions keys = new KeyOptions();

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private @Nullable Stated stated;

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
  }

  @Override
  public Integer call() {
    Report report = new Report("verify", file);
    verify(report);
    return report.print(console.out(), json);
  }

  private void verify(Report report) {
    Optional<Policy> policy;
    try {
      policy = keys.policy();
    } catch (UnusableKeyException e) {
      report.cannotTell("key", e.getMessage());
      return;
    }
    Optional<Evidence> evidence = read(report, "file", file);
    if (evidence.isEmpty()) {
      return;
    }
    Stated given = stated;
    if (given == null) {
      EvidenceCheck.run(report, evidence.get(), Optional.empty(), policy);
      return;
    }
    claim(report, given)
        .ifPresent(claim -> EvidenceCheck.run(report, evidence.get(), Optional.of(claim), policy));
  }

  private Optional<Claim> claim(Report report, Stated given) {
    if (given.entry != null) {
      return Optional.of(Claim.ofEntry(given.entry));
    }
    if (given.leaf != null) {
      return Optional.of(Claim.ofLeafHash(given.leaf));
    }
    String receiptFile = given.receipt == null ? "" : given.receipt;
    Optional<Evidence> evidence = read(report, "receipt", receiptFile);
    Optional<Claim> claim =
        evidence.flatMap(Evidence::receipt).map(receipt -> Claim.ofOpening(receipt.opening()));
    if (evidence.isPresent() && claim.isEmpty()) {
      report.cannotTell("receipt", receiptFile + ": a tlog-proof, not a receipt");
    }
    return claim;
  }

  private Optional<Evidence> read(Report report, String check, String name) {
    try {
      return Optional.of(Evidence.parse(bytes(name)));
    } catch (NoSuchFileException e) {
      report.cannotTell(check, name + ": no such file");
    } catch (IOException | InvalidPathException e) {
      report.cannotTell(
          check, "%s: cannot be read: %s".formatted(name, e.getClass().getSimpleName()));
    } catch (UnknownFormatException e) {
      report.cannotTell(check, "%s: %s".formatted(name, e.getMessage()));
    } catch (MalformedEvidenceException e) {
      report.fails(check, "%s: %s".formatted(name, e.getMessage()));
    }
    return Optional.empty();
  }

  private byte[] bytes(String name) throws IOException {
    if (name.equals(STANDARD_INPUT)) {
      return console.in().readNBytes(Evidence.MAX_SIZE + 1);
    }
    try (InputStream in = Files.newInputStream(Path.of(name))) {
      return in.readNBytes(Evidence.MAX_SIZE + 1);
    }
  }
}
