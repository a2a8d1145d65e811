package dev.tallystick.party.account;

import dev.tallystick.events.type.TariffLine;
import dev.tallystick.events.type.TariffPublished;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Versions of tariffs, and which was in force when. Not thread-safe. */
public final class TariffHistory {
  private final Map<String, List<Logged>> versions = new HashMap<>();

  private record Logged(TariffPublished version, long index) {}

  /**
   * Takes in a version; those of one tariff in their order.
   *
   * @param index where the log has it
   */
  public void add(TariffPublished version, long index) {
    versions
        .computeIfAbsent(version.tariff().value(), none -> new ArrayList<>())
        .add(new Logged(version, index));
  }

  /** The version in force: of those whose time has come, the one whose time came last. */
  public Optional<TariffPublished> inForce(String tariff, long millis) {
    return inForce(tariff, millis, Long.MAX_VALUE);
  }

  private Optional<TariffPublished> inForce(String tariff, long millis, long before) {
    return versions.getOrDefault(tariff, List.of()).stream()
        .filter(logged -> logged.index() < before)
        .map(Logged::version)
        .filter(version -> version.effectiveFrom().toEpochMilli() <= millis)
        .reduce((one, next) -> next.effectiveFrom().isBefore(one.effectiveFrom()) ? one : next);
  }

  /** The version in force of each tariff. */
  public List<TariffPublished> allInForce(long millis) {
    return versions.keySet().stream().flatMap(id -> inForce(id, millis).stream()).toList();
  }

  /** A line as it was published last, whether that is in force or no longer. */
  public Optional<TariffLine> latestLine(TariffKey key) {
    return versions.getOrDefault(key.tariff(), List.of()).stream()
        .flatMap(logged -> logged.version().lines().stream())
        .filter(line -> line.line().equals(key.line()))
        .reduce((one, next) -> next);
  }

  /**
   * A line of the version in force at a place of the log. One that is logged later says nothing of
   * it, though its time may have come before.
   */
  public Optional<TariffLine> lineInForce(TariffKey key, long millis, long index) {
    return inForce(key.tariff(), millis, index)
        .flatMap(
            version ->
                version.lines().stream()
                    .filter(line -> line.line().equals(key.line()))
                    .findFirst());
  }
}
