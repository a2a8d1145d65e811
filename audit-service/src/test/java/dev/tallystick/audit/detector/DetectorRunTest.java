package dev.tallystick.audit.detector;

import static dev.tallystick.audit.detector.GeneratedMonth.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.detector.DetectorRun.Noticed;
import dev.tallystick.audit.detector.OpenAlarms.Case;
import dev.tallystick.events.EventId;
import dev.tallystick.tlog.Hash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service's own detectors over a month: each finds its pattern, and nothing else is found. */
class DetectorRunTest {
  private static final long TICK = Duration.ofMinutes(30).toMillis();
  private static final long AFTER = Duration.ofDays(40).toMillis();
  private static final String BANK = "bank-dune";

  /** What became of a month. */
  private record Outcome(List<Noticed> raised, List<Case> cleared) {
    List<String> detectors() {
      return raised.stream().map(one -> one.detector().name()).toList();
    }
  }

  private static DetectorRun run() {
    return new DetectorRun(DetectorSettings.read(Optional.empty()).detectors());
  }

  /** As the service does it: entries in their order, and the time in between. */
  private static Outcome watch(List<Sighting> month) {
    Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>());
    DetectorRun run = run();
    OpenAlarms open = new OpenAlarms(Map.of());
    long now = GeneratedMonth.START.toEpochMilli();
    for (Sighting seen : month) {
      now = pass(now, seen.atMillis(), run, open, outcome);
      raise(run.take(seen), open, outcome);
    }
    long unused = pass(now, now + AFTER, run, open, outcome);
    return outcome;
  }

  private static long pass(long from, long to, DetectorRun run, OpenAlarms open, Outcome outcome) {
    long now = from;
    while (now + TICK <= to) {
      now += TICK;
      raise(run.advance(now), open, outcome);
      outcome.cleared.addAll(open.takeQuiet(run::windowMillis, now));
    }
    return now;
  }

  private static void raise(List<Noticed> noticed, OpenAlarms open, Outcome outcome) {
    for (Noticed one : noticed) {
      if (open.raises(new Case(one.detector().name(), one.detection().about()), one.atMillis())) {
        outcome.raised.add(one);
      }
    }
  }

  /** The first is too many, each person is a case, and the alarm names nobody. */
  @Test
  void honey_isNoticedAtTheFirstEntry_andNamesNobody() {
    DetectorRun run = run();
    List<Noticed> noticed = new ArrayList<>();
    for (String person : List.of("one", "other", "one")) {
      noticed.addAll(
          run.take(
              Sighting.ofHoney(
                  new Sighting.Place(EventId.draw(1_000, new SecureRandom()), 1_000),
                  Hash.sha256(person.getBytes(StandardCharsets.UTF_8)))));
    }

    assertThat(noticed)
        .hasSize(3)
        .allSatisfy(
            one -> {
              assertThat(one.detector().name()).isEqualTo("HONEY_TOUCHED");
              assertThat(one.detection().party()).isEmpty();
              assertThat(one.detection().person()).isEmpty();
              assertThat(one.detection().numbers().expected()).isZero();
            });
    assertThat(noticed.stream().map(one -> one.detection().about()).distinct()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void cleanMonth_raisesNothing(long seed) {
    assertThat(watch(new GeneratedMonth(seed).fill().sightings()).detectors()).isEmpty();
  }

  static Stream<Arguments> patterns() {
    return Stream.of(
        pattern("QUERY_BURST", BANK, month -> month.fill().busyMinute(BANK, at(20, 660), 800)),
        pattern(
            "STAFF_BURST",
            "bureau-north",
            month -> month.fill().staffBurst("clerk-3", at(12, 600), 60)),
        pattern("SAME_PERSON", BANK, month -> month.fill().again(BANK, at(18, 700), 12)),
        pattern(
            "NIGHT_QUERIES",
            BANK,
            month -> month.fill().steadily(BANK, at(13, 60), Duration.ofMinutes(1), 180)),
        pattern(
            "MANY_LENDERS",
            "",
            month -> month.fill().shopper(at(22, 800), GeneratedMonth.banks().subList(0, 5))),
        pattern("UNDECIDED_INQUIRIES", BANK, month -> month.withoutDecisionsOf(BANK).fill()),
        pattern("TRAFFIC_FALLS", "mall-one", month -> month.withoutTrafficFor(BANK).fill()));
  }

  private static Arguments pattern(
      String detector, String party, UnaryOperator<GeneratedMonth> seeding) {
    return Arguments.of(detector, party, seeding);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("patterns")
  void seededPattern_raisesItsAlarmOnceAndNoOther_untilItIsOver(
      String detector, String party, UnaryOperator<GeneratedMonth> seeding) {
    for (long seed = 1; seed <= 2; seed++) {
      Outcome outcome = watch(seeding.apply(new GeneratedMonth(seed)).sightings());

      assertThat(outcome.detectors()).containsExactly(detector);
      Detection found = outcome.raised.get(0).detection();
      assertThat(found.party().orElse("")).isEqualTo(party);
      assertThat(found.entries()).isNotEmpty().hasSizeLessThanOrEqualTo(Detection.NAMED);
      assertThat(found.numbers().from()).isLessThan(found.numbers().until());
      assertThat(outcome.cleared).containsExactly(new Case(detector, found.about()));
    }
  }

  @Test
  void allPatterns_areFoundBesideEachOther() {
    GeneratedMonth month =
        new GeneratedMonth(9)
            .withoutDecisionsOf("bank-brook")
            .withoutTrafficFor("bank-elm")
            .fill()
            .busyMinute(BANK, at(20, 660), 800)
            .staffBurst("clerk-3", at(12, 600), 60)
            .again(BANK, at(18, 700), 12)
            .steadily("bank-cliff", at(13, 60), Duration.ofMinutes(1), 180)
            .shopper(at(22, 800), GeneratedMonth.banks().subList(0, 5));

    assertThat(watch(month.sightings()).detectors())
        .containsExactlyInAnyOrder(
            "QUERY_BURST",
            "STAFF_BURST",
            "SAME_PERSON",
            "NIGHT_QUERIES",
            "MANY_LENDERS",
            "UNDECIDED_INQUIRIES",
            "TRAFFIC_FALLS");
  }

  /** Whatever day a process begins on: what it has read again makes it the same as one that ran. */
  @Test
  void run_thatReadsItsMemoryAgain_noticesTheSame() {
    List<Sighting> month =
        new GeneratedMonth(9)
            .withoutDecisionsOf("bank-brook")
            .withoutTrafficFor("bank-elm")
            .fill()
            .shopper(at(22, 800), GeneratedMonth.banks().subList(0, 5))
            .sightings();
    for (int day : new int[] {16, 22, 25, 28}) {
      long begin = at(day, 30 * day).toEpochMilli();
      DetectorRun ran = run();
      DetectorRun restarted = run();
      for (Sighting seen : month) {
        List<Noticed> expected = ran.take(seen);
        if (seen.atMillis() >= begin - restarted.memoryMillis()) {
          List<Noticed> noticed = restarted.take(seen);
          if (seen.atMillis() >= begin) {
            assertThat(detections(noticed)).isEqualTo(detections(expected));
          }
        }
      }
    }
  }

  private static List<Detection> detections(List<Noticed> noticed) {
    return noticed.stream().map(Noticed::detection).toList();
  }

  /** A refusal that counts how often it was repeated counts as often. */
  @Test
  void burst_ofRefusals_isCountedByTheirRepeats() {
    Sighting one =
        new GeneratedMonth(1)
            .steadily(BANK, at(1, 600), Duration.ofSeconds(1), 1).sightings().stream()
                .filter(Sighting::isQuery)
                .findFirst()
                .orElseThrow();
    Sighting repeated =
        new Sighting(
            Sighting.Kind.REFUSED_QUERY, one.place(), one.party(), 601, Sighting.About.NOTHING);

    assertThat(run().take(repeated))
        .extracting(noticed -> noticed.detector().name())
        .containsExactly("QUERY_BURST");
  }

  @Test
  void keyedState_forgetsThoseThatWereNotSeenForTheLongestTime() {
    KeyedState<BucketCounts> state = new KeyedState<>(2, BucketCounts::new);
    state.get("a").add(1, 1);
    state.get("b").add(1, 1);
    state.get("a").add(2, 1);

    state.get("c").add(1, 1);

    assertThat(state.all()).extracting(Map.Entry::getKey).containsExactly("a", "c");
    state.forgetIf(counts -> counts.sum(0, 3) == 1);
    assertThat(state.size()).isOne();
  }
}
