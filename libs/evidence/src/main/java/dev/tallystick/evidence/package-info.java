/**
 * Evidence bundles: what a log and its service tell of a lineage in one file, which is checked
 * offline. {@link dev.tallystick.evidence.EvidenceBundle} is where to begin; docs/spec/evidence.md
 * has the format.
 */
@NullMarked
package dev.tallystick.evidence;

import org.jspecify.annotations.NullMarked;
