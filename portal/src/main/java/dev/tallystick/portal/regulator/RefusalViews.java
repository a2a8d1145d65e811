package dev.tallystick.portal.regulator;

import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.ToldRefusal;
import dev.tallystick.portal.document.ToldRefusals;
import dev.tallystick.portal.regulator.RefusalsView.Count;
import dev.tallystick.portal.regulator.RefusalsView.Line;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.portal.words.Words;
import dev.tallystick.web.ReaderText;
import dev.tallystick.web.ToldInstants;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes refusals readable: by rule, by party, and one by one. */
final class RefusalViews {
  private static final String UNKNOWN = "?";

  private final RefusalFilter filter;
  private final ReaderText text;
  private final Names names;
  private final RegulatorMessages say;

  RefusalViews(RefusalFilter filter, ReaderText text, Names names) {
    this.filter = filter;
    this.text = text;
    this.names = names;
    this.say = Bundles.get(RegulatorMessages.class, text.locale());
  }

  RefusalsView of(ToldRefusals.Partial answer) {
    List<ToldRefusal.Partial> refusals = new ArrayList<>(answer.refusals());
    Map<String, String> why = new HashMap<>();
    refusals.forEach(one -> why.putIfAbsent(rule(one), reason(one)));
    Collections.reverse(refusals);
    long all = refusals.stream().mapToLong(RefusalViews::times).sum();
    return new RefusalsView(
        say.refusalSums(
            text.number(all),
            text.day(filter.from()),
            text.day(filter.to()),
            answer.next().isPresent()),
        counts(
            refusals,
            RefusalViews::rule,
            (rule, count) ->
                new Count(rule, why.getOrDefault(rule, ""), count, filter.addressOfRule(rule))),
        counts(
            refusals,
            one -> one.caller().orElse(UNKNOWN),
            (party, count) -> new Count(names.of(party), "", count, filter.addressOfParty(party))),
        refusals.stream().map(this::line).toList(),
        answer.next().map(next -> filter.address(Optional.of(next))));
  }

  /** Makes a line of a key and its number. */
  private interface CountLine {
    Count of(String key, String count);
  }

  private List<Count> counts(
      List<ToldRefusal.Partial> refusals,
      Function<ToldRefusal.Partial, String> key,
      CountLine line) {
    Map<String, Long> counts = new HashMap<>();
    refusals.forEach(one -> counts.merge(key.apply(one), times(one), Long::sum));
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(one -> line.of(one.getKey(), text.number(one.getValue())))
        .toList();
  }

  private Line line(ToldRefusal.Partial one) {
    return new Line(
        one.recordedAt().map(at -> ToldInstants.moment(text, at)).orElse(""),
        one.caller().map(names::of).orElse(""),
        one.from().map(names::of).orElse(""),
        one.to().map(names::of).orElse(""),
        rule(one),
        reason(one),
        one.label().orElse(""),
        text.number(times(one)),
        one.index().isPresent() ? String.valueOf(one.index().getAsLong()) : "");
  }

  private String reason(ToldRefusal.Partial one) {
    return one.outcome().map(code -> Words.of(text.locale()).of("code", code)).orElse("");
  }

  /** The rule that refused is the last that was looked at. */
  private static String rule(ToldRefusal.Partial one) {
    List<String> rules = one.ruleIds();
    return rules.isEmpty() ? UNKNOWN : rules.get(rules.size() - 1);
  }

  /** The entry that closes a series of repeats tells how many there were. */
  private static long times(ToldRefusal.Partial one) {
    return one.repeats().orElse(1);
  }
}
