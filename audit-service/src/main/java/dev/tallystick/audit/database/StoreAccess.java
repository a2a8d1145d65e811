package dev.tallystick.audit.database;

import dev.tallystick.audit.storage.LogStoreException;
import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a bean whose methods use the database through Hibernate: what fails there, the end of the
 * transaction too, reaches the caller as a {@link LogStoreException}.
 */
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface StoreAccess {
  /** What is said when it fails, such as {@code the erasures cannot be read}. */
  @Nonbinding
  String failure() default "";
}
