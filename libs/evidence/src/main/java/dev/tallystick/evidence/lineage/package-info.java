/**
 * An answer of {@code /v1/lineage}, read strictly: which releases and deposits there are, and what
 * was made from what. Nothing of it is proved here; a bundle's check compares it with the log.
 */
@NullMarked
package dev.tallystick.evidence.lineage;

import org.jspecify.annotations.NullMarked;
