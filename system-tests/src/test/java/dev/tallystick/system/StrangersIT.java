package dev.tallystick.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.houserules.GoProgram;
import dev.tallystick.tally.Run;
import dev.tallystick.tally.corpus.Corpus;
import dev.tallystick.tally.corpus.CorpusCase;
import dev.tallystick.tally.corpus.Verdicts;
import dev.tallystick.tally.web.Browser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What somebody who trusts nobody can check of a running suite: the list of uses of a person who
 * was sold, of one who was not, and of one of whom nothing is known, by {@code tally} and in a
 * browser; and the log with the tools of the README and with the libraries of other people.
 */
@ExtendWith(Suite.Extension.class)
@ResourceLock(Suite.LOCK)
class StrangersIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOBODY = "nina";
  private static final String UNHEARD = "bank-unheard";
  private static final String OTHER = "citizen1";
  private static final String SOLD = "dora";

  private static List<CorpusCase> cases = List.of();

  private final Suite suite;

  @TempDir private Path folder;

  StrangersIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.ready();
    assertThat(suite.firstSale().exitCode()).isZero();
  }

  @Test
  void usageAnswers_holdOfflineAndNoneThatSomebodyLaidHandsOn() throws Exception {
    for (CorpusCase one : cases()) {
      Run run = one.run(folder);
      assertThat(run.json().get("verdict").asText())
          .as("%s: %s", one.name(), run.out())
          .isEqualTo(one.verdict());
    }
  }

  @Test
  @Tag("ci")
  void usageAnswers_haveTheSameVerdictsInABrowser() throws Exception {
    assumeTrue(Browser.isInstalled(), "the browser is left out: no " + Browser.PROGRAM);
    Corpus.writeTo(folder, cases());

    JsonNode said = JSON.readTree(Browser.run(folder, "/test/files.html"));

    JsonNode corpus = JSON.readTree(Files.readAllBytes(folder.resolve(Corpus.MANIFEST)));
    assertThat(Verdicts.differences(corpus, said)).isEmpty();
  }

  /**
   * What the suite answers two people and a clerk, as it is and with hands laid on it; asked for
   * once.
   */
  private List<CorpusCase> cases() throws Exception {
    if (cases.isEmpty()) {
      freeze(OTHER);
      // A clerk of a bank that the log has never heard of: each person's list begins with theirs.
      Command.Result added =
          suite.command().run("identity", "add", NOBODY, "--role", "lender", "--party", UNHEARD);
      assertThat(added.exitCode()).as(added.output()).isZero();
      Answer sold = answer(SOLD);
      Answer other = answer(OTHER);
      Answer nobody = answer(NOBODY);
      assertThat(sold.json().get("count").asInt()).isGreaterThan(4);
      assertThat(other.json().get("count").asInt()).isPositive();
      assertThat(nobody.json().get("count").asInt()).isZero();
      cases = new ForgedAnswers(policy(), sold, other, nobody).with(sold, other, nobody);
    }
    return cases;
  }

  @Test
  void log_isCheckedAsTheReadmesSay() throws Exception {
    String url = suite.address("AUDIT_URL");
    String policy = suite.address("POLICY_FILE");
    String state = folder.resolve("seen").toString();

    Command.Result audit = Auditor.audit(suite, folder.resolve("audit"), "--rules");
    String mirror = folder.resolve("audit/mirror").toString();

    assertThat(audit.exitCode()).as(audit.output()).isZero();
    assertThat(audit.output()).contains("rules        holds").contains("index        holds");
    holds("fsck", url, "--policy", policy);
    holds("fsck", mirror, "--policy", policy);
    holds("watch", url, "--state", state, "--policy", policy);
    freeze(OTHER);
    holds("watch", url, "--state", state, "--policy", policy);
    holds("mirror", url, mirror, "--policy", policy);
    String proof = folder.resolve("first.tlog-proof").toString();
    Path receipt = receipt();
    String index = JSON.readTree(receipt.toFile()).get("index").asText();
    holds("prove", mirror, "--index", index, "--out", proof, "--policy", policy);
    holds("verify", proof, "--receipt", receipt.toString(), "--policy", policy);
  }

  /** Go's checkers, by Debian's packages of them: the mirror, with what both witnesses signed. */
  @Test
  void log_isAcceptedByTheLibrariesOfOthers() throws Exception {
    assumeTrue(
        GoProgram.canBeBuilt(
            "golang.org/x/mod/sumdb/tlog",
            "github.com/transparency-dev/merkle/proof",
            "github.com/transparency-dev/formats/log"),
        "the checkers in Go are left out: their packages are not installed");
    Path mirror = folder.resolve("mirror");
    String policy = suite.address("POLICY_FILE");
    holds("mirror", suite.address("AUDIT_URL"), mirror.toString(), "--policy", policy);
    GoProgram checker = GoProgram.build("logcheck", GoProgram.PACKAGES, folder);
    List<String> arguments = new ArrayList<>();
    String key = "";
    for (String line : Files.readAllLines(Path.of(suite.address("POLICY_FILE")))) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("witness")) {
        arguments.addAll(List.of("-witness", words[2]));
      } else if (words[0].equals("log")) {
        key = words[1];
      }
    }
    arguments.addAll(List.of(key, mirror.toString()));

    GoProgram.Verdict verdict = checker.run(arguments);
    assertThat(verdict.isAccepted()).as(verdict.output()).isTrue();
    assertThat(verdict.output()).contains("cosigned by 2");

    Path bundle = largestFile(mirror.resolve("tile/entries"));
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[bytes.length / 2] ^= 1;
    Files.write(bundle, bytes);
    assertThat(checker.run(arguments).isAccepted()).isFalse();
  }

  /** The bundle of the whole log; others are left from when it was smaller. */
  private static Path largestFile(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .max(Comparator.comparingLong(file -> file.toFile().length()))
          .orElseThrow();
    }
  }

  private Path receipt() throws Exception {
    try (Stream<Path> files = Files.list(suite.firstSale().folder().resolve("first-sale"))) {
      return files
          .filter(file -> file.toString().endsWith(".receipt.json"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  private void holds(String... words) throws Exception {
    Command.Result result = suite.command().runTally(words);
    assertThat(result.exitCode()).as("%s: %s", String.join(" ", words), result.output()).isZero();
  }

  private byte[] policy() throws Exception {
    return Files.readAllBytes(Path.of(suite.address("POLICY_FILE")));
  }

  private void freeze(String person) throws Exception {
    for (String act : List.of("freeze", "freeze/lift")) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(suite.address("CONSENT_URL") + "/v1/me/" + act))
                      .header("Authorization", "Bearer " + suite.token(person))
                      .header("Content-Type", "application/json")
                      .header("Idempotency-Key", UUID.randomUUID().toString())
                      .POST(HttpRequest.BodyPublishers.ofString("{}"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
  }

  /** What the suite tells a person, or a clerk, as soon as witnesses have seen it. */
  private Answer answer(String person) throws Exception {
    String token = suite.token(person);
    JsonNode claims = Suite.claims(token);
    String kind = claims.has("subject") ? "subject" : "party";
    String owner = claims.get(kind).asText();
    String url = suite.address("AUDIT_URL");
    String list = kind.equals("subject") ? "/v1/me/usage" : "/v1/parties/" + owner + "/usage";
    long size =
        Long.parseLong(
            Suite.read(url + "/log/checkpoint", token).lines().skip(1).findFirst().orElseThrow());
    return await("an answer that covers " + (size - 1))
        .atMost(60, SECONDS)
        .until(
            () -> {
              byte[] file = Suite.read(url + list + "?limit=200", token).getBytes(UTF_8);
              Answer answer = new Answer(person, kind, owner, file);
              return answer.coveredSize() >= size - 1
                  ? Optional.of(answer)
                  : Optional.<Answer>empty();
            },
            Optional::isPresent)
        .orElseThrow();
  }
}
