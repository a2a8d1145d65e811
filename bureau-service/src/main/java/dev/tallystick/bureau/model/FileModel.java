package dev.tallystick.bureau.model;

import dev.tallystick.bureau.entry.BureauLogClient;
import dev.tallystick.bureau.model.FiledModelRepository.Kept;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.scoring.MalformedScorecardException;
import dev.tallystick.bureau.scoring.Scorecard;
import dev.tallystick.bureau.scoring.ScorecardFile;
import dev.tallystick.bureau.scoring.Scorecards;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.type.DataDenied;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.regex.Pattern;

/** Takes a model in: it is read, may look at what is relevant to credit alone, and is tested. */
@Singleton
final class FileModel {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._]{1,32}");

  private final CreditInputs inputs;
  private final Scorecards shipped;
  private final FiledModelRepository models;
  private final BureauLogClient log;
  private final Clock clock;

  FileModel(
      CreditInputs inputs,
      Scorecards shipped,
      FiledModelRepository models,
      BureauLogClient log,
      Clock clock) {
    this.inputs = inputs;
    this.shipped = shipped;
    this.models = models;
    this.log = log;
    this.clock = clock;
  }

  /** Who files a model, with whom. */
  record Filing(BureauId bureau, String owner, String account) {}

  /**
   * Files a model with a bureau.
   *
   * @throws BureauProblem if it is none, looks at something else than credit (R38, which is
   *     recorded), or fails a case
   */
  Kept file(Filing filing, FiledModel.Files files) {
    Scorecard card = parse(files.scorecard());
    try {
      inputs.check(card);
    } catch (BureauProblem refusal) {
      throw log.denied(DataDenied.Step.PRODUCT, new BureauId(filing.owner()), refusal);
    }
    if (shipped.find(card.id()).isPresent()) {
      throw new BureauProblem(BureauProblemCode.MODEL_EXISTS);
    }
    ModelCases cases = ModelCases.parse(files.cases());
    cases.test(card);
    return models.add(
        filing.bureau(),
        new FiledModel(filing.owner(), card, cases, files),
        filing.account(),
        clock.instant());
  }

  private static Scorecard parse(String file) {
    try {
      Scorecard card = ScorecardFile.parse(file.getBytes(StandardCharsets.UTF_8));
      card.requireUsable();
      if (!NAME.matcher(card.id().name()).matches()
          || !VERSION.matcher(card.id().version()).matches()) {
        throw BureauProblem.ofField(
            BureauProblemCode.MODEL_INVALID,
            "scorecard",
            "a model of a to z, 0 to 9, dots, hyphens and underscores; a version without hyphens");
      }
      return card;
    } catch (MalformedScorecardException e) {
      throw BureauProblem.ofField(
          BureauProblemCode.MODEL_INVALID, "scorecard", String.valueOf(e.getMessage()));
    }
  }
}
