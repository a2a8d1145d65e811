package dev.tallystick.portal.regulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which refusals are asked for.
 *
 * @param from the first day (UTC)
 * @param to the last day
 */
public record RefusalFilter(
    LocalDate from, LocalDate to, Optional<String> party, Optional<String> rule) {
  private static final Pattern PARTY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern RULE = Pattern.compile("[A-Z][A-Z0-9_.-]{0,63}");

  static RefusalFilter of(
      LocalDate from, LocalDate to, @Nullable String party, @Nullable String rule) {
    return new RefusalFilter(
        from,
        to,
        Optional.ofNullable(party).filter(id -> PARTY.matcher(id).matches()),
        Optional.ofNullable(rule).filter(code -> RULE.matcher(code).matches()));
  }

  /** As audit-service is asked, and as it stands in the page's own address. */
  String query(Optional<String> cursor) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("from", from.toString());
    all.put("to", to.toString());
    party.ifPresent(id -> all.put("party", id));
    rule.ifPresent(code -> all.put("rule", code));
    cursor.ifPresent(at -> all.put("cursor", at));
    return all.entrySet().stream()
        .map(
            each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  String address(Optional<String> cursor) {
    return "/regulator/refusals?" + query(cursor);
  }

  String addressOfRule(String code) {
    return of(from, to, party.orElse(null), code).address(Optional.empty());
  }

  String addressOfParty(String id) {
    return of(from, to, id, rule.orElse(null)).address(Optional.empty());
  }
}
