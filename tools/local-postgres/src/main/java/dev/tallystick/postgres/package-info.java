/**
 * A durable PostgreSQL from Maven artifacts, without a container engine.
 *
 * <p>It promises what a production server promises: a commit is on disk when it returns, every role
 * needs its password, and only this machine can connect. {@link
 * dev.tallystick.postgres.LocalPostgres} is the way in.
 */
@NullMarked
package dev.tallystick.postgres;

import org.jspecify.annotations.NullMarked;
