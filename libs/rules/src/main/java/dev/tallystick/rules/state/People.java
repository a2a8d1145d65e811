package dev.tallystick.rules.state;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What concerns persons: consents, notices, freezes, erasures, links. */
record People(
    TrieMap<String, Person> persons,
    TrieMap<LogId, Consent> consents,
    TrieMap<LogId, Notice> notices) {
  static final People EMPTY = new People(TrieMap.empty(), TrieMap.empty(), TrieMap.empty());

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
    Person known = persons.get(subject);
    return known == null ? Person.unknown(subject) : known;
  }

  private People change(Optional<String> subject, UnaryOperator<Person> change) {
    return subject.isEmpty() ? this : with(change.apply(person(subject.get())));
  }

  private People with(Person person) {
    return new People(persons.plus(person.subject(), person), consents, notices);
  }

  private static People present(People people, LoggedEvent event, Facts f) {
    Optional<String> id = f.text("notice");
    if (id.isEmpty()) {
      return people;
    }
    Notice.Told told =
        new Notice.Told(
            f.textOr("kind", ""),
            f.text("discloser"),
            f.textOr("recipient", ""),
            f.textOr("textHash", ""),
            f.textOr("language", ""),
            f.strings("items"),
            f.flag("highlighted"));
    Person person = people.person(event.subject().orElse(""));
    Notice notice = new Notice(person.subject(), Shared.one(told));
    People after = people.persons.get(person.subject()) == null ? people.with(person) : people;
    return new People(
        after.persons, after.consents, after.notices.plus(LogId.of(id.get()), notice));
  }

  /** A consent that was withdrawn stays so, whatever is logged under its id afterwards. */
  private static People give(People people, LoggedEvent event, Facts f) {
    Optional<String> id = f.text("consent");
    if (id.isEmpty() || event.subject().isEmpty()) {
      return people;
    }
    Person person = people.person(event.subject().get());
    LogId key = LogId.of(id.get());
    Consent before = people.consents.get(key);
    if (before == null) {
      Consent first = GivenConsent.read(key, person.subject(), event, f);
      return people.with(person.plus(first), first);
    }
    boolean closed =
        before.status() == ConsentStatus.WITHDRAWN || !before.subject().equals(person.subject());
    return closed
        ? people
        : people.replace(before, GivenConsent.read(before.key(), person.subject(), event, f));
  }

  private People with(Person person, Consent consent) {
    return new People(
        persons.plus(person.subject(), person), consents.plus(consent.key(), consent), notices);
  }

  /** A consent stands with its person too, who is found in one step. */
  private People replace(Consent before, Consent after) {
    return with(person(before.subject()).with(before, after), after);
  }

  private People refuse(LoggedEvent event, Facts f) {
    Refusal refusal =
        new Refusal(
            Shared.one(f.textOr("recipient", "")),
            Shared.one(f.textOr("purpose", "")),
            event.recordedMillis());
    return change(event.subject(), person -> person.withRefusal(refusal));
  }

  private @Nullable Consent find(Facts f) {
    return consents.get(LogId.of(f.textOr("consent", "")));
  }

  private People end(Facts f, ConsentStatus status) {
    Consent consent = find(f);
    return consent == null ? this : replace(consent, consent.with(status));
  }

  /** The sweep speaks of one version; a later one stands. */
  private People expire(Facts f) {
    Consent consent = find(f);
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
