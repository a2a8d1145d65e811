package dev.tallystick.portal.usage;

import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.UseData;
import dev.tallystick.portal.document.UseFee;
import dev.tallystick.portal.usage.Use.Detail;
import dev.tallystick.portal.usage.Use.Outcome;
import dev.tallystick.portal.words.Words;
import dev.tallystick.web.ReaderText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Tells entries of a list as sentences: data that was handed over, refused or looked at here, all
 * else by {@link ActTeller}. Whether a release has arrived is told with the release.
 */
final class UseTeller {
  /** A read in bulk that does not show its range any more. */
  static final String BULK_READ_WITHHELD = "audit.read withheld";

  private static final String RELEASED = "data.released";
  private static final String RECEIVED = "data.received";
  private static final String UNDELIVERED = "data.undelivered";
  private static final Set<String> DIRECT = Set.of("DIRECT_PROVISION_PROHIBITED");

  private final ReaderText text;
  private final Names names;
  private final UseMessages say;
  private final ActTeller acts;
  private final DetailNames labels;
  private final Map<String, LoggedUse> releases = new HashMap<>();
  private final Map<String, LoggedUse> ends = new HashMap<>();

  UseTeller(ReaderText text, Names names, UsageWords words) {
    this.text = text;
    this.names = names;
    this.say = words.uses();
    this.labels = words.labels();
    this.acts = new ActTeller(text, names, words.acts());
  }

  /** Tells them, in the order in which they come. */
  List<Use> tell(List<LoggedUse> entries) {
    for (LoggedUse entry : entries) {
      if (entry.type().equals(RELEASED)) {
        releases.put(entry.event(), entry);
      } else if (entry.type().equals(RECEIVED) || entry.type().equals(UNDELIVERED)) {
        // Newest first: the last word on a release is kept.
        entry.data().release().ifPresent(release -> ends.putIfAbsent(release, entry));
      }
    }
    return entries.stream().filter(entry -> !isToldWithItsRelease(entry)).map(this::tell).toList();
  }

  private boolean isToldWithItsRelease(LoggedUse entry) {
    return (entry.type().equals(RECEIVED) || entry.type().equals(UNDELIVERED))
        && entry.data().release().filter(releases::containsKey).isPresent();
  }

  private Use tell(LoggedUse entry) {
    UseData.Partial data = entry.data();
    Sentence sentence = sentence(entry, data);
    return new Use(
        entry.index(),
        sentence.outcome(),
        text.time(entry.at()),
        text.exact(entry.at()),
        sentence.lead(),
        sentence.rest(),
        details(entry, data),
        data.endPurpose().or(data::purpose).orElse(""),
        parties(data),
        disputable(entry));
  }

  private static Optional<String> disputable(LoggedUse entry) {
    boolean bought =
        entry.type().equals(RELEASED)
            && entry.data().step().filter("RELEASE_2"::equals).isPresent();
    return bought && !entry.event().isEmpty() ? Optional.of(entry.event()) : Optional.empty();
  }

  private Sentence sentence(LoggedUse entry, UseData.Partial data) {
    return switch (entry.type()) {
      case RELEASED -> released(entry, data);
      case "data.denied" -> denied(data);
      case RECEIVED -> Sentence.other(say.received(name(data.to()), name(data.from())));
      case UNDELIVERED ->
          Sentence.other(
              say.undelivered(name(data.from()), name(data.to())), say.because(reason(data)));
      case "data.destroyed" ->
          Sentence.other(say.destroyed(name(data.party())), say.because(reason(data)));
      case "fee.reversed" ->
          Sentence.other(
              say.reversed(name(data.from()), name(data.to()), price(data).orElse("?")),
              say.because(reason(data)));
      case "decision.reported" -> decided(data);
      case "loan.opened" -> Sentence.other(say.loanOpened(name(data.lender())));
      case "loan.closed" -> Sentence.other(say.loanClosed(name(data.lender())));
      case "self-report.issued" ->
          new Sentence(Outcome.OWN, say.selfReport(name(data.bureau())), "");
      case "derived.created" ->
          Sentence.other(
              say.derived(
                  name(data.maker()),
                  Words.of(text.locale()).category(data.category().orElse("?"))));
      case "conflict.flagged" ->
          Sentence.other(
              say.conflict(name(data.bureau()), name(data.holder())),
              say.conflictShare(share(data)));
      case "audit.read" ->
          new Sentence(
              Outcome.READ, auditorRead(data), data.engagement().map(say::auditorWhy).orElse(""));
      case BULK_READ_WITHHELD -> new Sentence(Outcome.READ, say.bulkReadSomewhere(), "");
      case "staff.read" ->
          new Sentence(
              Outcome.READ,
              say.staffRead(name(data.party())),
              say.suppliedWhat(categories(data), purpose(data.purpose())));
      default ->
          acts.tell(entry.type(), data)
              .orElseGet(() -> Sentence.other(say.other(), say.otherType(entry.type())));
    };
  }

  private String auditorRead(UseData.Partial data) {
    return data.kind().filter("BULK"::equals).isPresent() ? say.bulkRead() : say.auditorRead();
  }

