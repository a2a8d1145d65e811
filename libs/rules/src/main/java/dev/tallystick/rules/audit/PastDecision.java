package dev.tallystick.rules.audit;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.events.type.DataDeniedInternal;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.rules.DecisionRequest;
import dev.tallystick.rules.InvalidRequestException;
import dev.tallystick.rules.Replay;
import dev.tallystick.rules.Step;
import dev.tallystick.rules.document.AskedDecision;
import dev.tallystick.rules.document.AskedParent;
import dev.tallystick.rules.state.LoggedEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A decision as its entry tells it: a release, or a refusal by the rules.
 *
 * @param permit whether something was released
 * @param claims what was signed, as far as it may be read
 * @param request what had been asked; empty if the entry does not tell enough
 * @param repeats how many refusals the entry stands for
 * @param first of an entry that counts repeats: the refusal that they repeat
 */
public record PastDecision(
    boolean permit,
    Optional<JsonObject> claims,
    Optional<DecisionRequest> request,
    Optional<String> ruleId,
    JsonObject data,
    long repeats,
    Optional<String> first) {
  private static final Set<String> STEPS =
      Set.of("DEPOSIT", "RELEASE_1", "RELEASE_2", "RELEASE", "ONWARD");
  private static final List<String> COPIED =
      List.of(
          "step",
          "from",
          "to",
          "purpose",
          "endPurpose",
          "purposeObject",
          "endUser",
          "inquiry",
          "product");

  /** Reads an entry; empty if it is neither a release nor a refusal by the rules. */
  public static Optional<PastDecision> of(
      LoggedEvent event, Optional<JsonObject> internal, SignedClaims reader) {
    boolean permit = event.stub().type().equals(DataReleased.NAME);
    // What releases and refusals both have, they call alike.
    DataDenied.Partial data = new DataDenied.Partial(event.data());
    Optional<DataDeniedInternal.Partial> part = internal.map(DataDeniedInternal.Partial::new);
    Optional<String> decision =
        data.decision().or(() -> part.flatMap(DataDeniedInternal.Partial::decision));
    Optional<String> question =
        data.request().or(() -> part.flatMap(DataDeniedInternal.Partial::request));
    boolean refusal =
        event.stub().type().equals(DataDenied.NAME)
            && STEPS.contains(data.step().orElse(""))
            && (data.pack().isPresent() || decision.isPresent());
    if (!permit && !refusal) {
      return Optional.empty();
    }
    Optional<JsonObject> claims = decision.flatMap(reader::read);
    Optional<JsonObject> asked = question.flatMap(reader::read);
    return Optional.of(
        new PastDecision(
            permit,
            claims,
            request(event, claims, asked),
            last(data.ruleIds()),
            event.data(),
            data.repeats().orElse(1),
            data.first()));
  }

  private static Optional<String> last(List<String> ids) {
    return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(ids.size() - 1));
  }

  private static Optional<DecisionRequest> request(
      LoggedEvent event, Optional<JsonObject> claims, Optional<JsonObject> asked) {
    try {
      return Optional.of(
          claims.isPresent()
              ? Replay.requestOf(claims.get(), asked)
              : DecisionRequest.parse(rebuilt(event, asked)));
    } catch (InvalidRequestException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What the body says of the question; a recipient asks, unless a refusal names who did. */
  private static JsonObject rebuilt(LoggedEvent event, Optional<JsonObject> asked) {
    DataReleased.Partial data = new DataReleased.Partial(event.data());
    JsonObject.Builder request = JsonObject.builder();
    for (String name : COPIED) {
      event.data().find(name).ifPresent(value -> request.put(name, value));
    }
    boolean second = data.step().equals(Optional.of(Step.RELEASE_2.name()));
    Set<String> categories = new TreeSet<>(data.categories());
    data.omitted().forEach(omission -> omission.category().ifPresent(categories::add));
    AskedDecision.builder()
        .dryRun(second && data.parents().isEmpty())
        .subject(event.subject())
        .caller(new DataDenied.Partial(event.data()).caller().or(data::to))
        .categories(categories)
        .parents(
            data.parents().stream()
                .map(parent -> new AskedParent(parent, Optional.empty()))
                .toList())
        .consent(asked.map(AskedDecision.Partial::new).flatMap(AskedDecision.Partial::consent))
        .build()
        .toJson()
        .forEach(request::put);
    return request.build();
  }

  /** The data, read as a release's; of a refusal, what both have. */
  DataReleased.Partial released() {
    return new DataReleased.Partial(data);
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "PastDecision[" + (permit ? "permit" : "refusal") + "]";
  }
}
