/**
 * Takes events in: checks what can be checked without the log's lock (form, who may append what,
 * which guards a type may touch), seals the parts and hands them to the sequencer; then answers
 * with index, proof and checkpoint. What the service says by itself goes the same way ({@code
 * OwnEvents}), such as that something looks wrong ({@code Anomaly}).
 */
@NullMarked
package dev.tallystick.audit.entry;

import org.jspecify.annotations.NullMarked;
