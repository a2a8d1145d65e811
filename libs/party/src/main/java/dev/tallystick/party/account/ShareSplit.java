package dev.tallystick.party.account;

import dev.tallystick.events.type.SettlementLine;
import dev.tallystick.events.type.TariffId;
import dev.tallystick.events.type.TariffLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Parts the fees of a month among the platforms whose records and models they rest on. It grows
 * with tariff lines and platforms, not with releases. Not thread-safe.
 *
 * <p>docs/spec/events.md, {@code settlement.issued}, has the rule: of each tariff line the pool is
 * the share of all its fees, rounded down; what the exact parts, rounded down, leave of it goes by
 * one unit to those that lost most. So the lines add up to the pools.
 */
public final class ShareSplit {
  private final Map<TariffKey, ExactPool> sources = new HashMap<>();
  private final Map<TariffKey, ExactPool> models = new HashMap<>();

  /**
   * The shares of a tariff line, in hundredths of a per cent.
   *
   * @param source of each fee to the platforms whose records were used
   * @param model to the platform whose model was used
   */
  public record Shares(long source, long model) {
    /** The bureau keeps it all. */
    public static final Shares NONE = new Shares(0, 0);

    /** Those of a published line. */
    public static Shares of(TariffLine line) {
      return new Shares(line.sourceShare().orElse(0), line.modelShare().orElse(0));
    }

    /** Whether they are of one fee. */
    public boolean isPossible() {
      return source >= 0 && model >= 0 && source + model <= 10_000;
    }
  }

  /**
   * What a release was made of.
   *
   * @param sources the platforms whose records are in it, each once
   * @param modelOwner the platform whose model made it, if that is not the bureau's own
   */
  public record MadeOf(List<String> sources, Optional<String> modelOwner) {
    /** Keeps its own copy. */
    public MadeOf {
      sources = sources.stream().distinct().toList();
    }
  }

  /** Counts what an entry did to the fee of a release. */
  public void add(FeeMove move, TariffKey key, long amount, Shares shares, MadeOf madeOf) {
    if (move == FeeMove.REPEATED) {
      return;
    }
    pool(sources, key).add(move, amount, shares.source(), madeOf.sources());
    pool(models, key).add(move, amount, shares.model(), madeOf.modelOwner().stream().toList());
  }

  private static ExactPool pool(Map<TariffKey, ExactPool> pools, TariffKey key) {
    return pools.computeIfAbsent(key, none -> new ExactPool());
  }

  /** The lines of each platform's settlement, by its party id. */
  public NavigableMap<String, List<SettlementLine>> settlements() {
    NavigableMap<String, NavigableMap<TariffKey, Both>> both = new TreeMap<>();
    sources.forEach(
        (key, pool) -> pool.parts().forEach((party, part) -> at(both, party, key).source = part));
    models.forEach(
        (key, pool) -> pool.parts().forEach((party, part) -> at(both, party, key).model = part));
    NavigableMap<String, List<SettlementLine>> settlements = new TreeMap<>();
    both.forEach(
        (party, lines) -> {
          List<SettlementLine> told = new ArrayList<>();
          lines.forEach((key, parts) -> told.add(parts.line(key)));
          settlements.put(party, List.copyOf(told));
        });
    return settlements;
  }

  /** What the platforms get of a tariff line together. */
  public long pool(TariffKey key) {
    return pool(sources, key).total() + pool(models, key).total();
  }

  private static Both at(
      Map<String, NavigableMap<TariffKey, Both>> both, String party, TariffKey key) {
    return both.computeIfAbsent(party, none -> new TreeMap<>())
        .computeIfAbsent(key, none -> new Both());
  }

  private static final class Both {
    private ExactPool.Part source = ExactPool.Part.NONE;
    private ExactPool.Part model = ExactPool.Part.NONE;

    private SettlementLine line(TariffKey key) {
      return SettlementLine.builder()
          .tariff(new TariffId(key.tariff()))
          .line(key.line())
          .sources(Math.max(0, source.count()))
          .sourceAmount(source.amount())
          .models(Math.max(0, model.count()))
          .modelAmount(model.amount())
          .build();
    }
  }
}
