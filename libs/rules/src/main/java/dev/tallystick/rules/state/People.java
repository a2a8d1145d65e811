package dev.tallystick.rules.state;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** What concerns persons: consents, notices, freezes, erasures, links. */
record People(
    PMap<String, Person> persons, PMap<String, Consent> consents, PMap<String, Notice> notices) {
  static final People EMPTY =
      new People(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());

  private static final Map<String, Fold> FOLDS =
      Map.ofEntries(
          Map.entry("notice.presented", People::present),
          Map.entry("consent.given", People::give),
          Map.entry("consent.withdrawn", (p, e, f) -> p.end(f, ConsentStatus.WITHDRAWN)),
          Map.entry("consent.expired", (p, e, f) -> p.expire(f)),
          Map.entry("freeze.set", (p, e, f) -> p.freeze(e)),
          Map.entry("freeze.lifted", (p, e, f) -> p.lift(e, f)),
          Map.entry("identity.linked", (p, e, f) -> p.link(e, f)),
          Map.entry("identity.unlinked", (p, e, f) -> p.unlink(e, f)),
          Map.entry("erasure.started", (p, e, f) -> p.erase(e, f)),
          Map.entry("consent.refused", (p, e, f) -> p.refuse(e, f)));

  /** What an event of a type does here. */
  private interface Fold {
    People apply(People people, LoggedEvent event, Facts facts);
  }

  People fold(String type, LoggedEvent event, Facts facts) {
    Fold fold = FOLDS.get(type);
    return fold == null ? this : fold.apply(this, event, facts);
  }

  Person person(String subject) {
    return persons.getOrDefault(subject, Person.UNKNOWN);
  }

  private People change(Optional<String> subject, UnaryOperator<Person> change) {
    return subject.isEmpty()
        ? this
        : new People(
            persons.plus(subject.get(), change.apply(person(subject.get()))), consents, notices);
  }

  private static People present(People people, LoggedEvent event, Facts f) {
    Optional<String> id = f.text("notice");
    if (id.isEmpty()) {
      return people;
    }
    Notice notice =
        new Notice(
            id.get(),
            event.subject().orElse(""),
            f.textOr("kind", ""),
            f.text("discloser"),
            f.textOr("recipient", ""),
            f.textOr("textHash", ""),
            f.textOr("language", ""),
            f.strings("items"),
            f.flag("highlighted"));
    return new People(people.persons, people.consents, people.notices.plus(id.get(), notice));
  }

  /** A consent that was withdrawn stays so, whatever is logged under its id afterwards. */
  private static People give(People people, LoggedEvent event, Facts f) {
    Optional<String> id = f.text("consent");
    if (id.isEmpty() || event.subject().isEmpty()) {
      return people;
    }
    Consent before = people.consents.get(id.get());
    if (before != null
        && (before.status() == ConsentStatus.WITHDRAWN
            || !before.subject().equals(event.subject().get()))) {
      return people;
    }
    return people
        .with(consent(id.get(), event, f))
        .change(event.subject(), person -> person.withConsent(id.get()));
  }

  private static Consent consent(String id, LoggedEvent event, Facts f) {
    return new Consent(
        id,
        f.integer("version").orElse(1),
        f.textOr("kind", ""),
        event.subject().orElse(""),
        f.text("discloser"),
        f.textOr("recipient", ""),
        new Consent.Scope(
            f.textOr("purpose", ""),
            f.object("purposeObject").flatMap(o -> o.text("kind")),
            f.object("purposeObject").flatMap(o -> o.text("ref")),
            f.strings("categories"),
            f.textOr("method", ""),
            f.textOr("retention", "")),
        new Consent.Terms(
            f.textOr("form", ""),
            f.instant("validFrom").orElse(Long.MAX_VALUE),
            f.instant("validUntil").orElse(Long.MIN_VALUE),
            f.integer("useLimit"),
            f.object("frequency")
                .flatMap(g -> Frequency.of(g.integer("count").orElse(0), g.textOr("window", "")))),
        new Consent.Modifier(
            f.text("modifies"),
            f.flag("adverseConsequencesTold"),
            f.text("necessity").filter(text -> !text.isBlank()).isPresent(),
            f.text("impact").filter(text -> !text.isBlank()).isPresent()),
        new Consent.Origin(f.text("collectedBy"), f.flag("guardian"), f.text("country")),
        f.object("notice").flatMap(n -> n.text("id")).orElse(""),
        event.index(),
        ConsentStatus.GIVEN);
  }

  private People refuse(LoggedEvent event, Facts f) {
    Refusal refusal =
        new Refusal(f.textOr("recipient", ""), f.textOr("purpose", ""), event.recordedMillis());
    return change(event.subject(), person -> person.withRefusal(refusal));
  }

  private People with(Consent consent) {
    return new People(persons, consents.plus(consent.id(), consent), notices);
  }

  private People end(Facts f, ConsentStatus status) {
    Consent consent = consents.get(f.textOr("consent", ""));
    return consent == null ? this : with(consent.with(status));
  }

  /** The sweep speaks of one version; a later one stands. */
  private People expire(Facts f) {
    Consent consent = consents.get(f.textOr("consent", ""));
    boolean meant =
        consent != null
            && consent.status() == ConsentStatus.GIVEN
            && f.integer("version").orElse(consent.version()) >= consent.version();
    return meant ? end(f, ConsentStatus.EXPIRED) : this;
  }

  private People freeze(LoggedEvent event) {
    return change(event.subject(), person -> person.withFreezes(person.freezes().plus(event.id())));
  }

  private People lift(LoggedEvent event, Facts f) {
    String freeze = f.textOr("freeze", "");
    return change(event.subject(), person -> person.withFreezes(person.freezes().minus(freeze)));
  }

  private People erase(LoggedEvent event, Facts f) {
    Optional<String> provider =
        f.textOr("scope", "").equals("PROVIDER") ? f.text("provider") : Optional.empty();
    Erasure erasure = new Erasure(f.textOr("erasure", ""), provider, event.index());
    return change(event.subject(), person -> person.withErasure(erasure));
  }

  private People link(LoggedEvent event, Facts f) {
    Optional<String> linked = f.text("linked");
    if (linked.isEmpty() || event.subject().isEmpty()) {
      return this;
    }
    String subject = event.subject().get();
    return change(event.subject(), p -> p.withLinks(p.links().plus(event.id(), linked.get())))
        .change(linked, p -> p.withLinks(p.links().plus(event.id(), subject)));
  }

  private People unlink(LoggedEvent event, Facts f) {
    String link = f.textOr("link", "");
    return change(event.subject(), p -> p.withLinks(p.links().minus(link)))
        .change(f.text("linked"), p -> p.withLinks(p.links().minus(link)));
  }
}
