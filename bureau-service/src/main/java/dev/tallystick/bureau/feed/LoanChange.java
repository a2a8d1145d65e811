package dev.tallystick.bureau.feed;

import dev.tallystick.events.EventTypes;
import dev.tallystick.events.type.ConsentExpired;
import dev.tallystick.events.type.ConsentWithdrawn;
import dev.tallystick.events.type.DerivedCreated;
import dev.tallystick.events.type.ErasureStarted;
import dev.tallystick.events.type.LicenceRevoked;
import dev.tallystick.events.type.LoanClosed;
import dev.tallystick.events.type.ObjectionFiled;
import dev.tallystick.events.type.ObjectionResolved;
import dev.tallystick.events.type.PartySuspended;
import dev.tallystick.events.type.RecordAnnotated;
import dev.tallystick.events.type.RecordCorrected;
import dev.tallystick.events.type.RecordErased;
import dev.tallystick.events.type.RecordExpired;
import dev.tallystick.events.type.RecordRestricted;
import dev.tallystick.events.type.ServiceSuspended;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.tlog.Hash;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an entry of the log means for feeds. */
sealed interface LoanChange {
  /** They say that something about a person is not what it was. */
  Set<String> CHANGES =
      Set.of(
          DerivedCreated.SHORT_NAME,
          ObjectionFiled.SHORT_NAME,
          ObjectionResolved.SHORT_NAME,
          RecordAnnotated.SHORT_NAME,
          RecordCorrected.SHORT_NAME,
          RecordErased.SHORT_NAME,
          RecordExpired.SHORT_NAME,
          RecordRestricted.SHORT_NAME);

  /** They end something that a feed rests on. */
  Set<String> ENDS =
      Set.of(
          ConsentExpired.SHORT_NAME,
          ConsentWithdrawn.SHORT_NAME,
          ErasureStarted.SHORT_NAME,
          LicenceRevoked.SHORT_NAME,
          LoanClosed.SHORT_NAME,
          PartySuspended.SHORT_NAME,
          ServiceSuspended.SHORT_NAME);

  /** Something about the people with these labels has changed. */
  record Changed(List<String> labels) implements LoanChange {
    /** Keeps its own copy. */
    public Changed {
      labels = List.copyOf(labels);
    }
  }

  /** The person with one of these labels has their data erased. */
  record OfPerson(List<String> labels) implements LoanChange {
    /** Keeps its own copy. */
    public OfPerson {
      labels = List.copyOf(labels);
    }
  }

  /** A loan is over. */
  record OfLoan(String loan) implements LoanChange {}

  /** A consent is over. */
  record OfConsent(String consent) implements LoanChange {}

  /** A party may no longer do what it did. */
  record OfParty(String party) implements LoanChange {}

  /** The types of the entries that mean something. */
  static Set<String> types() {
    return Stream.concat(CHANGES.stream(), ENDS.stream()).collect(Collectors.toUnmodifiableSet());
  }

  /** What an entry means; nothing if its body is not there to say so. */
  static Optional<LoanChange> of(FeedEntry entry) {
    String type = EventTypes.find(entry.stub().type()).orElseThrow().shortName();
    List<String> labels = entry.stub().labels().stream().map(Hash::hex).toList();
    if (CHANGES.contains(type)) {
      return Optional.of(new Changed(labels));
    }
    return switch (type) {
      case ErasureStarted.SHORT_NAME -> Optional.of(new OfPerson(labels));
      case LoanClosed.SHORT_NAME ->
          entry.readData(LoanClosed::read).map(said -> new OfLoan(said.loan().value()));
      case ConsentWithdrawn.SHORT_NAME ->
          entry.readData(ConsentWithdrawn::read).map(said -> new OfConsent(said.consent().value()));
      case ConsentExpired.SHORT_NAME ->
          entry.readData(ConsentExpired::read).map(said -> new OfConsent(said.consent().value()));
      case PartySuspended.SHORT_NAME ->
          entry.readData(PartySuspended::read).map(said -> new OfParty(said.party()));
      case LicenceRevoked.SHORT_NAME ->
          entry.readData(LicenceRevoked::read).map(said -> new OfParty(said.party()));
      case ServiceSuspended.SHORT_NAME ->
          entry
              .readData(ServiceSuspended::read)
              .filter(said -> said.scope() != ServiceSuspended.Scope.DEPOSIT)
              .map(said -> new OfParty(said.party()));
      default -> Optional.empty();
    };
  }
}
