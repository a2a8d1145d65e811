package dev.tallystick.rules.state;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.pcollections.PMap;
import org.pcollections.PVector;

/**
 * A party with everything that the log says about it.
 *
 * @param suspensions what has not been lifted, by the event that began it
 * @param tariffs every tariff it has published, in order
 * @param plans every plan it has filed, in order
 * @param assessments every impact assessment it has filed, in order
 * @param agreements the ids of the agreements it is a side of
 * @param enrolment the code that its next first key comes in by, if one is out
 */
public record Party(
    String id,
    Details details,
    PMap<String, Suspension> suspensions,
    PVector<PartyKey> keys,
    PVector<Licence> licences,
    PVector<Holding> owners,
    PVector<Tariff> tariffs,
    PVector<Plan> plans,
    PVector<Assessment> assessments,
    PVector<String> agreements,
    Optional<IssuedEnrolment> enrolment) {

  /** Who it is; of a party that was named before it was registered, nothing. */
  public record Details(
      Optional<String> role,
      String legalName,
      String registrationNo,
      String country,
      String contact,
      Optional<String> userClass) {
    static final Details UNKNOWN = new Details(Optional.empty(), "", "", "", "", Optional.empty());
  }

  /** The role it is registered in, if it is registered. */
  public Optional<String> role() {
    return details.role();
  }

  public boolean isRegistered() {
    return details.role().isPresent();
  }

  public Optional<String> userClass() {
    return details.userClass();
  }

  /** Whether a suspension of one of the scopes holds at a time. */
  public boolean isSuspendedAt(long millis, List<String> scopes) {
    return !suspensions.isEmpty()
        && suspensions.values().stream()
            .anyMatch(
                suspension ->
                    scopes.contains(suspension.scope()) && suspension.isInForceAt(millis));
  }

  /** Whether it is suspended from everything at a time. */
  public boolean isSuspendedAt(long millis) {
    return isSuspendedAt(millis, List.of(Suspension.ALL));
  }

  /** The newest key for a use that is valid at a time. */
  public Optional<PartyKey> keyAt(String use, long millis) {
    PartyKey newest = null;
    for (PartyKey key : keys) {
      boolean fits = key.use().equals(use) && key.isValidAt(millis);
      if (fits && (newest == null || key.index() > newest.index())) {
        newest = key;
      }
    }
    return Optional.ofNullable(newest);
  }

  /**
   * When the next key for a use takes over, or begins beside another, if one is registered.
   *
   * <p>What is sealed to the key of now may be sealed to another one from then on.
   */
  public OptionalLong nextKeyAfter(String use, long millis) {
    return keys.stream()
        .filter(key -> key.use().equals(use) && !key.revoked())
        .mapToLong(PartyKey::validFromMillis)
        .filter(from -> from > millis)
        .min();
  }

  /** Whether a key for a use is valid at a time. */
  public boolean hasKeyAt(String use, long millis) {
    return keys.stream().anyMatch(key -> key.use().equals(use) && key.isValidAt(millis));
  }

  /**
   * Whether no key to seal to has been registered since a code of the regulator let the party in:
   * then the first one replaces nothing.
   */
  public boolean isNewlyEnrolled() {
    OptionalLong let =
        keys.stream()
            .filter(key -> key.enrolled() && !key.revoked())
            .mapToLong(PartyKey::index)
            .max();
    return let.isPresent()
        && keys.stream()
            .noneMatch(key -> !key.use().equals("SIGN") && key.index() > let.getAsLong());
  }

  /** Whether a key was ever revoked, which is for good. */
  public boolean hasRevoked(String thumbprint) {
    return keys.stream().anyMatch(key -> key.revoked() && key.thumbprint().equals(thumbprint));
  }

  /** The tariff that counts at a time: the latest whose instant has come. */
  public Optional<Tariff> tariffAt(long millis) {
    Tariff latest = null;
    for (Tariff tariff : tariffs) {
      boolean begun = tariff.effectiveFromMillis() <= millis;
      if (begun
          && (latest == null || tariff.effectiveFromMillis() >= latest.effectiveFromMillis())) {
        latest = tariff;
      }
    }
    return Optional.ofNullable(latest);
  }

  /** The plan of a kind that counts at a time. */
  public Optional<Plan> planAt(String kind, long millis) {
    Plan latest = null;
    for (Plan plan : plans) {
      boolean begun = plan.kind().equals(kind) && plan.effectiveFromMillis() <= millis;
      if (begun && (latest == null || plan.effectiveFromMillis() >= latest.effectiveFromMillis())) {
        latest = plan;
      }
    }
    return Optional.ofNullable(latest);
  }

  /** When the next plan of a kind takes over, if one is filed. */
  public OptionalLong nextPlanAfter(String kind, long millis) {
    long next = Long.MAX_VALUE;
    for (Plan plan : plans) {
      boolean later = plan.kind().equals(kind) && plan.effectiveFromMillis() > millis;
      next = later ? Math.min(next, plan.effectiveFromMillis()) : next;
    }
    return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
  }

  /** When the next tariff takes over, if one is published. */
  public OptionalLong nextTariffAfter(long millis) {
    long next = Long.MAX_VALUE;
    for (Tariff tariff : tariffs) {
      long from = tariff.effectiveFromMillis();
      next = from > millis ? Math.min(next, from) : next;
    }
    return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
  }

  /** The members of a party, while another one is made of it. */
  private static final class Copy {
    private final String id;
    private Details details;
    private PMap<String, Suspension> suspensions;
    private PVector<PartyKey> keys;
    private PVector<Licence> licences;
    private PVector<Holding> owners;
    private PVector<Tariff> tariffs;
    private PVector<Plan> plans;
    private PVector<Assessment> assessments;
    private PVector<String> agreements;
    private Optional<IssuedEnrolment> enrolment;

    private Copy(Party party) {
      id = party.id;
      details = party.details;
      suspensions = party.suspensions;
      keys = party.keys;
      licences = party.licences;
      owners = party.owners;
      tariffs = party.tariffs;
      plans = party.plans;
      assessments = party.assessments;
      agreements = party.agreements;
      enrolment = party.enrolment;
    }
  }

  private Party change(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return new Party(
        copy.id,
        copy.details,
        copy.suspensions,
        copy.keys,
        copy.licences,
        copy.owners,
        copy.tariffs,
        copy.plans,
        copy.assessments,
        copy.agreements,
        copy.enrolment);
  }

  Party with(Details next) {
    return change(copy -> copy.details = next);
  }

  Party withSuspensions(PMap<String, Suspension> next) {
    return change(copy -> copy.suspensions = next);
  }

  /** One that was revoked does not come back. */
  Party withKey(PartyKey key) {
    return hasRevoked(key.thumbprint())
        ? this
        : withKeys(replaced(keys, key, each -> each.use() + "/" + each.thumbprint()));
  }

  Party withRevoked(String thumbprint) {
    PVector<PartyKey> next = keys;
    for (int i = 0; i < next.size(); i++) {
      if (next.get(i).thumbprint().equals(thumbprint)) {
        next = next.with(i, next.get(i).revoke());
      }
    }
    return withKeys(next);
  }

  Party withKeys(PVector<PartyKey> next) {
    return change(copy -> copy.keys = next);
  }

  /** After the code of this entry was used. */
  Party withUsed(Optional<String> event) {
    return withEnrolment(enrolment.filter(issued -> !event.equals(Optional.of(issued.event()))));
  }

  Party withEnrolment(Optional<IssuedEnrolment> next) {
    return change(copy -> copy.enrolment = next);
  }

  Party withLicences(PVector<Licence> next) {
    return change(copy -> copy.licences = next);
  }

  Party withOwners(PVector<Holding> next) {
    return change(copy -> copy.owners = next);
  }

  Party withTariff(Tariff next) {
    return change(copy -> copy.tariffs = tariffs.plus(next));
  }

  Party withPlan(Plan next) {
    return change(copy -> copy.plans = plans.plus(next));
  }

  Party withAssessment(Assessment next) {
    return change(copy -> copy.assessments = replaced(assessments, next, Assessment::id));
  }

  Party withAgreement(String agreement) {
    return agreements.contains(agreement)
        ? this
        : change(copy -> copy.agreements = agreements.plus(agreement));
  }

  /** The vector with the items of one identity replaced by another item, which stands last. */
  static <T> PVector<T> replaced(PVector<T> items, T item, Function<T, ?> identity) {
    PVector<T> others = items;
    for (int i = items.size() - 1; i >= 0; i--) {
      if (identity.apply(items.get(i)).equals(identity.apply(item))) {
        others = others.minus(i);
      }
    }
    return others.plus(item);
  }
}
