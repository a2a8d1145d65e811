package dev.tallystick.bureau.model;

import dev.tallystick.bureau.document.FailedCase;
import dev.tallystick.bureau.document.TestCase;
import dev.tallystick.bureau.document.TestCases;
import dev.tallystick.bureau.document.TestRecord;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.scoring.Observation;
import dev.tallystick.bureau.scoring.Reason;
import dev.tallystick.bureau.scoring.Score;
import dev.tallystick.bureau.scoring.Scorecard;
import dev.tallystick.events.document.IllegalMemberException;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.tlog.Hash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Cases that a model is tested by: records that somebody made up, the score and the reasons that
 * they must give. Each factor has to meet a value in one of them, and none in another.
 */
final class ModelCases {
  private static final int MOST = 1_000;

  private final List<TestCase> cases;
  private final Hash hash;

  private ModelCases(List<TestCase> cases, Hash hash) {
    this.cases = List.copyOf(cases);
    this.hash = hash;
  }

  /**
   * Reads a file of cases.
   *
   * @throws BureauProblem if it is none
   */
  static ModelCases parse(String file) {
    try {
      JsonObject json =
          (JsonObject) CanonicalJson.parseMessage(file.getBytes(StandardCharsets.UTF_8));
      List<TestCase> cases = TestCases.read(json).cases();
      if (cases.size() > MOST) {
        throw refused("at most " + MOST + " cases");
      }
      return new ModelCases(cases, Hash.sha256(CanonicalJson.messageBytes(json)));
    } catch (MalformedJsonException | IllegalMemberException | ClassCastException e) {
      throw refused("a JSON object with cases, each with a name, records and a score");
    }
  }

  private static BureauProblem refused(String rule) {
    return BureauProblem.ofField(BureauProblemCode.MODEL_INVALID, "cases", rule);
  }

  int size() {
    return cases.size();
  }

  Hash hash() {
    return hash;
  }

  /**
   * Returns if the model does in every case what it must.
   *
   * @throws BureauProblem that names the first case in which it does not, or a factor without one
   */
  void test(Scorecard card) {
    Set<String> met = new TreeSet<>();
    Set<String> missed = new TreeSet<>();
    for (int at = 0; at < cases.size(); at++) {
      TestCase each = cases.get(at);
      List<Observation> records = each.records().stream().map(ModelCases::observation).toList();
      compare(at, each, card.score(records));
      Set<String> seen = card.factorsWithAValue(records);
      met.addAll(seen);
      card.factorNames().stream().filter(name -> !seen.contains(name)).forEach(missed::add);
    }
    if (!met.containsAll(card.factorNames()) || !missed.containsAll(card.factorNames())) {
      throw refused("every factor meets a value in one case, and none in another");
    }
  }

  private static void compare(int at, TestCase each, Score score) {
    List<String> reasons = score.reasons().stream().map(Reason::code).toList();
    if (score.points() != each.score() || !reasons.equals(each.reasons())) {
      throw BureauProblem.withMembers(
          BureauProblemCode.MODEL_TEST_FAILED,
          Map.of(
              "case",
              CanonicalJson.text(
                  new FailedCase(at + 1, score.points(), String.join(" ", reasons)).toJson())));
    }
  }

  private static Observation observation(TestRecord record) {
    return new Observation(record.category(), record.observedAt(), record.fields());
  }
}
