package dev.tallystick.bureau.scoring;

import dev.tallystick.bureau.tenancy.BureauId;
import java.util.Optional;

/**
 * Where the models of a bureau are found.
 *
 * <p>Implementers must keep: what was found once under a name and version is found there for ever,
 * and never another one.
 */
public interface ScorecardSource {
  /** The model of this name and version that the bureau may make reports with. */
  Optional<OwnedScorecard> find(BureauId bureau, ModelId id);
}
