/**
 * The log's tables: what a batch reads and writes inside its one transaction, and what readers see
 * of it. Everything here is plain JDBC; a batch is one COPY, and nothing is updated that an index
 * in the log stands for. {@code Locks} names every advisory lock of the service.
 */
@NullMarked
package dev.tallystick.audit.storage;

import org.jspecify.annotations.NullMarked;
