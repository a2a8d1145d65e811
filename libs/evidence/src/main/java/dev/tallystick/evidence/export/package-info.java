/**
 * One lineage answer in the forms that other programs read. All of them say the same, which is what
 * {@link dev.tallystick.evidence.export.LineageTable} says.
 */
@NullMarked
package dev.tallystick.evidence.export;

import org.jspecify.annotations.NullMarked;
