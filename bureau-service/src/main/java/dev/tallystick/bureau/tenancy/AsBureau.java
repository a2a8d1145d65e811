package dev.tallystick.bureau.tenancy;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A transaction in the name of one bureau: of the method's only parameter of type {@link BureauId}.
 * PostgreSQL shows it the rows of that bureau and lets it write no others (row-level security), so
 * that a forgotten condition gives no rows instead of a competitor's.
 *
 * <p>The method is {@code @Transactional} too. It may be called within another transaction in the
 * name of the same bureau, and not within one of another bureau. If the database fails it throws
 * {@link DatabaseException}.
 */
@InterceptorBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface AsBureau {
  /**
   * Whether the commit waits until the disk has it. It need not where the log is asked again after
   * a crash of the database, or the other side of a call tells the same again: what follows a
   * receipt. What was read of the log need not wait either if the cursor of who reads it moves by
   * the same commit. What comes before the log sees an event always waits.
   */
  @Nonbinding
  boolean waitsForDisk() default true;
}