  private Sentence released(LoggedUse entry, UseData.Partial data) {
    String from = name(data.from());
    String to = name(data.to());
    String end = end(entry);
    return switch (data.step().orElse("")) {
      case "RELEASE_2" -> {
        boolean again = data.fee().flatMap(fee -> paid(fee)).isEmpty();
        String terms =
            again
                ? say.soldAgain(purpose(data.purpose()))
                : say.soldFor(price(data).orElse("?"), purpose(data.purpose()));
        yield new Sentence(Outcome.SHARED, say.sold(to), terms + sources(data) + end);
      }
      case "RELEASE_1" ->
          new Sentence(
              Outcome.SHARED,
              say.supplied(from, to),
              say.suppliedWhat(categories(data), purpose(data.endPurpose().or(data::purpose)))
                  + end);
      default ->
          new Sentence(
              Outcome.SHARED,
              say.passedOn(from, to),
              say.suppliedWhat(categories(data), purpose(data.purpose())) + end);
    };
  }

  /** Nothing if it was charged nothing, because it had been charged that day. */
  private static Optional<Long> paid(UseFee.Partial fee) {
    return fee.amount().isPresent() && fee.amount().getAsLong() > 0
        ? Optional.of(fee.amount().getAsLong())
        : Optional.empty();
  }

  private String sources(UseData.Partial data) {
    List<String> found =
        data.parents().stream()
            .map(releases::get)
            .flatMap(Stream::ofNullable)
            .map(parent -> name(parent.data().from()))
            .distinct()
            .toList();
    return found.isEmpty() ? "" : say.soldFrom(Words.of(text.locale()).list(found));
  }

  private String end(LoggedUse release) {
    LoggedUse end = ends.get(release.event());
    if (end == null) {
      return "";
    }
    return end.type().equals(RECEIVED)
        ? say.arrived(name(end.data().to()))
        : say.lost(reason(end.data()));
  }

  private Sentence denied(UseData.Partial data) {
    String caller = name(data.caller());
    String lead =
        switch (data.step().orElse("")) {
          case "RELEASE_2" -> say.refusedReport(caller);
          case "RELEASE_1" -> say.refusedSupply(caller, name(data.from()));
          default -> say.refused(caller);
        };
    if (data.code().filter(DIRECT::contains).isPresent()) {
      lead =
          data.caller().equals(data.from())
              ? say.refusedDirect(name(data.from()), name(data.to()))
              : say.refusedAsked(caller, name(data.from()));
    }
    String rest = say.refusedWhy(Words.of(text.locale()).refusal(data.code().orElse("?")));
    if (data.repeats().isPresent()) {
      rest += say.refusedAgain(text.number(data.repeats().getAsLong()));
    }
    return new Sentence(Outcome.REFUSED, lead, rest);
  }

  private Sentence decided(UseData.Partial data) {
    return Sentence.other(
        say.decided(
            name(data.lender()), Words.of(text.locale()).of("outcome", data.outcome().orElse("?"))),
        data.reasons().isEmpty() ? "" : say.decidedWhy(String.join("; ", data.reasons())));
  }

  private List<Detail> details(LoggedUse entry, UseData.Partial data) {
    List<Detail> found = new ArrayList<>();
    found.add(new Detail(labels.recorded(), text.exact(entry.at())));
    if (!data.categories().isEmpty()) {
      found.add(new Detail(labels.categories(), categories(data)));
    }
    price(data).ifPresent(price -> found.add(new Detail(labels.price(), price)));
    data.label().ifPresent(label -> found.add(new Detail(labels.called(), label)));
    data.code()
        .ifPresent(
            code ->
                found.add(
                    new Detail(
                        labels.rule(),
                        code
                            + " "
                            + String.join(", ", data.ruleIds())
                            + data.pack().map(pack -> ", " + pack).orElse(""))));
    data.consents().stream()
        .flatMap(consent -> consent.id().stream())
        .forEach(id -> found.add(new Detail(labels.consent(), id, "/me/consents#" + id)));
    data.release().ifPresent(release -> found.add(new Detail(labels.release(), release)));
    found.add(new Detail(labels.type(), entry.type()));
    if (!entry.event().isEmpty()) {
      found.add(new Detail(labels.event(), entry.event()));
    }
    found.add(new Detail(labels.index(), Long.toString(entry.index())));
    return found;
  }

  private static Set<String> parties(UseData.Partial data) {
    Set<String> all = new TreeSet<>();
    Stream.of(
            data.from(),
            data.to(),
            data.caller(),
            data.endUser(),
            data.discloser(),
            data.recipient(),
            data.provider(),
            data.party(),
            data.bureau(),
            data.lender())
        .forEach(party -> party.ifPresent(all::add));
    return all;
  }

  private Optional<String> price(UseData.Partial data) {
    return data.fee()
        .filter(fee -> fee.amount().isPresent())
        .map(fee -> text.money(fee.amount().getAsLong(), fee.currency().orElse("")));
  }

  private String share(UseData.Partial data) {
    return data.basisPoints().isPresent()
        ? text.number(Math.round(data.basisPoints().getAsLong() / 100.0)) + " %"
        : "?";
  }

  private String categories(UseData.Partial data) {
    return Words.of(text.locale()).categories(data.categories());
  }

  private String purpose(Optional<String> code) {
    return Words.of(text.locale()).purpose(code.orElse("?"));
  }

  private String reason(UseData.Partial data) {
    return Words.of(text.locale()).of("reason", data.reason().orElse("?"));
  }

  private String name(Optional<String> party) {
    return party.map(names::of).orElse("?");
  }
}
