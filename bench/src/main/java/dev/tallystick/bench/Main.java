package dev.tallystick.bench;

import dev.tallystick.bench.append.AppendCommand;
import dev.tallystick.bench.decision.DecisionCommand;
import dev.tallystick.bench.inquiry.GatewayCommand;
import dev.tallystick.bench.inquiry.InquiryCommand;
import dev.tallystick.bench.inquiry.InquiryOptions;
import dev.tallystick.bench.intake.IntakeCommand;
import dev.tallystick.bench.profile.ProfileCommand;
import dev.tallystick.bench.usage.UsageCommand;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The program behind {@code bench/run}. */
public final class Main {
  private static final String DEFAULT_JVM_FLAGS = "-Xms1g -Xmx1g -XX:+UseParallelGC";

  private final Path root;
  private final Clock clock;
  private final PrintStream out;

  private Main(Path root, Clock clock, PrintStream out) {
    this.root = root;
    this.clock = clock;
    this.out = out;
  }

  /** Runs one command; the checkout is the property {@code tallystick.root}. */
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(System.getProperty("tallystick.root", ".")).toAbsolutePath().normalize();
    int code = new Main(root, Clock.systemUTC(), System.out).run(List.of(arguments));
    System.exit(code);
  }

  private int run(List<String> arguments) throws Exception {
    List<String> rest = new ArrayList<>(arguments);
    String command = rest.isEmpty() ? "" : rest.remove(0);
    if (command.equals("jmh")) {
      org.openjdk.jmh.Main.main(rest.toArray(String[]::new));
      return 0;
    }
    boolean small = rest.remove("--small");
    String size = rest.remove("--large") ? "large" : small ? "small" : "full";
    List<String> flags =
        Arrays.asList(option(rest, "--jvm", DEFAULT_JVM_FLAGS).trim().split(" +", -1));
    long entries = Long.parseLong(option(rest, "--entries", small ? "200000" : "10000000"));
    long subjects = Long.parseLong(option(rest, "--subjects", small ? "10000" : "1000000"));
    long consents = Long.parseLong(option(rest, "--consents", Long.toString(10 * subjects)));
    String load = option(rest, "--load", "append64");
    Path home = Path.of(option(rest, "--home", ".tallystick"));
    Optional<Duration> warmUp = number(rest, "--warm-up").map(Duration::ofSeconds);
    Optional<Duration> soak = number(rest, "--soak").map(Duration::ofMinutes);
    Duration length = Duration.ofSeconds(Long.parseLong(option(rest, "--seconds", "20")));
    if (!rest.isEmpty()) {
      command = "";
    }
    return switch (command) {
      case "append" -> new AppendCommand(root, flags, clock, out).run(size);
      case "inquiries" ->
          new InquiryCommand(root, clock, out).run(new InquiryOptions(home, small, warmUp, soak));
      case "gateway" ->
          new GatewayCommand(root, clock, out).run(new InquiryOptions(home, small, warmUp, soak));
      case "usage" -> new UsageCommand(root, flags, clock, out).run(entries);
      case "decisions" ->
          new DecisionCommand(root, decisionFlags(flags), clock, out)
              .run(subjects, consents, Duration.ofSeconds(small ? 10 : 30));
      case "intake" -> new IntakeCommand(root, clock, out).run(home, small);
      case "profile" -> new ProfileCommand(root, flags, clock, out).run(load, length);
      default -> {
        printUsage();
        yield 64;
      }
    };
  }

  private void printUsage() {
    out.printf(
        """
        bench/run append [--small|--large] [--jvm "FLAGS"]
            measure the append path: 2 minutes with --small, about 12 without, 25 with --large, up to 10 million entries
        bench/run inquiries [--small] [--warm-up SECONDS] [--soak MINUTES] [--native]
            the price of accountability: starts a suite of its own; 3 minutes with --small, about 15 without, of which up
            to 10, or SECONDS, until the compilers have less than 5 %% of the services' time. --soak goes on at 60 %% of the
            peak and looks for a backlog, suspensions, memory that grows, and a log that fails an audit
        bench/run gateway [--small] [--warm-up SECONDS]
            what a lender's own gateway adds to an inquiry, at half the peak: starts a suite with one
        bench/run usage [--small] [--entries N] [--jvm "FLAGS"]
            usage answers with all proofs at 10,000 entries and at N (default 10 million, about 25 minutes;
            200,000 with --small), their bytes, and how far the index lags at 3,000 appends a second
        bench/run decisions [--small] [--subjects N] [--consents M] [--jvm "FLAGS"]
            decisions over HTTP with N persons and M consents (default 1 and 10 million; 10,000 and 100,000 with
            --small), start with and without a snapshot, memory; the service gets a heap of 4 GB
        bench/run intake [--small]
            records into the vault, beside COPY and pgp_sym_encrypt: 2 minutes with --small, about 10 without
        bench/run profile [--load append64|append256|ndjson] [--seconds N] [--jvm "FLAGS"]
            where the service spends its time under load
        bench/run jmh [JMH OPTIONS]
            the steps of an append, one by one
        --jvm names the flags of the service's virtual machine, default "%s"
        """,
        DEFAULT_JVM_FLAGS);
  }

  /** Ten million consents do not fit into what the log's service gets. */
  private static List<String> decisionFlags(List<String> flags) {
    return String.join(" ", flags).equals(DEFAULT_JVM_FLAGS)
        ? List.of("-Xms4g", "-Xmx4g", "-XX:+UseParallelGC")
        : flags;
  }

  private static Optional<Long> number(List<String> arguments, String name) {
    return Optional.of(option(arguments, name, ""))
        .filter(value -> !value.isEmpty())
        .map(Long::parseLong);
  }

  /** Takes an option with its value out of the arguments. */
  private static String option(List<String> arguments, String name, String otherwise) {
    int at = arguments.indexOf(name);
    if (at < 0 || at + 1 == arguments.size()) {
      return otherwise;
    }
    arguments.remove(at);
    return arguments.remove(at);
  }
}
