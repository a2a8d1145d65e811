package dev.tallystick.consent.decision;

import dev.tallystick.rules.DecisionRequest;
import dev.tallystick.rules.state.State;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the questions of one call look up once: whether a stop waits for the log, a state that is no
 * older than the call, and whether a statement holds that several of them rest on. Each is as new
 * as the call, so no question is answered by less than it would be alone. For one thread.
 */
final class CallView {
  private final Consumer<Optional<String>> readiness;
  private final Supplier<State> look;
  private final Supplier<State> current;
  private final Set<Optional<String>> ready = new HashSet<>();
  private final Map<Signed, SignedRequest.Statement> statements = new HashMap<>();
  private @Nullable State fresh;

  /**
   * A call that begins.
   *
   * @param readiness fails if a stop that may be about this person waits for the log
   * @param look gets a state that is no older than now, and may wait for the log
   * @param current the state that is here
   */
  CallView(Consumer<Optional<String>> readiness, Supplier<State> look, Supplier<State> current) {
    this.readiness = readiness;
    this.look = look;
    this.current = current;
  }

  /** A statement by its words, and who has to have signed it for whom. */
  private record Signed(SignedRequest request, String caller, String audience) {
    static Signed of(DecisionRequest question, SignedRequest request) {
      return new Signed(request, question.caller(), request.audience(question));
    }
  }

  /**
   * Returns if a decision about this person may be signed.
   *
   * @throws dev.tallystick.consent.state.AuditUnavailableProblem if it may not
   */
  void requireReady(Optional<String> subject) {
    if (!ready.contains(subject)) {
      readiness.accept(subject);
      ready.add(subject);
    }
  }

  /**
   * A state that is no older than the call, nor than the one that is here: what is folded between
   * two questions counts for the second. While the log is waited for, a stop may have come that
   * waits for it too, so that is looked up anew.
   */
  State fresh() {
    State known = fresh;
    if (known == null) {
      known = look.get();
      ready.clear();
    }
    State here = current.get();
    fresh = here.size() > known.size() ? here : known;
    return fresh;
  }

  /** What the statement of a question says, if an earlier question came with it and it holds. */
  Optional<SignedRequest.Statement> find(DecisionRequest question, SignedRequest request) {
    return Optional.ofNullable(statements.get(Signed.of(question, request)));
  }

  void remember(
      DecisionRequest question, SignedRequest request, SignedRequest.Statement statement) {
    statements.put(Signed.of(question, request), statement);
  }
}
