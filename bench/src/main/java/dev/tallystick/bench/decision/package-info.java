/**
 * {@code decisions}: how fast consent-service decides over HTTP, starts and folds, and how much
 * memory it takes, with so many persons and consents. They reach it as in production, through the
 * log's feed, from a log that makes its entries up as they are asked for.
 */
@NullMarked
package dev.tallystick.bench.decision;

import org.jspecify.annotations.NullMarked;
