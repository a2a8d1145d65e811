package dev.tallystick.importing.mapping;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** A number of a summary, made of the totals of one person. */
@FunctionalInterface
public interface SummaryField {
  /** The number; nothing if the totals do not tell. */
  OptionalLong of(ToLongFunction<String> totals);

  /** Reads a field of a summary; {@code known} are the names of the totals. */
  static SummaryField read(Place place, List<String> known) throws MalformedMappingException {
    place.onlyMembers("total", "band", "from", "percent", "of");
    Optional<String> total = place.find("total", name -> total(name, known));
    if (total.isPresent()) {
      return totals -> OptionalLong.of(totals.applyAsLong(total.get()));
    }
    if (place.has("band")) {
      return band(place, total(place.get("band"), known));
    }
    String part = total(place.get("percent"), known);
    String whole = total(place.get("of"), known);
    return totals -> percent(totals.applyAsLong(part), totals.applyAsLong(whole));
  }

  private static SummaryField band(Place place, String total) throws MalformedMappingException {
    List<Long> from = place.get("from").list(each -> (long) each.number(-999_999_999, 999_999_999));
    for (int i = 1; i < from.size(); i++) {
      if (from.get(i) <= from.get(i - 1)) {
        throw place.get("from").invalid("ascends");
      }
    }
    return totals -> {
      long value = totals.applyAsLong(total);
      return OptionalLong.of(from.stream().filter(limit -> limit <= value).count());
    };
  }

  /** Rounded half up, 0 to 100; of nothing there is no part. */
  private static OptionalLong percent(long part, long whole) {
    if (whole <= 0) {
      return part > 0 ? OptionalLong.of(100) : OptionalLong.empty();
    }
    long percent = Math.floorDiv(Math.addExact(Math.multiplyExact(part, 200L), whole), 2 * whole);
    return OptionalLong.of(Math.max(0, Math.min(100, percent)));
  }

  private static String total(Place place, List<String> known) throws MalformedMappingException {
    return place.text(known::contains, "is one of the totals " + known);
  }
}
