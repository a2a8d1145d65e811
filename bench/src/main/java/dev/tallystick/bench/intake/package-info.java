/**
 * What it costs to take in records: chunks through the vault's API, sealed, signed and logged,
 * beside the same rows copied into a table in the clear, and beside rows that PostgreSQL encrypts.
 */
@NullMarked
package dev.tallystick.bench.intake;

import org.jspecify.annotations.NullMarked;
