package dev.tallystick.rules;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.state.Fee;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is asked: may {@code from} give {@code to} this, about this person, for this purpose?
 *
 * @param caller who asks: the recipient, or the discloser
 * @param parties the two sides, and with whom it is to end
 * @param what what is asked for; its categories may be empty at RELEASE_2, which means the
 *     product's
 * @param chain the releases it is made from, and the inquiry it is part of
 * @param named what the caller names to be used: a consent, an agreement, a fee
 * @param label what the caller calls it; recorded, never believed
 */
public record DecisionRequest(
    Step step,
    boolean dryRun,
    Optional<String> subject,
    String caller,
    Parties parties,
    What what,
    Chain chain,
    Named named,
    Optional<String> label) {

  /** The two sides, and the one with whom it ends. */
  public record Parties(String from, Optional<String> to, Optional<String> endUser) {}

  /** What is asked for and what for. */
  public record What(
      Optional<String> purpose,
      Optional<String> endPurpose,
      Optional<PurposeObject> purposeObject,
      Optional<String> product,
      SortedSet<String> categories) {
    public What {
      categories = Collections.unmodifiableSortedSet(new TreeSet<>(categories));
    }
  }

  /** Where it stands in the chain from platform to lender. */
  public record Chain(Optional<String> inquiry, List<ParentRef> parents) {
    public Chain {
      parents = List.copyOf(parents);
    }
  }

  /** What the caller wants to be used. */
  public record Named(Optional<String> consent, Optional<String> agreement, Optional<Fee> fee) {}

  /** Refuses a request that lacks what its step needs. */
  public DecisionRequest {
    Optional<String> missing = missing(step, dryRun, subject, parties, what, chain, named);
    if (missing.isPresent()) {
      throw new IllegalArgumentException(missing.get() + " is missing");
    }
    if (!caller.equals(parties.from()) && !parties.to().equals(Optional.of(caller))) {
      throw new IllegalArgumentException("caller is neither from nor to");
    }
  }

  /** The member that a step needs and that is not there. */
  static Optional<String> missing(
      Step step,
      boolean dryRun,
      Optional<String> subject,
      Parties parties,
      What what,
      Chain chain,
      Named named) {
    if (step == Step.DEPOSIT) {
      return named.agreement().isPresent() ? Optional.empty() : Optional.of("agreement");
    }
    if (subject.isEmpty()) {
      return Optional.of("subject");
    }
    if (parties.to().isEmpty()) {
      return Optional.of("to");
    }
    if (what.purpose().isEmpty()) {
      return Optional.of("purpose");
    }
    if (step == Step.RELEASE_1 && what.endPurpose().isEmpty()) {
      return Optional.of("endPurpose");
    }
    if (step == Step.RELEASE_2 && what.product().isEmpty()) {
      return Optional.of("product");
    }
    if (step != Step.RELEASE_2 && what.categories().isEmpty()) {
      return Optional.of("categories");
    }
    boolean chained = step == Step.ONWARD || (step == Step.RELEASE_2 && !dryRun);
    return chained && chain.parents().isEmpty() ? Optional.of("parents") : Optional.empty();
  }

  /**
   * Reads the members of {@code POST /v1/decisions} but {@code request} and {@code requestType},
   * which are ignored here.
   *
   * @throws InvalidRequestException naming the member that is not as it must be
   */
  public static DecisionRequest parse(JsonObject json) throws InvalidRequestException {
    return DecisionRequestForm.read(json);
  }

  public String from() {
    return parties.from();
  }

  public Optional<String> to() {
    return parties.to();
  }

  /** What the data is wanted for in the end. */
  public Optional<String> finalPurpose() {
    return what.endPurpose().or(what::purpose);
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "DecisionRequest[" + step + "]";
  }
}
