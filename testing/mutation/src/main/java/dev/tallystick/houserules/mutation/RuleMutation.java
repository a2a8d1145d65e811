package dev.tallystick.houserules.mutation;

import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.JUnitException;

/**
 * Runs the tests of rules with their rule taken out, and is content if each fails by an assertion;
 * a test that passes all the same, or breaks in another way, fails. Does nothing unless {@code
 * tallystick.rules.take-out} says which rules. What a test has prepared before it begins was
 * prepared with the rule in force.
 */
public final class RuleMutation implements ExecutionCondition, InvocationInterceptor {
  private final Optional<MutationPlan> plan = MutationPlan.asked();

  /** For the engine, which finds it as a service. */
  public RuleMutation() {}

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (plan.isEmpty() || context.getTestClass().isEmpty()) {
      return ConditionEvaluationResult.enabled("no rule is taken out");
    }
    String type = context.getRequiredTestClass().getName();
    Optional<Method> test = context.getTestMethod();
    boolean wanted =
        test.isEmpty()
            ? plan.get().wants(type)
            : test.get().isAnnotationPresent(Test.class)
                && plan.get().ruleOf(type, test.get().getName()).isPresent();
    return wanted
        ? ConditionEvaluationResult.enabled("of a rule that is taken out")
        : ConditionEvaluationResult.disabled("of no rule that is taken out");
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> invoked,
      ExtensionContext context)
      throws Throwable {
    String type = context.getRequiredTestClass().getName();
    String test = context.getRequiredTestMethod().getName();
    Optional<String> rule = plan.flatMap(one -> one.ruleOf(type, test));
    if (rule.isEmpty()) {
      var unused = invocation.proceed();
      return;
    }
    plan.orElseThrow().judge(rule.get(), type, test, failsWithout(rule.get(), invocation));
  }

  private static boolean failsWithout(String rule, Invocation<@Nullable Void> invocation)
      throws Throwable {
    TakenOutRule.take(rule);
    try {
      var unused = invocation.proceed();
      return false;
    } catch (AssertionError e) {
      settle(invocation);
      return true;
    } finally {
      TakenOutRule.putBack();
    }
  }

  /**
   * An extension that calls the test itself tells the engine so only afterwards, and so not of a
   * test that has failed.
   */
  private static void settle(Invocation<@Nullable Void> invocation) {
    try {
      invocation.skip();
    } catch (JUnitException e) {
      // The engine has called it.
    }
  }
}
