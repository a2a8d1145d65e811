/**
 * Benchmarks of the steps that an entry goes through on one core, without a server: for profiles,
 * and to see what a change of one step does.
 */
@NullMarked
package dev.tallystick.bench.micro;

import org.jspecify.annotations.NullMarked;
