package dev.tallystick.bureau.scoring;

import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A model: what it looks at, the points for it and the reasons it can give. Two of the same
 * manifest give the same score.
 */
public final class Scorecard {
  private static final int MOST_FACTORS = 128;

  private final ModelId id;
  private final Hash manifest;
  private final Scale scale;
  private final List<Factor> factors;
  private final Map<String, Reason> reasons;
  private final Optional<FitQuality> fit;

  Scorecard(
      ModelId id, Hash manifest, Scale scale, List<Factor> factors, Map<String, Reason> reasons) {
    this(new Source(id, manifest, Optional.empty()), scale, factors, reasons);
  }

  Scorecard(Source source, Scale scale, List<Factor> factors, Map<String, Reason> reasons) {
    this.id = source.id();
    this.manifest = source.manifest();
    this.scale = scale;
    this.factors = List.copyOf(factors);
    this.reasons = Map.copyOf(reasons);
    this.fit = source.fit();
  }

  /**
   * The file of a model.
   *
   * @param fit how good it is, if the file says so
   */
  record Source(ModelId id, Hash manifest, Optional<FitQuality> fit) {}

  /** How well it told good from bad where it was fitted, if its file says so. */
  public Optional<FitQuality> fit() {
    return fit;
  }

  /** Where each factor is read from, as {@code spend band: SHOPPING.AGGREGATE/spendBand}. */
  public Set<String> inputs() {
    Set<String> inputs = new TreeSet<>();
    for (Factor factor : factors) {
      inputs.add(factor.name() + ": " + factor.category() + "/" + factor.field());
    }
    return inputs;
  }

  /** The factors about which these records say something, by name. */
  public Set<String> factorsWithAValue(List<Observation> observations) {
    Set<String> names = new TreeSet<>();
    for (Factor factor : factors) {
      if (factor.value(observations).isPresent()) {
        names.add(factor.name());
      }
    }
    return names;
  }

  /**
   * Refuses a model by which nobody could be told from anybody else, or a band that no value
   * reaches.
   *
   * @throws MalformedScorecardException if it is one
   */
  public void requireUsable() throws MalformedScorecardException {
    if (factors.isEmpty() || factors.size() > MOST_FACTORS) {
      throw new MalformedScorecardException("1 to " + MOST_FACTORS + " factors");
    }
    for (Factor factor : factors) {
      factor.requireUsable();
    }
  }

  /** The model's name and version. */
  public ModelId id() {
    return id;
  }

  /** SHA-256 of the file that defines the model, as the log has it with the product. */
  public Hash manifest() {
    return manifest;
  }

  /** What the model looks at, by name. */
  public Set<String> factorNames() {
    Set<String> names = new TreeSet<>();
    factors.forEach(factor -> names.add(factor.name()));
    return names;
  }

  /** This model looking at these factors only: a product may leave some out. */
  public Scorecard restrictedTo(Set<String> names) {
    return new Scorecard(
        new Source(id, manifest, fit),
        scale,
        factors.stream().filter(factor -> names.contains(factor.name())).toList(),
        reasons);
  }

  /** The categories whose records the model looks at. */
  public Set<String> categories() {
    Set<String> categories = new TreeSet<>();
    factors.forEach(factor -> categories.add(factor.category()));
    return categories;
  }

  /** The fields of a category that the model looks at: what a report may show of a record. */
  public Set<String> fieldsOf(String category) {
    Set<String> fields = new TreeSet<>();
    for (Factor factor : factors) {
      if (factor.category().equals(category)) {
        fields.add(factor.field());
      }
    }
    return fields;
  }

  /**
   * Scores what these records say; their order does not matter. Reasons are the factors that fell
   * furthest short of their best, as many as the scale asks for.
   */
  public Score score(List<Observation> observations) {
    Map<Factor, ScoredValue> outcomes = new LinkedHashMap<>();
    factors.forEach(factor -> outcomes.put(factor, factor.judge(observations)));
    long points = scale.base();
    List<Map.Entry<Factor, ScoredValue>> lacking = new ArrayList<>();
    for (Map.Entry<Factor, ScoredValue> each : outcomes.entrySet()) {
      points += each.getValue().points();
      if (shortfall(each) > 0 && each.getValue().reason().isPresent()) {
        lacking.add(each);
      }
    }
    // The sort is stable: of equal shortfalls the factor that the model lists first comes first.
    lacking.sort(Comparator.comparingLong(Scorecard::shortfall).reversed());
    List<Reason> named =
        lacking.stream()
            .flatMap(each -> each.getValue().reason().stream())
            .distinct()
            .limit(scale.reasonCount())
            .map(this::reason)
            .toList();
    return new Score(scale.clamp(points), named);
  }

  private Reason reason(String code) {
    Reason reason = reasons.get(code);
    if (reason == null) {
      throw new AssertionError("the file's reader has looked up every reason");
    }
    return reason;
  }

  private static long shortfall(Map.Entry<Factor, ScoredValue> judged) {
    return judged.getKey().best() - judged.getValue().points();
  }

  @Override
  public String toString() {
    return "Scorecard[" + id + "]";
  }

  /** Where a score starts and ends, and how many reasons are told. */
  record Scale(long base, long minimum, long maximum, int reasonCount) {
    Scale {
      if (minimum > base || base > maximum || reasonCount < 1) {
        throw new IllegalArgumentException("a scale has minimum <= base <= maximum and reasons");
      }
    }

    long clamp(long points) {
      return Math.max(minimum, Math.min(maximum, points));
    }
  }
}
