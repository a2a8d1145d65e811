package dev.tallystick.bureau.model;

import dev.tallystick.bureau.scoring.ModelId;
import dev.tallystick.bureau.scoring.OwnedScorecard;
import dev.tallystick.bureau.scoring.ScorecardSource;
import dev.tallystick.bureau.scoring.Scorecards;
import dev.tallystick.bureau.tenancy.BureauId;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models that a bureau can make reports with: those that this release ships, and those that are
 * active with it. What is active stays as it is, so it is read once.
 */
@Singleton
final class BureauModels implements ScorecardSource {
  private final Scorecards shipped;
  private final FiledModelRepository filed;
  private final Map<Named, OwnedScorecard> active = new ConcurrentHashMap<>();

  BureauModels(Scorecards shipped, FiledModelRepository filed) {
    this.shipped = shipped;
    this.filed = filed;
  }

  private record Named(BureauId bureau, ModelId id) {}

  @Override
  public Optional<OwnedScorecard> find(BureauId bureau, ModelId id) {
    Optional<OwnedScorecard> ours = shipped.find(id).map(OwnedScorecard::of);
    if (ours.isPresent()) {
      return ours;
    }
    Named named = new Named(bureau, id);
    OwnedScorecard known = active.get(named);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<OwnedScorecard> read = filed.active(bureau, id).map(model -> owned(bureau, model));
    read.ifPresent(card -> active.put(named, card));
    return read;
  }

  private static OwnedScorecard owned(BureauId bureau, FiledModel model) {
    return new OwnedScorecard(
        model.card(), model.isOf(bureau.value()) ? Optional.empty() : Optional.of(model.owner()));
  }
}
