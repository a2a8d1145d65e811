package dev.tallystick.consent;

import dev.tallystick.houserules.mutation.TakenOutRule;
import dev.tallystick.problem.EnforcesRule;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Leaves out what keeps the rule that is taken out. Of the test build alone. */
@Interceptor
@EnforcesRule("")
@Priority(Interceptor.Priority.APPLICATION)
class TakenOutRuleInterceptor {
  @AroundInvoke
  @Nullable Object call(InvocationContext call) throws Exception {
    EnforcesRule kept = call.getMethod().getAnnotation(EnforcesRule.class);
    return TakenOutRule.call(kept.value(), call.getMethod().getReturnType(), call::proceed);
  }
}
