/** A durable PostgreSQL from Maven artifacts, without a container engine. */
@NullMarked
package dev.tallystick.postgres;

import org.jspecify.annotations.NullMarked;
