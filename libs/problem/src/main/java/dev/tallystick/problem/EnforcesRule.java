package dev.tallystick.problem;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which rule of the packs a method keeps: without its call the rule would be broken. A service
 * has no interceptor for it, so it changes nothing; its test build has one, which leaves the call
 * out to see whether a test of the rule's name notices.
 *
 * <p>Stands on methods of beans and on static methods, none of them private, whose answer "nothing"
 * means that there is nothing to refuse or to do.
 */
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface EnforcesRule {
  /** The rule, such as {@code R33}. */
  @Nonbinding
  String value();
}
