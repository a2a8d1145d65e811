package dev.tallystick.bureau.source;

import dev.tallystick.bureau.scoring.Observation;
import dev.tallystick.events.type.Omission;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What there is about a person for one inquiry, and what there is not.
 *
 * @param omitted what platforms did not release
 * @param trimmed what they were not asked for, since the first decision left it out. The last
 *     decision is not asked about it and cannot tell.
 */
public record Sourced(List<Source> sources, List<SourceOmission> omitted, List<Omission> trimmed) {
  /** What there is before anybody was asked. */
  public static final Sourced NOTHING = new Sourced(List.of(), List.of());

  /** Keeps its own copies. */
  public Sourced {
    sources = List.copyOf(sources);
    omitted = List.copyOf(omitted);
    trimmed = List.copyOf(trimmed);
  }

  /** Of an inquiry that was asked for whole. */
  public Sourced(List<Source> sources, List<SourceOmission> omitted) {
    this(sources, omitted, List.of());
  }

  /** The same for an inquiry of which this was left out before anybody was asked. */
  public Sourced without(List<Omission> left) {
    return new Sourced(sources, omitted, left);
  }

  /** What a decision left out, first or last. */
  public List<Omission> leftOut(List<Omission> last) {
    return Stream.concat(trimmed.stream(), last.stream()).distinct().toList();
  }

  /** The events of the releases and the platforms they came from. */
  public Map<String, String> parents() {
    Map<String, String> parents = new TreeMap<>();
    sources.forEach(source -> parents.put(source.event(), source.from()));
    return parents;
  }

  /** The categories that there are records of. */
  public SortedSet<String> categories() {
    SortedSet<String> categories = new TreeSet<>();
    sources.forEach(source -> categories.addAll(source.categories()));
    return categories;
  }

  /** The records of these categories, in the order of their ids. */
  public List<SourceRecord> records(List<String> categories) {
    return sources.stream()
        .flatMap(source -> source.records().stream())
        .filter(record -> categories.contains(record.observation().category()))
        .sorted(Comparator.comparing(SourceRecord::id))
        .toList();
  }

  /** What those records say; not of those that another source contradicts: no score is of them. */
  public List<Observation> observations(List<String> categories) {
    return records(categories).stream()
        .filter(record -> !record.contradicted())
        .map(SourceRecord::observation)
        .toList();
  }

  /** Whether all that there is of a category is contradicted by another source. */
  public boolean isHeldBack(String category) {
    List<SourceRecord> records = records(List.of(category));
    return !records.isEmpty() && records.stream().allMatch(SourceRecord::contradicted);
  }
}
