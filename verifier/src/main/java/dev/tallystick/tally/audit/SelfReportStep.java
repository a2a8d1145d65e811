package dev.tallystick.tally.audit;

import dev.tallystick.events.Body;
import dev.tallystick.events.GuardVersion;
import dev.tallystick.events.type.PackActivated;
import dev.tallystick.events.type.SelfReportIssued;
import dev.tallystick.events.type.SelfReportIssued.Channel;
import dev.tallystick.events.type.TariffLine;
import dev.tallystick.events.type.TariffPublished;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.tally.report.CheckReport;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Each report that a person got about themselves has the number that it has in the calendar year,
 * under all tokens that were the person's by then, and costs what the rule pack and the bureau's
 * tariff say (R40). Under which tokens it was counted its guards tell.
 */
final class SelfReportStep implements AuditStep {
  private static final String SERVICE = "SELF_REPORT";
  private static final String RULE = "R40";
  private static final String GUARD = "self-report/";

  /** A price is told a moment before the entry is made, and may change in between. */
  private static final long MOMENT = 10_000;

  private final AuditFindings findings = new AuditFindings("reports");
  private final PackShelf shelf;
  private final List<PackActivated> packs = new ArrayList<>();
  private final Map<String, List<TariffPublished>> tariffs = new HashMap<>();

  /** How many there were, by guard and year. */
  private final Map<String, Long> counts = new HashMap<>();

  /** The guards of reports whose body is not shown. */
  private final Set<String> untold = new HashSet<>();

  private final PersonLabels people = new PersonLabels();
  private long reports;
  private boolean isPartial;

  SelfReportStep(PackShelf shelf) {
    this.shelf = shelf;
  }

  @Override
  public void see(AuditedEntry entry) {
    people.see(entry);
    entry.data(PackActivated.NAME, PackActivated::read).ifPresent(packs::add);
    entry
        .data(TariffPublished.NAME, TariffPublished::read)
        .ifPresent(
            tariff ->
                tariffs.computeIfAbsent(tariff.party(), party -> new ArrayList<>()).add(tariff));
    if (!entry.is(SelfReportIssued.SHORT_NAME) || entry.stub().isEmpty()) {
      return;
    }
    reports++;
    String guard =
        entry.stub().get().advances().stream()
            .filter(key -> key.startsWith(GUARD))
            .findFirst()
            .orElse("");
    Optional<Body> body = entry.body();
    if (body.isEmpty()) {
      untold.add(guard);
      return;
    }
    NavigableSet<String> counted = new TreeSet<>(Set.of(guard));
    entry.stub().get().guards().stream()
        .map(GuardVersion::key)
        .filter(key -> key.startsWith(GUARD))
        .forEach(counted::add);
    SelfReportIssued issued = SelfReportIssued.read(body.get().data());
    if (!isPartial && !counted.equals(ofPerson(guard))) {
      findings.at(entry.index(), "it is counted under other tokens than are the person's");
    } else {
      judge(entry.index(), counted, body.get(), issued);
    }
    counts.merge(guard + "/" + issued.year(), 1L, Long::sum);
  }

  /** The guards that count the reports of the same bureau about the same person. */
  private NavigableSet<String> ofPerson(String guard) {
    int end = guard.lastIndexOf('/') + 1;
    return people.personOf(guard.substring(end)).stream()
        .map(label -> guard.substring(0, end) + label)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void judge(long index, Set<String> counted, Body body, SelfReportIssued issued) {
    long ordinal =
        1
            + counted.stream()
                .mapToLong(one -> counts.getOrDefault(one + "/" + issued.year(), 0L))
                .sum();
    if (!Collections.disjoint(untold, counted)) {
      findings.untoldAt(index, "an earlier report of the person is not shown");
    } else if (issued.ordinal() != ordinal) {
      findings.at(
          index,
          "it is said to be number %d of %d, and is number %d"
              .formatted(issued.ordinal(), issued.year(), ordinal));
    } else {
      judgeFee(index, body.timeMillis(), issued);
    }
  }

  private void judgeFee(long index, long millis, SelfReportIssued issued) {
    Set<String> wrong = new HashSet<>();
    boolean isBlind = false;
    for (long at : List.of(millis, millis - MOMENT)) {
      Optional<Pack> pack = packAt(at);
      isBlind |= pack.isEmpty();
      Optional<String> flaw = pack.flatMap(rules -> flaw(rules, at, millis, issued));
      if (pack.isPresent() && flaw.isEmpty()) {
        return;
      }
      flaw.ifPresent(wrong::add);
    }
    if (isBlind) {
      findings.untoldAt(index, "the rule pack in force is not known here");
    } else {
      wrong.stream().sorted().findFirst().ifPresent(rule -> findings.at(index, rule));
    }
  }

  private Optional<String> flaw(Pack pack, long at, long millis, SelfReportIssued issued) {
    int year = LocalDate.ofInstant(Instant.ofEpochMilli(millis), pack.zone()).getYear();
    if (issued.year() != year) {
      return Optional.of("it is counted in %d, and is of %d".formatted(issued.year(), year));
    }
    boolean applies =
        Optional.ofNullable(pack.rules().get(RULE))
            .filter(rule -> rule.planned().isEmpty())
            .isPresent();
    if (!applies) {
      return Optional.empty();
    }
    boolean free = pack.freeReports().isFree(issued.ordinal(), issued.channel() == Channel.ONLINE);
    long fee = free ? 0 : published(issued.bureau(), at);
    return issued.fee().amount() == fee
        ? Optional.empty()
        : Optional.of(
            "it cost %d, and by the pack and the tariff it costs %d"
                .formatted(issued.fee().amount(), fee));
  }

  /** The pack that decided: the latest whose instant had come. */
  private Optional<Pack> packAt(long millis) {
    return packs.stream()
        .filter(one -> one.effectiveFrom().toEpochMilli() <= millis)
        .reduce((one, next) -> next.effectiveFrom().isBefore(one.effectiveFrom()) ? one : next)
        .flatMap(active -> shelf.find(active.digest()));
  }

  /** What a bureau's tariff asked of persons for a report. */
  private long published(String bureau, long millis) {
    return tariffs.getOrDefault(bureau, List.of()).stream()
        .filter(tariff -> tariff.effectiveFrom().toEpochMilli() <= millis)
        .reduce((one, next) -> next.effectiveFrom().isBefore(one.effectiveFrom()) ? one : next)
        .stream()
        .flatMap(tariff -> tariff.lines().stream())
        .filter(line -> line.service().equals(Optional.of(SERVICE)))
        .mapToLong(TariffLine::amount)
        .findFirst()
        .orElse(0);
  }

  @Override
  public void pass(long index) {
    // A bureau's reports are inside the engagement, or none of them is; packs and tariffs always;
    // links are outside.
    isPartial = true;
  }

  @Override
  public void tell(CheckReport report, long size) {
    findings.tell(
        report, "%d reports to persons are numbered and priced by the rules".formatted(reports));
  }
}
