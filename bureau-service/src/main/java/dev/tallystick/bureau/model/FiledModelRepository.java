package dev.tallystick.bureau.model;

import dev.tallystick.bureau.entry.Publication;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.scoring.MalformedScorecardException;
import dev.tallystick.bureau.scoring.ModelId;
import dev.tallystick.bureau.scoring.ScorecardFile;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.ModelActivated;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The models that were filed with bureaus, each active once the log has it. */
@Singleton
class FiledModelRepository
    implements PanacheRepositoryBase<FiledModelEntity, FiledModelEntity.Key>, Publication {
  private static final int PAGE_SIZE = 500;

  private final BureauRepository bureaus;

  FiledModelRepository(BureauRepository bureaus) {
    this.bureaus = bureaus;
  }

  /** A model as it is kept. */
  record Kept(FiledModel model, String filedBy, Instant filedAt, Optional<Logged> logged) {
    boolean isActive() {
      return logged.isPresent();
    }
  }

  /** Where the log has it. */
  record Logged(String eventId, long index) {}

  /**
   * Keeps a model that has passed its cases.
   *
   * @throws BureauProblem if there is one of that name and version
   */
  @Transactional
  @AsBureau
  Kept add(BureauId bureau, FiledModel model, String filedBy, Instant now) {
    bureaus.lockNumbering(bureau, "model");
    String id = model.card().id().toString();
    if (of(id).isPresent()) {
      throw new BureauProblem(BureauProblemCode.MODEL_EXISTS);
    }
    FiledModelEntity row = new FiledModelEntity();
    row.bureauId = bureau.value();
    row.modelId = id;
    row.owner = model.owner();
    row.scorecard = model.files().scorecard();
    row.cases = model.files().cases();
    row.filedBy = filedBy;
    row.filedAt = now;
    persist(row);
    return kept(row);
  }

  @Transactional
  @AsBureau
  Optional<Kept> find(BureauId bureau, String id) {
    return of(id).map(FiledModelRepository::kept);
  }

  /** All of a bureau, by name and version. */
  @Transactional
  @AsBureau
  List<Kept> all(BureauId bureau) {
    return findAll(Sort.by("modelId")).page(0, PAGE_SIZE).list().stream()
        .map(FiledModelRepository::kept)
        .toList();
  }

  /** The one that is active, by whoever needs it for a report. */
  @Transactional
  @AsBureau
  Optional<FiledModel> active(BureauId bureau, ModelId id) {
    return of(id.toString())
        .map(FiledModelRepository::kept)
        .filter(Kept::isActive)
        .map(Kept::model);
  }

  private Optional<FiledModelEntity> of(String id) {
    return find("modelId", id).firstResultOptional();
  }

  /**
   * Notes that an entry is to activate it; false if another one is under way, or has.
   *
   * @param event the entry
   */
  @Transactional
  @AsBureau
  boolean activate(BureauId bureau, String id, EventId event) {
    return update("eventId = ?1 where modelId = ?2 and eventId is null", event.value(), id) == 1;
  }

  /** The entry by which it is to be activated, if it is not known whether the log has it. */
  @Transactional
  @AsBureau
  Optional<EventId> pending(BureauId bureau, String id) {
    return of(id)
        .filter(row -> row.logIndex == null)
        .flatMap(row -> Optional.ofNullable(row.eventId))
        .map(EventId::new);
  }

  private static Kept kept(FiledModelEntity row) {
    Long index = row.logIndex;
    return new Kept(
        model(row),
        row.filedBy,
        row.filedAt,
        index == null || row.eventId == null
            ? Optional.empty()
            : Optional.of(new Logged(row.eventId.toString(), index)));
  }

  private static FiledModel model(FiledModelEntity row) {
    try {
      return new FiledModel(
          row.owner,
          ScorecardFile.parse(row.scorecard.getBytes(StandardCharsets.UTF_8)),
          ModelCases.parse(row.cases),
          new FiledModel.Files(row.scorecard, row.cases));
    } catch (MalformedScorecardException e) {
      throw new IllegalStateException("a row of a model holds none", e);
    }
  }

  @Override
  public boolean concerns(String type) {
    return type.equals(ModelActivated.SHORT_NAME);
  }

  @Override
  @Transactional
  @AsBureau
  public void logged(BureauId bureau, EventId event, long index) {
    update("logIndex = ?1 where eventId = ?2", index, event.value());
  }

  @Override
  @Transactional
  @AsBureau
  public void drop(BureauId bureau, EventId event) {
    update("eventId = null where eventId = ?1 and logIndex is null", event.value());
  }
}
