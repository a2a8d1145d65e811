/**
 * What is measured, set up as in production on one machine: a durable PostgreSQL, the packaged
 * audit-service in a process of its own, two witnesses that cosign, and a token issuer in place of
 * the identity provider.
 */
@NullMarked
package dev.tallystick.bench.stage;

import org.jspecify.annotations.NullMarked;
