package dev.tallystick.rules.state;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.ConsentExpired;
import dev.tallystick.events.type.ConsentGiven;
import dev.tallystick.events.type.ConsentRefused;
import dev.tallystick.events.type.ConsentWithdrawn;
import dev.tallystick.events.type.ErasureStarted;
import dev.tallystick.events.type.FreezeLifted;
import dev.tallystick.events.type.FreezeSet;
import dev.tallystick.events.type.IdentityLinked;
import dev.tallystick.events.type.IdentityUnlinked;
import dev.tallystick.events.type.NoticePresented;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What concerns persons: consents, notices, freezes, erasures, links.
 *
 * @param notices presented, and not forgotten yet; what rests on one has taken over what it told
 */
record People(
    TrieMap<String, Person> persons,
    TrieMap<LogId, Consent> consents,
    TrieMap<LogId, Notice> notices) {
  static final People EMPTY = new People(TrieMap.empty(), TrieMap.empty(), TrieMap.empty());

  private static final Map<String, Fold> FOLDS =
      Map.ofEntries(
          Map.entry(
              NoticePresented.NAME,
              (p, e, data) -> p.present(e, new NoticePresented.Partial(data))),
          Map.entry(ConsentGiven.NAME, (p, e, data) -> p.give(e, new ConsentGiven.Partial(data))),
          Map.entry(
              ConsentWithdrawn.NAME,
              (p, e, data) ->
                  p.end(new ConsentWithdrawn.Partial(data).consent(), ConsentStatus.WITHDRAWN)),
          Map.entry(
              ConsentExpired.NAME, (p, e, data) -> p.expire(new ConsentExpired.Partial(data))),
          Map.entry(FreezeSet.NAME, (p, e, data) -> p.freeze(e)),
          Map.entry(FreezeLifted.NAME, (p, e, data) -> p.lift(e, new FreezeLifted.Partial(data))),
          Map.entry(
              IdentityLinked.NAME, (p, e, data) -> p.link(e, new IdentityLinked.Partial(data))),
          Map.entry(
              IdentityUnlinked.NAME,
              (p, e, data) -> p.unlink(e, new IdentityUnlinked.Partial(data))),
          Map.entry(
              ErasureStarted.NAME, (p, e, data) -> p.erase(e, new ErasureStarted.Partial(data))),
          Map.entry(
              ConsentRefused.NAME, (p, e, data) -> p.refuse(e, new ConsentRefused.Partial(data))));

  /** What an event of a type does here. */
  private interface Fold {
    People apply(People people, LoggedEvent event, JsonObject data);
  }

  People fold(LoggedEvent event) {
    Fold fold = FOLDS.get(event.stub().type());
    return fold == null ? this : fold.apply(this, event, event.data());
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

  private People present(LoggedEvent event, NoticePresented.Partial f) {
    Optional<String> id = f.notice();
    if (id.isEmpty()) {
      return this;
    }
    Notice.Told told =
        new Notice.Told(
            f.kind().orElse(""),
            f.discloser(),
            f.recipient().orElse(""),
            f.textHash().orElse(""),
            f.language().orElse(""),
            Values.sorted(f.items()),
            f.highlighted().orElse(false));
    Person person = person(event.subject().orElse(""));
    Notice notice = new Notice(person.subject(), event.recordedMillis(), Shared.one(told));
    return new People(persons, consents, notices.plus(LogId.of(id.get()), notice));
  }

  /** A consent that was withdrawn stays so, whatever is logged under its id afterwards. */
  private People give(LoggedEvent event, ConsentGiven.Partial f) {
    Optional<String> id = f.consent();
    if (id.isEmpty() || event.subject().isEmpty()) {
      return this;
    }
    Person person = person(event.subject().get());
    LogId key = LogId.of(id.get());
    Consent before = consents.get(key);
    if (before == null) {
      Consent first = GivenConsent.read(key, person.subject(), event, f, notices);
      return with(person.plus(first), first);
    }
    boolean closed =
        before.status() == ConsentStatus.WITHDRAWN || !before.subject().equals(person.subject());
    return closed
        ? this
        : replace(before, GivenConsent.read(before.key(), person.subject(), event, f, notices));
  }

  private People with(Person person, Consent consent) {
    return new People(
        persons.plus(person.subject(), person), consents.plus(consent.key(), consent), notices);
  }

  /** A consent stands with its person too, who is found in one step. */
  private People replace(Consent before, Consent after) {
    return with(person(before.subject()).with(before, after), after);
  }

  private People refuse(LoggedEvent event, ConsentRefused.Partial f) {
    Refusal refusal =
        new Refusal(
            Shared.one(f.recipient().orElse("")),
            Shared.one(f.purpose().orElse("")),
            event.recordedMillis());
    return change(event.subject(), person -> person.withRefusal(refusal));
  }

  private @Nullable Consent find(Optional<String> id) {
    return consents.get(LogId.of(id.orElse("")));
  }

  private People end(Optional<String> id, ConsentStatus status) {
    Consent consent = find(id);
    return consent == null ? this : replace(consent, consent.with(status));
  }

  /** The sweep speaks of one version; a later one stands. */
  private People expire(ConsentExpired.Partial f) {
    Consent consent = find(f.consent());
    boolean meant =
        consent != null
            && consent.status() == ConsentStatus.GIVEN
            && f.version().orElse(consent.version()) >= consent.version();
    return meant ? end(f.consent(), ConsentStatus.EXPIRED) : this;
  }

  private People freeze(LoggedEvent event) {
    return change(event.subject(), person -> person.withFreezes(person.freezes().plus(event.id())));
  }

  private People lift(LoggedEvent event, FreezeLifted.Partial f) {
    String freeze = f.freeze().orElse("");
    return change(event.subject(), person -> person.withFreezes(person.freezes().minus(freeze)));
  }

  private People erase(LoggedEvent event, ErasureStarted.Partial f) {
    Optional<String> provider =
        f.scope().orElse("").equals("PROVIDER") ? f.provider() : Optional.empty();
    Erasure erasure = new Erasure(f.erasure().orElse(""), provider, event.index());
    return change(event.subject(), person -> person.withErasure(erasure));
  }

  private People link(LoggedEvent event, IdentityLinked.Partial f) {
    Optional<String> linked = f.linked();
    if (linked.isEmpty() || event.subject().isEmpty()) {
      return this;
    }
    String subject = event.subject().get();
    return change(event.subject(), p -> p.withLinks(p.links().plus(event.id(), linked.get())))
        .change(linked, p -> p.withLinks(p.links().plus(event.id(), subject)));
  }

  private People unlink(LoggedEvent event, IdentityUnlinked.Partial f) {
    String link = f.link().orElse("");
    return change(event.subject(), p -> p.withLinks(p.links().minus(link)))
        .change(f.linked(), p -> p.withLinks(p.links().minus(link)));
  }
}
