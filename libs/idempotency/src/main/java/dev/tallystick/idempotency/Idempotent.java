package dev.tallystick.idempotency;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a resource method (or class) that asks for an {@code Idempotency-Key}. A retry with the
 * same key and body within 24 hours gets the first answer: its status, body and {@code Location}.
 * Answers from 500 on are not kept, nor is 429: the retry is done anew.
 *
 * <p>The service's {@code openapi.yaml} has to name the header as required, unless the method is
 * {@link KeyOptional} too.
 *
 * <p>For methods on worker threads with a body and an answer that fit into memory. Streams, and
 * answers that may not be kept, use {@link IdempotencyStore} themselves.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Idempotent {}
