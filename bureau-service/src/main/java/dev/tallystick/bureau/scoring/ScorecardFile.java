package dev.tallystick.bureau.scoring;

import dev.tallystick.bureau.scoring.Scorecard.Scale;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** Reads the file of a model; {@code docs/spec/report.md} has its form. */
public final class ScorecardFile {
  private ScorecardFile() {}

  /**
   * Reads a scorecard.
   *
   * @throws MalformedScorecardException if a member is missing, of another kind, unknown, or names
   *     a reason that the file does not have
   */
  public static Scorecard parse(byte[] json) throws MalformedScorecardException {
    try {
      if (!(CanonicalJson.parse(json) instanceof JsonObject file)) {
        throw new MalformedScorecardException("a scorecard is a JSON object");
      }
      only(file, Set.of("model", "version", "scale", "factors", "reasons"));
      JsonObject scale = file.getObject("scale");
      only(scale, Set.of("base", "minimum", "maximum", "reasons"));
      Map<String, Reason> reasons = reasons(file.getArray("reasons"));
      return new Scorecard(
          new ModelId(file.getString("model"), file.getString("version")),
          Hash.sha256(json),
          new Scale(
              scale.getInteger("base"),
              scale.getInteger("minimum"),
              scale.getInteger("maximum"),
              Math.toIntExact(scale.getInteger("reasons"))),
          factors(file.getArray("factors"), reasons.keySet()),
          reasons);
    } catch (MalformedJsonException
        | NoSuchElementException
        | IllegalArgumentException
        | ArithmeticException e) {
      throw new MalformedScorecardException("not a scorecard: " + e.getMessage(), e);
    }
  }

  private static Map<String, Reason> reasons(JsonArray array) throws MalformedScorecardException {
    Map<String, Reason> reasons = new HashMap<>();
    for (JsonValue item : array.items()) {
      JsonObject reason = object(item);
      Map<String, String> translations = new HashMap<>();
      for (String name : reason.names()) {
        if (!name.equals("code") && !name.equals("en")) {
          translations.put(name, reason.getString(name));
        }
      }
      String code = reason.getString("code");
      if (reasons.put(code, new Reason(code, reason.getString("en"), translations)) != null) {
        throw new MalformedScorecardException("the reason " + code + " stands twice");
      }
    }
    return reasons;
  }

  private static List<Factor> factors(JsonArray array, Set<String> reasons)
      throws MalformedScorecardException {
    List<Factor> factors = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonValue item : array.items()) {
      JsonObject factor = object(item);
      only(factor, Set.of("name", "category", "field", "combine", "bands", "missing"));
      List<Band> bands = new ArrayList<>();
      for (JsonValue band : factor.getArray("bands").items()) {
        bands.add(band(object(band), reasons));
      }
      Factor read =
          new Factor(
              factor.getString("name"),
              new Factor.Input(
                  factor.getString("category"),
                  factor.getString("field"),
                  Combination.valueOf(factor.getString("combine"))),
              bands,
              outcome(factor.getObject("missing"), reasons));
      if (!names.add(read.name())) {
        throw new MalformedScorecardException("the factor " + read.name() + " stands twice");
      }
      factors.add(read);
    }
    return factors;
  }

  private static Band band(JsonObject band, Set<String> reasons)
      throws MalformedScorecardException {
    only(band, Set.of("below", "is", "points", "reason"));
    ScoredValue outcome = outcome(band, reasons);
    Optional<Long> below = band.findInteger("below");
    Optional<String> word = band.findString("is");
    if (below.isPresent() && word.isPresent()) {
      throw new MalformedScorecardException("a band is of numbers or of a word");
    }
    if (below.isPresent()) {
      return new Band.Below(below.get(), outcome);
    }
    return word.isPresent() ? new Band.Is(word.get(), outcome) : new Band.Rest(outcome);
  }

  private static ScoredValue outcome(JsonObject json, Set<String> reasons)
      throws MalformedScorecardException {
    Optional<String> reason = json.findString("reason");
    if (reason.isPresent() && !reasons.contains(reason.get())) {
      throw new MalformedScorecardException("no sentence for the reason " + reason.get());
    }
    return new ScoredValue(json.getInteger("points"), reason);
  }

  private static JsonObject object(JsonValue value) throws MalformedScorecardException {
    if (value instanceof JsonObject object) {
      return object;
    }
    String kind = value instanceof JsonString ? "a text" : "a value";
    throw new MalformedScorecardException(kind + " where an object belongs");
  }

  private static void only(JsonObject object, Set<String> members)
      throws MalformedScorecardException {
    for (String name : object.names()) {
      if (!members.contains(name)) {
        throw new MalformedScorecardException("unknown member " + name);
      }
    }
  }
}
