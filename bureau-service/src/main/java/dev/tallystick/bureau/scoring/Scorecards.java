package dev.tallystick.bureau.scoring;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that this release ships, each a resource; {@code models.txt} lists them. */
@Singleton
public final class Scorecards {
  private final Map<ModelId, Scorecard> shipped = new HashMap<>();

  /** Reads them all, so that a broken one stops the start and not an inquiry. */
  public Scorecards() {
    for (String name : lines("models.txt")) {
      try {
        Scorecard scorecard = ScorecardFile.parse(resource(name + ".json"));
        if (!scorecard.id().toString().equals(name)) {
          throw new IllegalStateException(
              "the model of " + name + " calls itself " + scorecard.id());
        }
        shipped.put(scorecard.id(), scorecard);
      } catch (MalformedScorecardException e) {
        throw new IllegalStateException("the scorecard " + name + " is broken", e);
      }
    }
  }

  /** The model of this name and version, if it ships. */
  public Optional<Scorecard> find(ModelId id) {
    return Optional.ofNullable(shipped.get(id));
  }

  private static List<String> lines(String name) {
    return new String(resource(name), StandardCharsets.UTF_8).lines().toList();
  }

  private static byte[] resource(String name) {
    try (InputStream in = Scorecards.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + name, e);
    }
  }
}
