package dev.tallystick.bureau.model;

import dev.tallystick.bureau.entry.BureauLogClient;
import dev.tallystick.bureau.entry.PublicationLookUp;
import dev.tallystick.bureau.model.FiledModelRepository.Kept;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.type.ModelActivated;
import dev.tallystick.events.type.ModelRef;
import dev.tallystick.producer.EventFactory;
import jakarta.inject.Singleton;

/**
 * Lets a bureau make reports by a model: said by a second account, tested once more, and logged.
 */
@Singleton
final class ActivateModel {
  private final FiledModelRepository models;
  private final CreditInputs inputs;
  private final BureauLogClient log;
  private final PublicationLookUp outcomes;
  private final EventFactory events;

  ActivateModel(
      FiledModelRepository models,
      CreditInputs inputs,
      BureauLogClient log,
      PublicationLookUp outcomes,
      EventFactory events) {
    this.models = models;
    this.inputs = inputs;
    this.log = log;
    this.outcomes = outcomes;
    this.events = events;
  }

  /**
   * Activates a model of the bureau. Doing it again changes nothing.
   *
   * @param account who says so
   * @throws BureauProblem if there is no such model, or the account has filed it
   */
  Kept activate(BureauId bureau, String id, String account) {
    Kept kept = require(bureau, id);
    if (kept.isActive()) {
      return kept;
    }
    requireSecond(kept, account);
    // Lists and code may be others than when it was filed.
    inputs.check(kept.model().card());
    kept.model().cases().test(kept.model().card());
    models.pending(bureau, id).ifPresent(earlier -> outcomes.settle(bureau, earlier, models));
    EventId event = events.drawId();
    if (!models.activate(bureau, id, event)) {
      throw new BureauProblem(BureauProblemCode.AUDIT_UNAVAILABLE);
    }
    LoggedReceipt unused = log.publish(log.make(event, said(bureau, kept.model())));
    return require(bureau, id);
  }

  private Kept require(BureauId bureau, String id) {
    return models
        .find(bureau, id)
        .orElseThrow(() -> new BureauProblem(BureauProblemCode.MODEL_NOT_FILED));
  }

  private static void requireSecond(Kept kept, String account) {
    if (kept.filedBy().equals(account)) {
      throw new BureauProblem(BureauProblemCode.MODEL_NEEDS_SECOND_ACCOUNT);
    }
  }

  private static ModelActivated said(BureauId bureau, FiledModel model) {
    return ModelActivated.builder()
        .party(bureau.value())
        .owner(model.owner())
        .model(
            new ModelRef(
                model.card().id().name(), model.card().id().version(), model.card().manifest()))
        .factors(model.card().factorNames())
        .inputCategories(model.card().categories())
        .testCases(model.cases().size())
        .tests(model.casesHash())
        .build();
  }
}
