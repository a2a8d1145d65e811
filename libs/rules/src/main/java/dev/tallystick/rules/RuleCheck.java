package dev.tallystick.rules;

import dev.tallystick.rules.pack.PackRule;
import java.util.Optional;

/** A question that a rule asks of a request. */
interface RuleCheck {
  /** The rule that refuses: mostly the one that asks; none if it is content. */
  Optional<PackRule> refusal(Evaluation evaluation, PackRule rule);
}
