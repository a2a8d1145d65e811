package dev.tallystick.quota;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what no quota ever refuses, and none counts: what a person stops, erases or objects to. Its
 * repeats must answer with the first entry, so that it adds nothing twice.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface NeverRefused {}
